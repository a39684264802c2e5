"""HTML: one file that needs nothing else, for screens of any size and for paper."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from typing import Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from renovate_kit.errors import InputError
from renovate_kit.reports.formats import facts, figures, html_blocks, sentences, tables, wording
from renovate_kit.reports.formats.html_text import escape_html, in_html
from renovate_kit.reports.formats.shown_repositories import shown_repositories
from renovate_kit.reports.formats.trend_lines import is_telling
from renovate_kit.reports.formats.words import one_line
from renovate_kit.reports.report import Report

__all__ = ["HtmlFormat"]

_TEMPLATE: Final = "report.html.j2"
_FOLDED_FROM: Final = 16
"""Tables of so many rows are folded."""

_MOST_SECTIONS: Final = 100
"""So many repositories have a section of their own."""

_OPEN_SECTIONS: Final = 5
"""Of more repositories than this, the sections are folded."""

_MOST_QUIET: Final = 50
"""So many repositories of which a line says all are shown at once with the others."""

_MOST_THINGS: Final = 25
"""So many things that need a person are shown at once; the others are folded."""


_WRONG: Final = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError),
    *(OSError, TypeError, ValueError),
)
"""What templates can raise: they hold expressions."""


class HtmlFormat:
    """A report as one HTML file without anything external.

    Args:
        templates: a folder with templates that stand in for the ones of the package; those that
            it lacks are the package's. They are code: take none from people who are not trusted.
    """

    name = "html"
    suffix = ".html"

    def __init__(self, templates: Path | None = None) -> None:
        self._templates = templates
        self._environment = _environment(templates)

    def render(self, report: Report) -> str:
        """Return the report as HTML.

        Raises:
            InputError: a template of the given folder is wrong.
        """
        if self._templates is None:
            return self._rendered(report)
        try:
            return self._rendered(report)
        except _WRONG as error:
            raise _wrong_template(error, self._templates) from error

    def _rendered(self, report: Report) -> str:
        style, script = self._source("report.css"), self._source("report.js")
        text = self._environment.get_template(_TEMPLATE).render(
            report=report,
            zone=report.time_zone,
            parts=shown_repositories(report, most=_MOST_SECTIONS),
            style=Markup(style),  # noqa: S704 - the template's own
            script=Markup(script),  # noqa: S704 - the template's own
            policy=_policy(style, script),
            has_trend=is_telling(report.trend),
            folded_from=_FOLDED_FROM,
            most_quiet=_MOST_QUIET,
            most_things=_MOST_THINGS,
            open_sections=_OPEN_SECTIONS,
        )
        return text.rstrip("\n") + "\n"

    def _source(self, name: str) -> str:
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 - _environment gives it one
        return loader.get_source(self._environment, name)[0].replace("\r\n", "\n")


def _wrong_template(error: Exception, templates: Path) -> InputError:
    """Return what is wrong with a template, and in which line if that is known."""
    if isinstance(error, TemplateSyntaxError):
        where = f"{error.filename or error.name or templates}:{error.lineno}"
    else:
        steps = [
            f"{step.filename}:{step.lineno}"
            for step in extract_tb(error.__traceback__)
            if Path(step.filename).is_relative_to(templates)
        ]
        where = steps[-1] if steps else str(templates)
    hint = "docs/report-templates.md lists what templates can use"
    return InputError(f"{where}: the template is wrong: {one_line(str(error))}", hint=hint)


def _environment(templates: Path | None) -> Environment:
    package = PackageLoader("renovate_kit.reports.formats")
    loaders: list[BaseLoader] = [package, PrefixLoader({"builtin": package})]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        blocks=html_blocks, facts=facts, figures=figures, sentences=sentences, tables=tables
    )
    environment.filters.update(count=wording.count, sentence=wording.sentence)
    return environment


def _finalize(value: object) -> object:
    """Return what a template puts in: words with their markup, numbers grouped, text escaped."""
    match value:
        case Markup() | bool():
            return value
        case int():
            return wording.number(value)
        case str():
            return escape_html(value)
        case tuple():
            return in_html(value)
        case _:
            return value


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
