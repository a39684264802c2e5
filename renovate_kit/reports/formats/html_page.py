"""What all HTML pages share: how templates write, the look, and what the page may load."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from renovate_kit.reports.formats import html_blocks, wording
from renovate_kit.reports.formats.html_text import escape_html, in_html
from renovate_kit.reports.formats.page_bar import PageBar
from renovate_kit.reports.formats.template_environment import template_environment

__all__ = ["HtmlPage"]

_FOLDED_FROM: Final = 16
"""Tables of so many rows are folded."""


class HtmlPage:
    """The frame of a page.

    Args:
        templates: a folder with templates that stand in for the ones of the package.
        bar: what a page that is served has at its top; a file has none.

    Attributes:
        environment: finds templates, and says how they write values.
        policy: the Content-Security-Policy of the page: its own style and script, nothing else.
    """

    def __init__(self, templates: Path | None = None, *, bar: PageBar | None = None) -> None:
        self.environment = _ours() if templates is None else _environment(templates)
        self._bar = bar
        self._style = self._source("report.css")
        if bar is not None:
            self._style += self._source("page_bar.css")
        self._script = self._source("report.js")
        self.policy = _policy(self._style, self._script, has_form=bar is not None)

    def render(self, template: str, **values: object) -> str:
        """Return a page made by a template, with a newline at its end."""
        text = self.environment.get_template(template).render(
            bar=self._bar,
            style=Markup(self._style),  # noqa: S704 - the template's own
            script=Markup(self._script),  # noqa: S704 - the template's own
            policy=self.policy,
            folded_from=_FOLDED_FROM,
            **values,
        )
        return text.rstrip("\n") + "\n"

    def _source(self, name: str) -> str:
        loader = self.environment.loader
        assert loader is not None  # noqa: S101 - _environment gives it one
        return loader.get_source(self.environment, name)[0].replace("\r\n", "\n")


@cache
def _ours() -> Environment:
    """Return the environment of our own templates, which are compiled once."""
    return _environment(None)


def _environment(templates: Path | None) -> Environment:
    environment = template_environment(templates, _finalize, is_html=True)
    environment.globals.update(blocks=html_blocks)
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


def _policy(style: str, script: str, *, has_form: bool) -> str:
    """Return a Content-Security-Policy that allows this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        f"base-uri 'none'; form-action '{'self' if has_form else 'none'}'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
