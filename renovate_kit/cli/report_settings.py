"""What a project wants of its weekly reports, from its settings file and from flags."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from renovate_kit.cli.settings_file import SettingsTable, settings_in
from renovate_kit.reports.formats.sections import SectionName

if TYPE_CHECKING:
    from renovate_kit.reports.formats.report_layout import ReportLayout

__all__ = [
    "LocaleOption",
    "ReportSettings",
    "ReportZoneOption",
    "SectionOption",
    "TemplatesOption",
    "chosen_layout",
    "chosen_notation",
    "report_settings",
]

_TABLE: Final = "report"
_PAGE: Final = "docs/report-settings.md"

SectionOption: TypeAlias = Annotated[
    list[SectionName] | None,
    typer.Option(
        "--section",
        help="A section of the Markdown or HTML; may be repeated, in the order in which they shall "
        "come. Default: all, or what the settings say.",
        show_default=False,
    ),
]
LocaleOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="LOCALE",
        help="Of dates and numbers in Markdown and HTML, as sv or en_US. The words stay English.",
        show_default=False,
    ),
]
TemplatesOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Templates of Markdown and HTML that replace ours; see docs/report-templates.md.",
        show_default=False,
        exists=True,
        file_okay=False,
    ),
]
ReportZoneOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="ZONE",
        help="Time zone of days and hours. Default: UTC, or what the settings say.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What a settings file says of reports.

    Attributes:
        sections: None means all.
        locale: of dates and numbers; None means plain English.
        time_zone: of days and hours.
        repositories: which a weekly report is about; none means all.
        templates: a folder; None means only the package's.
    """

    sections: tuple[SectionName, ...] | None = None
    locale: str | None = None
    time_zone: str = "UTC"
    repositories: tuple[str, ...] = ()
    templates: Path | None = None


def report_settings(folder: Path) -> ReportSettings:
    """Return the settings of the nearest file from a folder upwards.

    Args:
        folder: absolute.

    Raises:
        UsageError: the file has an unknown key, or a value that means nothing.
    """
    for each in (folder, *folder.parents):
        if found := settings_in(each):
            return _settings(found.table(_TABLE, page=_PAGE))
    return ReportSettings()


def chosen_layout(
    settings: ReportSettings,
    *,
    sections: Sequence[SectionName] | None,
    locale: str | None,
    templates: Path | None,
) -> "ReportLayout":
    """Return how a report is laid out: as flags say, else as the settings say.

    Raises:
        UsageError: there is no such locale.
    """
    from renovate_kit.reports.formats.notation import notation_of
    from renovate_kit.reports.formats.report_layout import ReportLayout

    layout = ReportLayout(
        sections=tuple(sections) if sections else settings.sections,
        locale=locale or settings.locale,
        templates=templates or settings.templates,
    )
    notation_of(layout.locale)
    return layout


@contextmanager
def chosen_notation(settings: ReportSettings, locale: str | None) -> Iterator[None]:
    """Write dates and numbers as a flag says, else as the settings say.

    Raises:
        UsageError: there is no such locale.
    """
    from renovate_kit.reports.formats.notation import notation_of, written_in

    with written_in(notation_of(locale or settings.locale)):
        yield


def _settings(given: SettingsTable) -> ReportSettings:
    given.refuse_others({"sections", "locale", "time-zone", "repositories", "templates"})
    return ReportSettings(
        sections=_sections(given),
        locale=given.text("locale"),
        time_zone=given.text("time-zone") or "UTC",
        repositories=tuple(given.texts("repositories", "OWNER/REPO") or ()),
        templates=_folder(given, "templates"),
    )


def _sections(given: SettingsTable) -> tuple[SectionName, ...] | None:
    names = given.texts("sections", "names of sections")
    if names is None:
        return None
    for name in names:
        if name not in set(SectionName):
            raise given.wrong(
                "sections", f"there is no section {name!r}; there are {', '.join(SectionName)}"
            )
    if not names:
        raise given.wrong("sections", f"names none; there are {', '.join(SectionName)}")
    return tuple(map(SectionName, names))


def _folder(given: SettingsTable, key: str) -> Path | None:
    named = given.text(key)
    if named is None:
        return None
    folder = given.file.parent / named
    if not folder.is_dir():
        raise given.wrong(key, f"{folder} is no folder")
    return folder
