"""What the official validator's messages are about, in our codes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from renovate_kit.config.diagnostics import Diagnostic

__all__ = ["CRASH", "Verdict", "of_diagnostics", "of_messages"]

Verdict: TypeAlias = Counter[tuple[str, str]]
"""How many errors and warnings there are about each thing: (label, severity) to count."""

CRASH: Final = "crash"
OTHER: Final = "other"

# label: (what the official message looks like, the codes of the rules that say the same)
_TABLE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "unknown option": (r"^Invalid configuration option", ("RK101",)),
    "type": (
        (
            r"^Configuration option `.*` should be "
            r"(?:a )?(?:boolean|an integer|positive integer|list|string|json object|JSON object)"
        ),
        ("RK102",),
    ),
    "global option": (r"is a global option reserved", ("RK104",)),
    "parent": (r"^\".*\" can't be used in ", ("RK105",)),
    "top level object": (r"object can only be configured at the top level", ("RK106",)),
    "selector outside": (r"should be inside a `packageRule` only", ("RK107",)),
    "deprecated": (
        r"^Direct editing of|' option is deprecated:|binarySource=docker",
        ("RK108",),
    ),
    "manager": (r"configured in enabledManagers are not supported", ("RK109",)),
    "registryUrls": (r"^Setting `(?:default)?[rR]egistryUrls` at the top", ("RK110",)),
    "schedule": (r"^Invalid .*: `Invalid schedule: ", ("RK201",)),
    "time zone": (r": Invalid schedule: Unsupported timezone", ("RK202",)),
    "regex": (r"^Invalid regExp for |^Failed to parse regex pattern for", ("RK203",)),
    "wildcard": (r"Your input contains \* or", ("RK204",)),
    "pattern type": (r"should be an array of strings\. You have", ("RK205",)),
    "trailer": (r"^Invalid commit trailer", ("RK206",)),
    "template": (r"^Invalid template in config path", ("RK207",)),
    "jsonata": (r"^Invalid JSONata (?:query|expression)", ("RK208",)),
    "base branches": (r"You must configure baseBranchPatterns", ("RK301",)),
    "unchecked rule": (r"extends a relative preset", ("RK302",)),
    "no selector": (r"at least one match\*", ("RK303",)),
    "no effect": (r"at least one non-match", ("RK304",)),
    "late option": (r"packageRules cannot combine both", ("RK305",)),
    "preset name": (r'preset "(?:.|\n)*" is not valid$', ("RK361",)),
    "global preset": (r'cannot extend from "global:"', ("RK362",)),
    "group preset": (r'should not extend "group:"', ("RK363",)),
    "custom manager field": (r"disallowed fields", ("RK400",)),
    "custom type": (r"non-empty customType string|Invalid customType", ("RK401",)),
    "file patterns": (r"non-empty managerFilePatterns", ("RK402",)),
    "captures": (
        r"at least one item|non-empty matchStrings array|Managers must contain",
        ("RK403", "RK404"),
    ),
    "file format": (r"fileFormat field", ("RK405",)),
    "string value": (
        (
            r"value is not a string$|^Invalid env variable value|status check is not a string"
            r"|should be an object of key-value pairs|^Invalid hostRules headers value"
            r"|configuration: value must be a string\.$"
        ),
        ("RK410",),
    ),
    "env": (r"^Env variable name", ("RK411",)),
    "status check": (
        r"^Invalid `.*statusCheck(?:Names|When)\..*key is not allowed\.$",
        ("RK412",),
    ),
    "status check time": (r'value must be one of "always"', ("RK413",)),
    "custom datasource": (
        (
            r"customDatasource is not an object|configuration: key is not allowed$"
            r"|is not an array of strings?$|configuration: is a string$"
        ),
        ("RK414",),
    ),
    "tool": (r"not a valid tool name", ("RK415",)),
    "constraint": (
        r"is not a supported constraint name|is not a known additional constraint name",
        ("RK416",),
    ),
    "tool constraint": (r"is not a valid tool version constraint", ("RK417",)),
    "versioning of tool": (r"is not a valid additional constraint name, as", ("RK418",)),
    "constraint versioning": (r"is not a valid versioning scheme", ("RK419",)),
    "host": (r"^hostRules matchHost|^Invalid value for hostRules matchHost", ("RK430",)),
    "internal host": (r"^hostRules `allowInternal`", ("RK431",)),
    "header": (r"^hostRules header `", ("RK432",)),
    "file name": (r"^Invalid value `.*` for `.*onboardingConfigFileName", ("RK501",)),
    "global value": (r"^Invalid value (?:`.*` )?for `", ("RK500",)),
    "report path": (r"requires a configured reportPath", ("RK502",)),
    "repository entry": (
        r"each repository (?:object|string) entry|invalid type, should be either",
        ("RK503",),
    ),
    "cache namespace": (r"namespace `.*` does not exist", ("RK504",)),
}
_LABEL_OF_CODE: Final = {code: label for label, (_, codes) in _TABLE.items() for code in codes}
_PATTERNS: Final = tuple(
    (label, re.compile(pattern, re.DOTALL)) for label, (pattern, _) in _TABLE.items()
)


def of_messages(verdict: Mapping[str, list[dict[str, str]]]) -> Verdict:
    """Return what the official validator says, by label and severity."""
    if verdict.get("crash"):
        return Counter({(CRASH, "error"): 1})
    return Counter(
        (_label(message["message"]), severity)
        for severity, key in (("error", "errors"), ("warning", "warnings"))
        for message in verdict.get(key) or []
    )


def of_diagnostics(diagnostics: Iterable[Diagnostic]) -> Verdict:
    """Return what our diagnostics say that it says; a code without a label is a crash of it."""
    verdict: Verdict = Counter()
    for item in diagnostics:
        if item.official is not None and item.official_count:
            label = _LABEL_OF_CODE.get(item.code, CRASH)
            verdict[label, item.official] += item.official_count
    return verdict


def _label(message: str) -> str:
    return next((label for label, pattern in _PATTERNS if pattern.search(message)), OTHER)
