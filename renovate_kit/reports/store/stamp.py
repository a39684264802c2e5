"""What the table `meta` says: whose a database is, and of which version."""

from typing import Final

__all__ = ["APPLICATION", "SCHEMA_VERSION"]

APPLICATION: Final = "renovate-kit"
SCHEMA_VERSION: Final = 3
