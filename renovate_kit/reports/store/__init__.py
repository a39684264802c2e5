"""Where runs are kept: taken from sources once, asked for by statistics as often as they like.

Importing this package imports no SQLAlchemy; what writes, or reads another database than a file
of SQLite, does.
"""

from renovate_kit.reports.store.store import Store, open_store, read_store

__all__ = ["Store", "open_store", "read_store"]
