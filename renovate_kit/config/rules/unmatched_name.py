"""The rule `unmatched-name`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.known_names import DOCUMENTED_AT, MEANT_BY, findable_names
from renovate_kit.config.mending import replacement
from renovate_kit.config.options import nearest
from renovate_kit.config.pattern_lists import is_plain
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["UnmatchedName"]

_NOTHING_LIKE = {
    "matchCategories": "there is no such category",
    "matchConfidence": "there is no such level",
    "matchDatasources": "there is no such datasource",
    "matchManagers": "there is no such manager",
    "matchUpdateTypes": "there is no such update type",
}


class UnmatchedName(Rule):
    """A selector of a package rule names a manager, datasource or the like that there is not.

    Nothing is ever found by that name: a rule that selects by nothing else never applies. The
    official validator does not look. Globs and regexes are judged by the names that they match.
    A tool that Renovate counts to a manager, as `yarn` to `npm`, may stand beside it.

    Source: the classes in `lib/util/package-rules/`.
    """

    code = "RK602"
    name = "unmatched-name"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"packageRules": [{"matchManagers": ["custom.regex", "/^pip/"], '
            '"matchDatasources": ["custom.mine", "!npm"], "enabled": false}]}'
        ),
        Valid('{"packageRules": [{"matchManagers": ["npm", "yarn"], "enabled": false}]}'),
        Valid('{"packageRules": [{"matchUpdateTypes": ["Major", "p*"], "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"packageRules": [{"matchUpdateTypes": ["mayor"], "enabled": false}]}',
            at='"mayor"',
            fixed='{"packageRules": [{"matchUpdateTypes": ["major"], "enabled": false}]}',
        ),
        Invalid(
            '{"packageRules": [{"matchManagers": ["npmm"], "enabled": false}]}',
            at='"npmm"',
            fixed='{"packageRules": [{"matchManagers": ["npm"], "enabled": false}]}',
        ),
        Invalid(
            '{"packageRules": [{"matchDatasources": ["npm", "/^dockerr/"], "enabled": false}]}',
            at='"/^dockerr/"',
        ),
        Invalid(
            '{"packageRules": [{"matchCategories": ["!secrets"], "enabled": false}]}',
            at='"!secrets"',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every pattern that matches none of the names there are."""
        for setting in subject.at(Stage.TYPED, *_NOTHING_LIKE):
            known = findable_names(setting.key, subject)
            if known is None or not isinstance(setting.value, list):
                continue
            meant_by = MEANT_BY.get(setting.key, {})
            for index, pattern in enumerate(setting.value):
                if not isinstance(pattern, str) or _finds_any(setting, pattern, known):
                    continue
                # `["npm", "yarn"]` does what is meant, whatever the second one is for.
                if meant_by.get(pattern) not in setting.value:
                    yield _finding(subject, setting, index, known)


def _finds_any(setting: Setting, pattern: str, known: frozenset[str]) -> bool:
    if setting.key == "matchConfidence":
        return pattern in known
    wanted = pattern.removeprefix("!")
    if not wanted or wanted in known:
        return bool(wanted)
    if setting.key == "matchDatasources" and "custom" in wanted:
        return True
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - most names are known
        UnusableGlobError,
        any_matches_pattern_list,
    )

    try:
        return any_matches_pattern_list(known, [wanted])
    except UnusableGlobError:
        return True


def _finding(subject: Subject, setting: Setting, index: int, known: frozenset[str]) -> Finding:
    pattern: str = setting.value[index]
    pointer = (*setting.pointer, index)
    likely = MEANT_BY.get(setting.key, {}).get(pattern)
    advice = f"Renovate's name for that is `{likely}`"
    if likely is None and is_plain(pattern):
        likely = nearest(pattern, sorted(known))
        advice = f"did you mean `{likely}`?"
    if likely is None:
        advice = DOCUMENTED_AT.get(setting.key, f"it can be {', '.join(sorted(known))}")
    return Finding(
        pointer=pointer,
        at_key=False,
        message=f"`{setting.key}` finds nothing by `{pattern}`: {_NOTHING_LIKE[setting.key]}",
        help=advice,
        fix=replacement(subject, pointer, pattern, likely) if likely else None,
    )
