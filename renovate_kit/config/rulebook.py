"""The rules for people, with what the official validator says of the same.

That, and what is said of fixes, comes from running the examples: it is what this release of
renovate-kit does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.example_checks import check_manifest_example
from renovate_kit.config.options import Catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.rule_page import RulePage

__all__ = ["with_verdicts"]

_MENDED = {
    frozenset({True}): "`--fix` mends it",
    frozenset({False}): "`--fix --unsafe-fixes` mends it; look at what it did",
    frozenset({True, False}): "`--fix` mends it in some cases, with `--unsafe-fixes` in more",
}


def with_verdicts(pages: Iterable[RulePage], catalogue: Catalogue) -> Iterator[RulePage]:
    """Yield the pages with what running their examples shows."""
    for page in pages:
        if page.is_about_deployments:
            yield _with_fix(page, catalogue)
            continue
        checks = [
            check_bytes(
                example.text.encode(), path=example.path, kind=example.kind, catalogue=catalogue
            )
            for example in page.invalid
        ]
        found = [
            (item, checked)
            for checked in checks
            for item in checked.diagnostics
            if item.code == page.code
        ]
        verdicts = {_verdict(item, checked) for item, checked in found}
        yield replace(page, official=_official(verdicts), fix=_fix([item for item, _ in found]))


def _with_fix(page: RulePage, catalogue: Catalogue) -> RulePage:
    """Return a page about deployments, of which the official validator reads nothing."""
    found = [
        item
        for example in page.invalid
        for item in check_manifest_example(example, catalogue)
        if item.code == page.code
    ]
    return replace(page, official="The official validator reads no manifests.", fix=_fix(found))


def _verdict(item: Diagnostic, checked: CheckedFile) -> str:
    if item.official:
        return f"reports it as {'an error' if item.official == 'error' else 'a warning'}"
    if item.rule == "outdated-option" and checked.official and checked.official.migrates:
        return "asks for a migration, and fails with `--strict`"
    return "does not notice it"


def _official(verdicts: set[str]) -> str:
    *others, last = sorted(verdicts, reverse=True) or ["does not notice it"]
    if not others:
        return f"The official validator {last}."
    return f"The official validator {', '.join(others)} or {last}; that depends on the case."


def _fix(found: list[Diagnostic]) -> str:
    kinds = frozenset(item.fix.is_safe for item in found if item.fix)
    if not kinds:
        return ""
    some = ", where it can" if any(item.fix is None for item in found) else ""
    return f"{_MENDED[kinds]}{some}."
