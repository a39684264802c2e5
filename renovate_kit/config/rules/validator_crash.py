"""The rule `validator-crash`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.custom_managers import REQUIRED_FIELDS, CustomManager, custom_managers
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import is_true
from renovate_kit.config.package_rules import unresolvable_rules
from renovate_kit.config.provenance import Json
from renovate_kit.config.resolved_rules import PresetProblem
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["ValidatorCrash"]

_HELP = "the official validator stops here and reports nothing else"
_ALLOW_LISTS = {"env": "allowedEnv", "hostRules": "allowedHeaders"}


class ValidatorCrash(Rule):
    """Renovate's own validation breaks off at a value that it cannot handle.

    The official validator ends with an exception instead of a message, and says nothing about
    the rest of the config. Renovate itself takes such a config for invalid as a whole.

    Source: `validateConfig` in `lib/config/validation.ts`, and what it calls.
    """

    code = "RK390"
    name = "validator-crash"
    severity = Severity.ERROR
    stops_official = True
    valid: ClassVar = (
        Valid('{"enabledManagers": ["npm"], "hostRules": [{"matchHost": "a", "token": ""}]}'),
        Valid('{"schedule": null, "packageRules": [], "customManagers": []}'),
    )
    invalid: ClassVar = (
        Invalid('{"enabledManagers": "npm"}', at='"npm"'),
        Invalid(
            '{"customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"], '
            '"matchStrings": "a(?<depName>b)"}]}',
            at='"a(?<depName>b)"',
        ),
        Invalid(
            '{"packageRules": [{"extends": ["bitbucket>a/b"], "automerge": true}]}',
            at='"bitbucket>a/b"',
        ),
        Invalid(
            '{"packageRules": [{"extends": ["monorepo:{{a}}"], "automerge": true}]}',
            at='{"extends": ["monorepo:{{a}}"], "automerge": true}',
        ),
        Invalid(
            '{"allowedEnv": ["A", 5], "env": {"A": ""}}', at='["A", 5]', kind=ConfigKind.GLOBAL
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value at which Renovate would break off."""
        yield from _unfiltered_managers(subject)
        yield from _unread_schedules(subject)
        yield from _unsearched_match_strings(subject)
        yield from _unusable_allow_lists(subject)
        yield from _unresolvable_rules(subject)


def _finding(pointer: Pointer, message: str) -> Finding:
    return Finding(pointer=pointer, at_key=False, message=message, help=_HELP, official="error")


def _unfiltered_managers(subject: Subject) -> Iterator[Finding]:
    for setting in subject.settings:
        if setting.key == "enabledManagers" and is_true(setting.value):
            if not isinstance(setting.value, list):
                yield _finding(setting.pointer, "`enabledManagers` is a list of names")
                continue
            for index, name in enumerate(setting.value):
                if not isinstance(name, str):
                    yield _finding((*setting.pointer, index), "the name of a manager is a string")


def _unread_schedules(subject: Subject) -> Iterator[Finding]:
    for setting in subject.at(Stage.SCHEDULE, "schedule"):
        from renovate_kit.config.grammars.schedules import (  # noqa: PLC0415 - few configs have one
            ScheduleCrashError,
            schedule_problem,
        )

        try:
            schedule_problem(setting.value)
        except ScheduleCrashError as error:
            yield _finding(setting.pointer, str(error))


def _unsearched_match_strings(subject: Subject) -> Iterator[Finding]:
    for manager in custom_managers(subject):
        texts = manager.data.get("matchStrings")
        is_listless = texts is not None and not isinstance(texts, list)
        is_searched = any(_is_searched(manager, group) for group in REQUIRED_FIELDS)
        if manager.is_examined and is_listless and is_searched:
            pointer = (*manager.pointer, "matchStrings")
            yield _finding(pointer, "`matchStrings` is a list of strings")


def _is_searched(manager: CustomManager, group: tuple[str, ...]) -> bool:
    """Return whether a field of a group has no template, and none before it has a text for one."""
    for field in group:
        template = manager.data.get(f"{field}Template")
        if template is None or is_true(template):
            return template is None
    return False


def _unusable_allow_lists(subject: Subject) -> Iterator[Finding]:
    for setting in subject.settings:
        scope = setting.scope
        allow_list = _ALLOW_LISTS.get(setting.key)
        if allow_list is None or scope.kind is not ConfigKind.GLOBAL:
            continue
        patterns = scope.data.get(allow_list)
        is_sound = not isinstance(patterns, list) or all(isinstance(item, str) for item in patterns)
        if not is_sound and _asks_for_permission(setting.value):
            pointer = scope.lent.get(allow_list, (*scope.pointer, allow_list))
            yield _finding(pointer, f"`{allow_list}` is a list of strings")


def _asks_for_permission(value: Json) -> bool:
    """Return whether an `env` sets a variable, or a host rule a header."""
    if isinstance(value, dict):
        return bool(value)
    rules = value if isinstance(value, list) else []
    return any(isinstance(rule, dict) and is_true(rule.get("headers")) for rule in rules)


def _unresolvable_rules(subject: Subject) -> Iterator[Finding]:
    for pointer, place, rule in unresolvable_rules(subject):
        if rule.problem is PresetProblem.UNKNOWN and place is not None:
            continue  # `unknown-preset` says so
        reason = f"{rule.problem.value}: {rule.detail}" if rule.detail else rule.problem.value
        preset = f" at `{rule.preset}`" if rule.preset else ""
        yield _finding(place or pointer, f"Renovate breaks off{preset}: {reason}")
