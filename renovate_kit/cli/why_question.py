"""What `why` takes, and how it answers."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

from renovate_kit.cli.flags import Flag
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.shared_flags import STORE
from renovate_kit.cli.terminal import terminal_layout

if TYPE_CHECKING:
    from renovate_kit.reports.formats.why_interface import WhyFormat

__all__ = ["FLAGS", "say_why"]


class _Format(StrEnum):
    """What the answer can look like."""

    TEXT = "text"
    JSON = "json"


FLAGS: Final = (
    Flag(
        name="--repository",
        field="repository",
        metavar="OWNER/REPO",
        is_repeated=True,
        help="Only in this repository; may be repeated.",
    ),
    Flag(
        name="--format",
        field="format",
        choices=tuple(_Format),
        help="What the output looks like.  [default: text]",
    ),
    STORE,
)


def say_why(
    *,
    dependency: str,
    repository: list[str] | None = None,
    format: str | None = None,  # noqa: A002 - called like the flag
    store: str | None = None,
) -> None:
    """Say why a dependency has no pull request, or what became of it.

    Raises:
        InputError: no run has such a dependency, or the store does not know a repository.
        StoreError: the store can't be read.
    """
    from renovate_kit.reports.dependency_pipeline import explain_dependency
    from renovate_kit.reports.store import open_store

    with open_store(store or default_store(), create=False) as opened:
        report = explain_dependency(opened, dependency, repositories=repository or ())
    say(_format(_Format(format or _Format.TEXT)).render(report))


def _format(name: _Format) -> "WhyFormat":
    match name:
        case _Format.TEXT:
            from renovate_kit.reports.formats.why_text import WhyText

            return WhyText(terminal_layout())
        case _Format.JSON:
            from renovate_kit.reports.formats.why_json import WhyJson

            return WhyJson()
        case _:
            assert_never(name)
