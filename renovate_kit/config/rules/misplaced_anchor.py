"""The rule `misplaced-anchor`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document import Pointer
from renovate_kit.config.pattern_lists import pattern_lists
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["MisplacedAnchor"]

_TOKEN = re.compile(
    r"(?P<flags>\(\?[a-zA-Z-]*m[a-zA-Z-]*[:)])"
    r"|(?P<open>\((?:\?(?:P?<[^>]*>|[a-zA-Z-]*[:)]))?)"
    r"|(?P<close>\))"
    r"|(?P<or>\|)"
    r"|(?P<start>\^)"
    r"|(?P<end>\$)"
    r"|(?P<optional>[*?]\??|\{0(?:,[0-9]*)?\}\??)"
    r"|(?P<repeated>\+\??|\{[0-9]+(?:,[0-9]*)?\}\??)"
    r"|(?P<position>\\[bBAz])"
    r"|(?P<character>\\.|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|.)",
    re.DOTALL,
)
_PLAIN_REGEXES = ("extractVersion", "versionCompatibility")


class MisplacedAnchor(Rule):
    r"""A regex has `^` behind, or `$` before, a character that it requires.

    The anchors stand for the beginning and the end of the whole text: RE2, which Renovate uses,
    has no other meaning for them unless the regex says `(?m)`. So this branch of the regex
    matches nothing. To match the character, write `\\^` or `\\$`.

    Source: `regEx` in `lib/util/regex.ts`.
    """

    code = "RK616"
    name = "misplaced-anchor"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"kubernetes": {"managerFilePatterns": ["/(^|/)a[^$b]+\\\\.ya?ml$/"]}}'),
        Valid('{"extractVersion": "(?m)a$\\\\n^(?<version>.+)$"}'),
        Valid('{"extractVersion": "^v?(?<version>\\\\$.*?)(?:-a$|$)"}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"kubernetes": {"managerFilePatterns": ["/a/", "/apps/^values/"]}}',
            at='"/apps/^values/"',
        ),
        Invalid('{"extractVersion": "^(?<version>.+)$-a"}', at='"^(?<version>.+)$-a"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every regex with such an anchor, with its first one."""
        for pointer, source in _regexes(subject):
            if anchor := _misplaced_anchor(source):
                yield Finding(
                    pointer=pointer,
                    at_key=False,
                    message=f"`{anchor}` is in a place where it can never match",
                    help=f"write `\\{anchor}` for the character itself, or remove it",
                )


def _regexes(subject: Subject) -> Iterator[tuple[Pointer, str]]:
    yield from _delimited_regexes(subject)
    for setting in subject.at(Stage.TYPED, *_PLAIN_REGEXES):
        if isinstance(setting.value, str):
            yield setting.pointer, setting.value
    for manager in custom_managers(subject):
        # `match_strings` leaves out what is no text, and with it the places.
        texts = manager.data.get("matchStrings") if manager.type == "regex" else None
        for index, text in enumerate(texts if isinstance(texts, list) else ()):
            if isinstance(text, str):
                yield (*manager.pointer, "matchStrings", index), text


def _delimited_regexes(subject: Subject) -> Iterator[tuple[Pointer, str]]:
    for found in pattern_lists(subject):
        for index, pattern in enumerate(found.patterns):
            if source := _delimited(pattern):
                yield found.place_of(index), source
    for setting in subject.settings:
        if setting.stage is Stage.PATTERN and (source := _delimited(setting.value)):
            yield setting.pointer, source


def _delimited(pattern: str) -> str | None:
    from renovate_kit.config.grammars.regexes import (  # noqa: PLC0415 - loads RE2
        looks_like_regex,
        split_regex,
    )

    is_candidate = pattern.startswith(("/", "!/")) and looks_like_regex(pattern)
    return split_regex(pattern).source if is_candidate else None


def _misplaced_anchor(source: str) -> str | None:
    """Return the first anchor that directly follows or precedes a required character."""
    if "{{" in source or not ("^" in source or "$" in source):
        return None
    kinds = [match.lastgroup for match in _TOKEN.finditer(source)]
    if "flags" in kinds:
        return None
    kinds += [None, None]
    for index, kind in enumerate(kinds[:-2]):
        before = kinds[index - 1] if index else None
        if kind == "start" and before in {"character", "repeated"}:
            return "^"
        if kind == "end" and kinds[index + 1] == "character" and kinds[index + 2] != "optional":
            return "$"
    return None
