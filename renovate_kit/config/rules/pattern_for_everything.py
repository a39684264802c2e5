"""The rule `pattern-for-everything`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import replacement
from renovate_kit.config.pattern_lists import PatternList, pattern_lists
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["PatternForEverything"]

_EVERYTHING = frozenset({"", ".*", ".+", ".*?", ".", "(.*)", "(?:.*)", "[\\s\\S]*"})


class PatternForEverything(Rule):
    """A regex matches every text.

    Beside other patterns it makes these superfluous; with `!` it excludes all. Alone it is
    better written as `*`. Beside patterns with `!` it may stand.

    Source: `matchRegexOrGlobList` in `lib/util/string-match.ts`.
    """

    code = "RK615"
    name = "pattern-for-everything"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["*"], "enabled": false}]}'),
        Valid('{"packageRules": [{"matchPackageNames": ["/^a.*$/"], "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchPackageNames": ["/.*/"], "enabled": false}]}',
            at='"/.*/"',
            fixed='{"packageRules": [{"matchPackageNames": ["*"], "enabled": false}]}',
        ),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a", "!/^.*$/"], "enabled": false}]}',
            at='"!/^.*$/"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every regex that leaves nothing out."""
        judged = {"managerFilePatterns", *subject.catalogue.selectors}
        for found in pattern_lists(subject):
            if found.name in judged:
                for index, pattern in enumerate(found.patterns):
                    # What migration made of an old option is not how anybody wrote it.
                    is_written = subject.text_of(found.place_of(index), pattern) is not None
                    if is_written and _matches_all(pattern):
                        yield from _findings(subject, found, index)


def _findings(subject: Subject, found: PatternList, index: int) -> Iterator[Finding]:
    pattern, pointer = found.patterns[index], found.place_of(index)
    if pattern.startswith("!"):
        message, advice, fix = "excludes everything", "say what is to be excluded", None
    elif len(found.patterns) == 1:
        message, advice = "matches everything", "write `*`"
        fix = replacement(subject, pointer, pattern, "*", is_safe=True)
    elif any(other[:1] != "!" for other in found.patterns if other != pattern):
        message, advice, fix = "matches everything", "no other pattern counts beside it", None
    else:
        return
    yield Finding(
        pointer=pointer, at_key=False, message=f"`{pattern}` {message}", help=advice, fix=fix
    )


def _matches_all(pattern: str) -> bool:
    from renovate_kit.config.grammars.regexes import (  # noqa: PLC0415 - loads RE2
        looks_like_regex,
        split_regex,
    )

    if not pattern.startswith(("/", "!/")) or not looks_like_regex(pattern):
        return False
    return split_regex(pattern).source.removeprefix("^").removesuffix("$") in _EVERYTHING
