"""The format that a flag names."""

from typing import TYPE_CHECKING, assert_never

from renovate_kit import __version__
from renovate_kit.cli.settings import repository_paths
from renovate_kit.cli.validate_request import FormatName

if TYPE_CHECKING:
    from renovate_kit.config.diagnostics import Severity
    from renovate_kit.config.formats.interface import Format

__all__ = ["format_of"]


def format_of(name: FormatName, fails_from: "Severity") -> "Format":
    """Return the format of that name.

    Args:
        name: as in `--format`.
        fails_from: the lowest severity that fails; only JUnit knows no other measure.
    """
    match name:
        case FormatName.TEXT:
            from renovate_kit.config.formats.text import TextFormat

            return TextFormat()
        case FormatName.JSON:
            from renovate_kit.config.formats.json import JsonFormat

            return JsonFormat()
        case FormatName.SARIF:
            from renovate_kit.config.formats.sarif import SarifFormat
            from renovate_kit.config.rule_page import rule_pages

            return SarifFormat(repository_paths(), rule_pages(), __version__)
        case FormatName.GITHUB:
            from renovate_kit.config.formats.github import GithubFormat

            return GithubFormat(repository_paths())
        case FormatName.GITLAB:
            from renovate_kit.config.formats.gitlab import GitlabFormat

            return GitlabFormat(repository_paths())
        case FormatName.JUNIT:
            from renovate_kit.config.formats.junit import JunitFormat

            return JunitFormat(fails_from)
        case _:
            assert_never(name)
