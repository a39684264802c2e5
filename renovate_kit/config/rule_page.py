"""What there is to say of a rule, apart from any config."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from renovate_kit.config.deployment.rule import DeploymentRule
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.linter import SYNTAX_ERROR
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.rules import all_rules
from renovate_kit.config.suppressions import UNUSED_SUPPRESSION
from renovate_kit.config.unmigratable import UNMIGRATABLE

__all__ = ["RulePage", "rule_names", "rule_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule for people.

    Attributes:
        summary: what it finds, in one sentence.
        explanation: why that is bad; paragraphs, empty if the summary says it all.
        official: a sentence on what the official validator says of the same, empty if not asked.
        fix: a sentence on how it can be mended by the tool, empty if it can't or is not asked.
        is_about_deployments: whether its examples are manifests.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str
    valid: tuple[Valid, ...] = ()
    invalid: tuple[Invalid, ...] = ()
    official: str = ""
    fix: str = ""
    is_about_deployments: bool = False


_WITHOUT_RULE = (
    RulePage(
        code=SYNTAX_ERROR,
        name="syntax-error",
        severity=Severity.ERROR,
        summary="The file can't be read as a config.",
        explanation=(
            "Nothing else is said of such a file, because nothing in it has a place. `.json5` "
            "is read as JSON5, everything else as JSON with comments and trailing commas."
        ),
        valid=(Valid('{"labels": ["a"]}'),),
        invalid=(Invalid('{"labels": ["a"', at=""),),
    ),
    RulePage(
        code=UNMIGRATABLE,
        name="unmigratable-value",
        severity=Severity.ERROR,
        summary="Renovate breaks off at this value while it migrates the config.",
        explanation=(
            "Before it looks at a config, Renovate rewrites old settings. Some of these steps "
            "stop at a value of a type that they don't expect, and the whole config is invalid."
        ),
        valid=(Valid('{"packageRules": [{"matchPackageNames": ["a"], "enabled": false}]}'),),
        invalid=(Invalid('{"packageRules": [null]}', at="null"),),
    ),
    RulePage(
        code=UNUSED_SUPPRESSION,
        name="unused-suppression",
        severity=Severity.INFO,
        summary="A comment suppresses something that is not there.",
        explanation=(
            "What it once silenced is mended, or its code or name is misspelt. Left in place, it "
            "would hide the next such finding."
        ),
        valid=(Valid('{\n  // renovate-kit: ignore[unknown-option]\n  "prHourlyLimt": 2\n}'),),
        invalid=(
            Invalid(
                '{\n  // renovate-kit: ignore[unknown-option]\n  "prHourlyLimit": 2\n}',
                at="// renovate-kit: ignore[unknown-option]",
            ),
        ),
    ),
)


def rule_pages() -> tuple[RulePage, ...]:
    """Return the pages of all that can be found, by code."""
    pages = (*_WITHOUT_RULE, *map(_page_of, _all_rules()))
    return tuple(sorted(pages, key=lambda page: page.code))


def rule_names() -> tuple[tuple[str, str], ...]:
    """Return the codes and names of all that can be found."""
    without_rule = ((page.code, page.name) for page in _WITHOUT_RULE)
    return tuple(sorted((*without_rule, *((rule.code, rule.name) for rule in _all_rules()))))


def _all_rules() -> Iterator[Rule | DeploymentRule]:
    yield from all_rules()
    yield from all_deployment_rules()


def _page_of(rule: Rule | DeploymentRule) -> RulePage:
    summary, *rest = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    return RulePage(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        summary=" ".join(summary.split()),
        explanation="\n\n".join(part for part in rest if not part.startswith("Source:")),
        valid=rule.valid,
        invalid=rule.invalid,
        is_about_deployments=isinstance(rule, DeploymentRule),
    )
