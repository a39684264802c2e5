"""The current schema, with its views and every step that leads to it."""

from typing import Final

from renovate_kit.reports.store import from_version_1, from_version_2
from renovate_kit.reports.store.schema import SCHEMA_VERSION, Migration, Schema, metadata
from renovate_kit.reports.store.views import VIEWS

__all__ = ["CURRENT"]

CURRENT: Final = Schema(
    version=SCHEMA_VERSION,
    metadata=metadata,
    views=VIEWS,
    migrations=(
        Migration(version=2, apply=from_version_1.bring_forward),
        Migration(version=3, apply=from_version_2.bring_forward),
    ),
)
