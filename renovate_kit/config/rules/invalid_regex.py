"""The rule `invalid-regex`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import custom_managers
from renovate_kit.config.diagnostics import Finding, OfficialVerdict, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import as_text
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Setting, Stage, Subject

__all__ = ["InvalidRegex"]

_NAMES = frozenset({"matchPackageNames", "matchDepNames"})
_OPENING = re.compile(r"!?/")
_CLOSING = re.compile(r"/g?i?\Z")


class InvalidRegex(Rule):
    """A regular expression does not compile.

    Renovate uses RE2, which has no lookaround and no back-references. It refuses the config of
    a repository that has such an expression; where it does not, the text is taken for a glob
    and matches nothing.

    Source: `regEx` in `lib/util/regex.ts`; called by `validateConfig` in
    `lib/config/validation.ts` and its helpers.
    """

    code = "RK203"
    name = "invalid-regex"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"packageRules": [{"matchPackageNames": ["/^a/i", "!/b$/"], "enabled": false}]}'),
        Valid('{"packageRules": [{"matchPackageNames": ["(?=a)"], "allowedVersions": "/^1/"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a", "/^(?!b)/"], "enabled": false}]}',
            at='"/^(?!b)/"',
        ),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "allowedVersions": "!/[/"}]}', at='"!/[/"'
        ),
        Invalid('{"kubernetes": {"managerFilePatterns": ["/*.yaml/"]}}', at='"/*.yaml/"'),
        Invalid('{"baseBranchPatterns": ["/(/"]}', at='"/(/"'),
        Invalid('{"allowedEnv": ["/(/"]}', at='"/(/"', kind=ConfigKind.GLOBAL),
        Invalid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"], '
            '"matchStrings": ["(?<depName>a(?=b))"], "datasourceTemplate": "docker", '
            '"currentValueTemplate": "1"}]}',
            at='"(?<depName>a(?=b))"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every expression that does not compile."""
        for setting in subject.settings:
            if setting.stage is Stage.PATTERN:
                if problem := _delimited_problem(setting.value):
                    official = setting.scope.verdict("error")
                    yield _finding(setting.pointer, setting.value, problem, official)
            elif isinstance(setting.value, list):
                yield from _in_list(setting)
        yield from _in_custom_managers(subject)


def _in_list(setting: Setting) -> Iterator[Finding]:
    option = setting.option
    if option is None or setting.stage not in {Stage.TYPED, Stage.GLOBAL}:
        return
    has_texts_only = all(isinstance(item, str) for item in setting.value)
    official = "warning" if setting.stage is Stage.GLOBAL else setting.scope.verdict("error")
    for index, item in enumerate(setting.value):
        # Each check of the official validator has a message of its own.
        problems = [
            option.is_pattern and has_texts_only and _delimited_problem(item),
            setting.key == "baseBranchPatterns" and _delimited_problem(item),
            setting.key in _NAMES and _problem_with_delimiters(item),
        ]
        if found := [problem for problem in problems if problem]:
            pointer = (*setting.pointer, index)
            yield _finding(pointer, item, found[0], official, count=len(found))


def _in_custom_managers(subject: Subject) -> Iterator[Finding]:
    for manager in custom_managers(subject):
        if manager.type == "regex" and isinstance(manager.data.get("matchStrings"), list):
            for index, text in enumerate(manager.data["matchStrings"]):
                if isinstance(text, str) and (problem := _problem(text)):
                    pointer = (*manager.pointer, "matchStrings", index)
                    yield _finding(pointer, text, problem, manager.verdict("error"))


def _delimited_problem(item: Json) -> str | None:
    from renovate_kit.config.grammars.regexes import (  # noqa: PLC0415 - loads RE2
        looks_like_regex,
        split_regex,
    )

    if not isinstance(item, str) or not looks_like_regex(item):
        return None
    parts = split_regex(item)
    return _problem(parts.source, ignore_case=parts.ignore_case)


def _problem_with_delimiters(item: Json) -> str | None:
    """Return what is wrong with a text that has a slash anywhere and ends with one.

    The official validator compiles it with its slashes and flags, as if they were part of it.
    """
    text = as_text(item)
    if not _OPENING.search(text) or not _CLOSING.search(text):
        return None
    if not isinstance(item, str):
        return "it is no text"
    return _problem(_OPENING.sub("/", text, count=1))


def _problem(source: str, *, ignore_case: bool = False) -> str | None:
    from renovate_kit.config.grammars.regexes import (  # noqa: PLC0415 - loads RE2
        compile_problem,
    )

    return compile_problem(source, ignore_case=ignore_case)


def _finding(
    pointer: Pointer, text: Json, problem: str, official: OfficialVerdict, count: int = 1
) -> Finding:
    return Finding(
        pointer=pointer,
        at_key=False,
        message=f"`{as_text(text)}` is no regular expression of RE2: {problem}",
        help="see https://github.com/google/re2/wiki/Syntax; there is no lookaround",
        official=official,
        official_count=count,
    )
