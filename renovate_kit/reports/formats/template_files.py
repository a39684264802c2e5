"""Templates of the package and of the user: where they come from, and what is wrong with one."""

from collections.abc import Iterator
from contextlib import contextmanager
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
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from renovate_kit.errors import InputError
from renovate_kit.reports.formats.words import one_line

__all__ = ["has_template", "loader", "template_mistakes"]

_WRONG: Final = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError),
    *(OSError, TypeError, ValueError),
)
"""What templates can raise: they hold expressions."""


def loader(templates: Path | None) -> BaseLoader:
    """Return what finds templates: in a folder if there is one, else in the package.

    Those of the package are in the folder `builtin`, too.
    """
    package = PackageLoader("renovate_kit.reports.formats")
    loaders: list[BaseLoader] = [package, PrefixLoader({"builtin": package})]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    return ChoiceLoader(loaders)


def has_template(environment: Environment, name: str) -> bool:
    """Whether there is a template of this name."""
    try:
        environment.get_template(name)
    except TemplateNotFound:
        return False
    return True


@contextmanager
def template_mistakes(templates: Path | None) -> Iterator[None]:
    """Tell what goes wrong in the body as a mistake in the user's templates, if there are any.

    Raises:
        InputError: a template of the folder is wrong.
    """
    try:
        yield
    except _WRONG as error:
        if templates is None:
            raise
        raise _wrong_template(error, templates) from error


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
    hint = "see docs/report-templates.md for what templates can use"
    return InputError(f"{where}: the template is wrong: {one_line(str(error))}", hint=hint)
