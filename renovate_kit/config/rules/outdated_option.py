"""The rule `outdated-option`."""

import json
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Fix, Severity
from renovate_kit.config.difference import Difference
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["OutdatedOption"]

_LONGEST_VALUE_SHOWN = 60
_REWRITE = "`renovate-kit migrate` rewrites it"


class OutdatedOption(Rule):
    """A setting is written in a way that Renovate has given up.

    Renovate still understands it, translates it at each run, and says so only in its debug
    log. Sooner or later a release stops doing that. The official validator reports it, and
    fails with `--strict`.

    Source: `migrateConfig` in `lib/config/migration.ts`.
    """

    code = "RK103"
    name = "outdated-option"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(r'{"kubernetes": {"managerFilePatterns": ["/\\.yaml$/"]}}'),
        Valid('{"packageRules": [{"matchPackageNames": ["/^a/", "!ab"], "automerge": true}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            r'{"kubernetes": {"fileMatch": ["\\.yaml$"]}}',
            at='"fileMatch"',
            fixed=r'{"kubernetes": {"managerFilePatterns": ["/\\.yaml$/"]}}',
        ),
        Invalid('{"masterIssue": true}', at='"masterIssue"', fixed='{"dependencyDashboard": true}'),
        Invalid('{"labels": [], "gitFs": true}', at='"gitFs"', fixed='{"labels": []}'),
        Invalid(
            '{"automerge": "minor"}',
            at='"automerge"',
            fixed='{"minor": {"automerge": true}, "major": {"automerge": false}}',
        ),
        Invalid(
            '{"extends": ["config:base"]}',
            at='"config:base"',
            fixed='{"extends": ["config:recommended"]}',
        ),
        Invalid(
            '{"docker": {"enabled": false}}',
            at='"docker"',
            fixed='{"packageRules": [{"matchCategories": ["docker"], "enabled": false}]}',
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield everything that migration changed."""
        for difference in subject.differences:
            message, advice = _words(difference, subject)
            fix = Fix(description=advice, edits=difference.edits, is_safe=True)
            yield Finding(
                pointer=difference.pointer,
                span=subject.document.span_of(difference.pointer, key=True),
                message=message,
                help=advice,
                fix=fix if difference.edits else None,
            )


def _words(difference: Difference, subject: Subject) -> tuple[str, str]:
    names = difference.new_names
    old_key = difference.pointer[-1] if difference.pointer else ""
    if len(names) == 1 and old_key != names[0]:
        return _words_of_one(difference, names[0], subject)
    written = _written(difference, subject)
    if names and names != (old_key,):
        return f"{written} is said with {_listed(names)} today", _REWRITE
    if difference.is_gone:
        return f"{written} does nothing any more", "remove it"
    if names:
        return f"{written} has something else in it today", _REWRITE
    return f"{written} is written otherwise today", _advice("", difference.values)


def _words_of_one(difference: Difference, name: str, subject: Subject) -> tuple[str, str]:
    old_key = difference.pointer[-1] if difference.pointer else ""
    advice = _advice(name, difference.values)
    if old_key == "packageRules":
        return "package rules don't hold package rules today", "write a rule for each of them"
    if isinstance(old_key, int):
        return f"this needs `{name}` today", advice
    if _old_names(subject).get(old_key) == name:
        return f"`{old_key}` is the old name of `{name}`", advice
    return f"{_written(difference, subject)} is said with `{name}` today", advice


def _old_names(subject: Subject) -> dict[str, str]:
    return {**subject.catalogue.renamed_rule_keys, **subject.catalogue.renamed_options}


def _written(difference: Difference, subject: Subject) -> str:
    """Return what the person wrote, as short as it can be told."""
    pointer = difference.pointer
    key = f"`{pointer[-1]}`" if pointer and isinstance(pointer[-1], str) else ""
    node = subject.document.node_at(pointer)
    if node is None or isinstance(node, ObjectNode | ArrayNode):
        return key or "this"
    if key and (difference.is_gone or difference.new_names):
        return key
    value = _shown(node.to_data()) or "this value"
    return f"{value} for {key}" if key else value


def _advice(name: str, values: tuple[Json, ...]) -> str:
    if len(values) > 1 and all(isinstance(value, list) for value in values):
        values = ([item for value in values for item in value],)
    text = _shown(values[0]) if len(values) == 1 else ""
    if not text:
        return _REWRITE
    return f'write `"{name}": {text[1:]}' if name else f"write {text}"


def _listed(names: tuple[str, ...]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def _shown(value: Json) -> str:
    """Return a value as JSON in backticks; empty if that would be long."""
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= _LONGEST_VALUE_SHOWN else ""
