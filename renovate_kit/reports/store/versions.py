"""The current schema, with its views and every step that leads to it."""

from typing import TYPE_CHECKING, Final

from renovate_kit.reports.store.schema import SCHEMA_VERSION, Migration, Schema, metadata
from renovate_kit.reports.store.views import VIEWS

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["CURRENT"]


def _to_version_2(connection: "Connection") -> None:
    from renovate_kit.reports.store import from_version_1  # noqa: PLC0415 - rarely needed

    from_version_1.bring_forward(connection)


def _to_version_3(connection: "Connection") -> None:
    from renovate_kit.reports.store import from_version_2  # noqa: PLC0415 - rarely needed

    from_version_2.bring_forward(connection)


CURRENT: Final = Schema(
    version=SCHEMA_VERSION,
    metadata=metadata,
    views=VIEWS,
    migrations=(
        Migration(version=2, apply=_to_version_2),
        Migration(version=3, apply=_to_version_3),
    ),
)
