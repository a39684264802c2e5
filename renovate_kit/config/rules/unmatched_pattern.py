"""The rule `unmatched-pattern`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Fix, Severity
from renovate_kit.config.mending import replacement
from renovate_kit.config.pattern_lists import PatternList, pattern_lists
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["UnmatchedPattern"]

_JUDGED = frozenset(
    {
        "baseBranchPatterns",
        "managerFilePatterns",
        "matchBaseBranches",
        "matchCategories",
        "matchDatasources",
        "matchDepNames",
        "matchFileNames",
        "matchManagers",
        "matchPackageNames",
        "matchRepositories",
        "matchSourceUrls",
        "matchUpdateTypes",
    }
)
_OTHER_FLAGS = re.compile(r"(?P<regex>!?/.+/)(?P<flags>[dgimsuvy]+)\Z", re.DOTALL)
_REGEX_SIGNS = re.compile(r"!?(?:\^|\(\^)|.*(?<!\$)\$\Z|.*\\[dDwWsSbB]", re.DOTALL)


class UnmatchedPattern(Rule):
    """A pattern is a glob that can match nothing, as it was meant to be a regex or a full path.

    Renovate takes a text for a regex if it begins with `/` and ends with `/` or `/i`. Every
    other text is a glob, in which `^` and `$` stand for themselves; and neither the paths nor
    the names that it is compared with begin with `/`.

    Source: `getRegexOrGlobPredicate` in `lib/util/string-match.ts`.
    """

    code = "RK614"
    name = "unmatched-pattern"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"kubernetes": {"managerFilePatterns": ["/\\\\.yaml$/", "apps/**/*.y?(a)ml"]}}'),
        Valid('{"packageRules": [{"matchCurrentValue": "^1.0.0", "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchPackageNames": ["/^a/g"], "enabled": false}]}',
            at='"/^a/g"',
            fixed='{"packageRules": [{"matchPackageNames": ["/^a/"], "enabled": false}]}',
        ),
        Invalid(
            '{"kubernetes": {"managerFilePatterns": ["\\\\.yaml$"]}}',
            at='"\\\\.yaml$"',
            fixed='{"kubernetes": {"managerFilePatterns": ["/\\\\.yaml$/"]}}',
        ),
        Invalid(
            '{"packageRules": [{"matchFileNames": ["/apps/**"], "enabled": false}]}',
            at='"/apps/**"',
            fixed='{"packageRules": [{"matchFileNames": ["apps/**"], "enabled": false}]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every pattern that is not what it looks like."""
        for found in pattern_lists(subject):
            if found.name in _JUDGED:
                for index, pattern in enumerate(found.patterns):
                    yield from _findings(subject, found, index, pattern)


def _findings(subject: Subject, found: PatternList, index: int, pattern: str) -> Iterator[Finding]:
    from renovate_kit.config.grammars.regexes import looks_like_regex  # noqa: PLC0415 - loads RE2

    if looks_like_regex(pattern) or not (problem := _problem(pattern)):
        return
    message, new, advice = problem
    pointer = found.place_of(index)
    fix: Fix | None = replacement(subject, pointer, pattern, new)
    yield Finding(
        pointer=pointer, at_key=False, message=f"`{pattern}` {message}", help=advice, fix=fix
    )


def _problem(pattern: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a glob, what was probably meant, and how to write it."""
    sign = "!" if pattern.startswith("!") else ""
    bare = pattern.removeprefix("!")
    if match := _OTHER_FLAGS.match(pattern):
        flags = match["flags"]
        new = match["regex"] + ("i" if "i" in flags else "")
        return f"is a glob: a regex has no flags but `i`, not `{flags}`", new, f"write `{new}`"
    is_regex = _REGEX_SIGNS.match(pattern) is not None
    if not is_regex and not bare.startswith("/"):
        return None
    if is_regex:
        source = re.sub(r"(?<!\\)/\Z", r"\/", bare.removeprefix("/"))
        new = f"{sign}/{source}/"
        return "is a glob, but written like a regex", new, f"write `{new}`, between slashes"
    new = sign + bare.lstrip("/")
    return "matches nothing: it begins with `/`", new, f"write `{new}`, or end a regex with `/`"
