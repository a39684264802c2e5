"""`renovate-kit why`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.terminal import terminal_layout

if TYPE_CHECKING:
    from renovate_kit.reports.formats.why_interface import WhyFormat

__all__ = ["EPILOG", "why"]

EPILOG = """\b
Examples:
  renovate-kit why redis
  renovate-kit why ghcr.io/fluxcd/flux-cli --repository luddera/pi-cluster
  renovate-kit why axios --format json

Exit codes: 0 answered, also if the answer is that it is unknown; 2 wrong usage, 3 no dependency on
record has that name, or the store could not be read."""


class WhyFormatName(StrEnum):
    """What the answer can look like."""

    TEXT = "text"
    JSON = "json"


def why(
    dependency: Annotated[
        str, typer.Argument(metavar="DEPENDENCY", help="Its name, as Renovate has it.")
    ],
    *,
    repository: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OWNER/REPO",
            help="Only in this repository; may be repeated.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        WhyFormatName, typer.Option("--format", help="What the output looks like.")
    ] = WhyFormatName.TEXT,
    store: StoreOption = None,
) -> None:
    """Say why a dependency has no pull request, or what became of it, by the last run's log."""
    from renovate_kit.reports.dependency_pipeline import explain_dependency
    from renovate_kit.reports.store import open_store

    with open_store(store or default_store(), create=False) as opened:
        report = explain_dependency(opened, dependency, repositories=repository or ())
    say(_format(output_format).render(report))


def _format(name: WhyFormatName) -> "WhyFormat":
    match name:
        case WhyFormatName.TEXT:
            from renovate_kit.reports.formats.why_text import WhyText

            return WhyText(terminal_layout())
        case WhyFormatName.JSON:
            from renovate_kit.reports.formats.why_json import WhyJson

            return WhyJson()
        case _:
            assert_never(name)
