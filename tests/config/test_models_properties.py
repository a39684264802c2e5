"""The models and the linter agree on the structure of a config.

Random configs are drawn from the catalogue, with right and wrong names and values at every
depth. Where the two are meant to differ nothing is drawn; `docs/models.md` lists it:

- the items of a list and the values of free-choice objects have types for the models only;
- objects such as a host rule take options of their own only, for the models;
- what migration rewrites is judged by the linter in its new form;
- Renovate breaks off at `hostRules` that is no list, and the linter with it;
- Renovate drops an update type in an update type of a package rule, unread;
- the linter passes over a rule that only selects, over empty text, 0 and false for a list,
  and over the type of what `schedule`, `timezone` and version patterns are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.options import Option, OptionType, load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind
from renovate_kit.config.validation import structural_problems

CATALOGUE = load_catalogue()

STRUCTURAL_RULES = frozenset(
    {
        "disallowed-internal-host",
        "invalid-custom-datasource",
        "invalid-repository-entry",
        "invalid-status-check-time",
        "misplaced-global-option",
        "misplaced-option",
        "missing-file-format",
        "missing-file-patterns",
        "missing-match-strings",
        "nested-top-level-option",
        "non-string-value",
        "selector-outside-rule",
        "unknown-constraint",
        "unknown-custom-manager-field",
        "unknown-custom-type",
        "unknown-manager",
        "unknown-option",
        "unknown-status-check",
        "unknown-tool",
        "unsupported-global-value",
        "unsupported-value",
        "validator-crash",
        "wrong-type",
    }
)
"""What the models claim to find as well."""

FIELD_OF_RULE = {
    "missing-file-format": "fileFormat",
    "missing-file-patterns": "managerFilePatterns",
    "missing-match-strings": "matchStrings",
}
"""Rules that mark a custom manager for a field that is missing or empty."""

FLATTENED = ("major", "minor", "patch", "pin", "digest", "rollback")
UPDATE_TYPES = (*FLATTENED, "pinDigest", "replacement")
HOLDERS = (*UPDATE_TYPES, "group", "lockFileMaintenance", "regex", "jsonata", "vulnerabilityAlerts")
UNKNOWN_NAMES = ("labelz", "matchPackages", "prhourlylimit", "pr_hourly_limit")
NEGATIVE = -1
WRONG_VALUES = (True, "no", 5, NEGATIVE, ["a"], {"a": "b"})
NOT_DRAWN = CATALOGUE.ignored_nodes | {"encrypted", "npmToken", "forkToken"}
TYPE_JUDGED_ELSEWHERE = frozenset(
    {"schedule", "timezone", "allowedVersions", "matchCurrentVersion", "matchCurrentValue"}
    | {"matchNewValue", "hostRules"}
)


def fits(option: Option, value: object) -> bool:
    """Whether a value is of the option's type, as Renovate's documentation has it."""
    match option.type:
        case OptionType.BOOLEAN:
            return isinstance(value, bool)
        case OptionType.INTEGER:
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number and (option.allows_negative or value != NEGATIVE)
        case OptionType.STRING:
            return isinstance(value, str)
        case OptionType.ARRAY:
            return isinstance(value, list) or (option.allows_string and isinstance(value, str))
        case OptionType.OBJECT:
            return isinstance(value, dict)


def strings(option: Option) -> st.SearchStrategy[str]:
    if option.name in {"enabledManagers", "mergeConfidenceDatasources"}:
        return st.sampled_from(["npm", "gomod" if option.name == "enabledManagers" else "maven"])
    if not option.allowed_values:
        return st.just("a")
    known = st.sampled_from([str(value) for value in option.allowed_values])
    is_open = option.is_pattern or option.is_template
    is_compared = not is_open and option.name not in {"matchConfidence", "versioning", "format"}
    return known | st.just("bogus") if is_compared else known


def plain_values(option: Option) -> st.SearchStrategy[Any]:
    match option.type:
        case OptionType.BOOLEAN:
            return st.booleans()
        case OptionType.INTEGER:
            return st.integers(0, 500) | st.just(0.5)
        case OptionType.STRING:
            return strings(option)
        case OptionType.ARRAY:
            items = st.just(404) if option.sub_type == "number" else strings(option)
            return st.lists(items, min_size=1, max_size=2)
        case OptionType.OBJECT:
            return st.dictionaries(st.sampled_from(["a", "b"]), st.just("c"), max_size=1)


def names(known: Iterable[str], *unknown: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*sorted(known), *unknown])


STRINGS = st.sampled_from(["a", "a", "a", 5])
SPECIAL: Mapping[str, st.SearchStrategy[Any]] = {
    "constraints": st.dictionaries(names(["go", "node"], "bogus"), st.just("1"), max_size=2),
    "constraintsVersioning": st.dictionaries(names(["perl"], "bogus"), st.just("npm"), max_size=1),
    "env": st.dictionaries(st.just("A"), STRINGS, max_size=1),
    "registryAliases": st.dictionaries(st.just("a"), STRINGS, max_size=1),
    "secrets": st.dictionaries(st.just("A"), STRINGS, max_size=1),
    "installTools": st.dictionaries(names(["node"], "bogus"), st.just({}), max_size=2),
    "cacheTtlOverride": st.dictionaries(
        st.just("datasource-docker-tags"), st.sampled_from([1, -1, "1"]), max_size=1
    ),
    "statusCheckNames": st.dictionaries(
        names(CATALOGUE.status_checks, "bogus"), STRINGS | st.none(), max_size=2
    ),
    "statusCheckWhen": st.dictionaries(
        names(CATALOGUE.status_checks, "bogus"),
        st.sampled_from(["always", "failed", "sometimes", None]),
        max_size=2,
    ),
    "customDatasources": st.dictionaries(
        st.just("mine"),
        st.just("no object")
        | st.fixed_dictionaries(
            {},
            optional={
                "format": st.sampled_from(["json", 5, None]),
                "transformTemplates": st.sampled_from([["a"], "a", None]),
                "description": st.sampled_from(["a", ["a"], 5, None]),
                "bogus": st.just("a"),
            },
        ),
        max_size=1,
    ),
}
CUSTOM_MANAGER = st.fixed_dictionaries(
    {},
    optional={
        "customType": st.sampled_from(["regex", "jsonata", "regex", "jsonata", "yaml", None]),
        "managerFilePatterns": st.sampled_from([["a"], "a", [], None]),
        "matchStrings": st.sampled_from([["a"], ["a"], [], None, 5]),
        "fileFormat": st.sampled_from(["json", "yaml", 5]),
        "description": st.just("a"),
        "depNameTemplate": st.sampled_from(["a", 5, None]),
        "matchStringsStrategy": st.sampled_from(["any", "bogus"]),
        "enabled": st.booleans(),
        "bogus": st.just("a"),
    },
)


OBJECTS_OF_THEIR_OWN = {
    "bumpVersions",
    "hostRules",
    "logLevelRemap",
    "postUpgradeTasks",
    "toolSettings",
}
IN_INHERITED = "onboardingConfig"
IN_A_RULE = "an update type in a package rule"
STRUCTURED = {
    *SPECIAL,
    *HOLDERS,
    *OBJECTS_OF_THEIR_OWN,
    *("customManagers", "force", "onboardingConfig", "packageRules", "repositories"),
}


class Scope:
    """What an object may hold, and what it may not but somebody writes."""

    def __init__(self, parent: str, kind: ConfigKind) -> None:
        self.parent, self.kind = "packageRules" if parent == IN_A_RULE else parent, kind
        self.right: list[Option] = []
        self.wrong: list[Option] = []
        for option in CATALOGUE.options.values():
            # Migration flattens rules in rules: what stands in the outer one may not be left.
            is_flattened = self.parent == option.name == "packageRules"
            # What begins with `match` counts as a selector there, and a rule of nothing but
            # selectors is dropped.
            is_lost = option.name in FLATTENED or option.name.startswith("match")
            # An onboarding config in an onboarding config is nobody's.
            is_nested = self.parent == option.name == IN_INHERITED
            is_dropped = is_flattened or is_nested or (parent == IN_A_RULE and is_lost)
            if option.name not in NOT_DRAWN and not is_dropped:
                self._sort(option)
        self.structured = [option for option in self.right if option.name in STRUCTURED]

    def _sort(self, option: Option) -> None:
        is_top = self.parent in {".", IN_INHERITED}
        if option.is_global_only:
            if self.parent == "hostRules" and option.name in {"token", "username", "password"}:
                self.right.append(option)
            elif self.kind is not ConfigKind.GLOBAL:
                is_inherited = self.kind is ConfigKind.INHERIT and option.is_inheritable
                if is_inherited and is_top and not option.parents:
                    self.right.append(option)
                elif not is_inherited:
                    self.wrong.append(option)
            elif is_top and not option.parents:
                self.right.append(option)
        elif option.name in CATALOGUE.managers or option.name == "env":
            (self.right if is_top else self.wrong).append(option)
        elif option.parents:
            (self.right if self.parent in option.parents else self.wrong).append(option)
        elif self.parent not in OBJECTS_OF_THEIR_OWN:
            self.right.append(option)


SCOPES: dict[tuple[str, ConfigKind], Scope] = {}


def scope_of(parent: str, kind: ConfigKind) -> Scope:
    if (parent, kind) not in SCOPES:
        SCOPES[parent, kind] = Scope(parent, kind)
    return SCOPES[parent, kind]


@st.composite
def objects(draw: st.DrawFn, parent: str, kind: ConfigKind, depth: int) -> dict[str, Any]:
    """Draw an object of a config, with at most a few things wrong in it."""
    scope = scope_of(parent, kind)
    drawn: dict[str, Any] = {}
    pools = [pool for pool in (scope.right, scope.structured) if pool]
    for option in draw(st.lists(st.one_of(*map(st.sampled_from, pools)), max_size=4)):
        drawn[option.name] = draw(values(option, parent, kind, depth))
    if draw(st.integers(0, 7)) == 0 and scope.wrong:
        option = draw(st.sampled_from(scope.wrong))
        drawn[option.name] = draw(SPECIAL.get(option.name, plain_values(option)))
    if draw(st.integers(0, 9)) == 0:
        lost = ("match",) if parent == IN_A_RULE else ()
        unknown = [name for name in UNKNOWN_NAMES if not name.startswith(lost)]
        drawn[draw(st.sampled_from(unknown))] = draw(st.sampled_from(WRONG_VALUES))
    return drawn


@st.composite
def values(draw: st.DrawFn, option: Option, parent: str, kind: ConfigKind, depth: int) -> object:
    choice = draw(st.integers(0, 9))
    is_flattened = parent == "packageRules" and option.name in FLATTENED
    if choice == 0:
        return None if option.name not in {"hostRules", "packageRules"} else []
    if choice == 1 and not is_flattened and option.name not in TYPE_JUDGED_ELSEWHERE:
        wrong = [value for value in WRONG_VALUES if not fits(option, value)]
        return draw(st.sampled_from(wrong))
    return draw(right_values(option, parent, kind, depth))


@st.composite
def right_values(
    draw: st.DrawFn, option: Option, parent: str, kind: ConfigKind, depth: int
) -> object:
    name = option.name
    if name == "customManagers":
        return draw(st.lists(CUSTOM_MANAGER, max_size=2))
    if name in SPECIAL:
        return draw(SPECIAL[name])
    if name in {"packageRules", "hostRules", "bumpVersions", "logLevelRemap"}:
        return draw(st.lists(elements(name, kind, depth), max_size=2))
    if name == "repositories":
        return draw(repositories(kind, depth))
    is_object = name in {*HOLDERS, *OBJECTS_OF_THEIR_OWN, *CATALOGUE.managers}
    if is_object or name in {"force", "onboardingConfig"}:
        # In inherited config it is judged as an object of that, else as a repository's config.
        is_repository = name == "onboardingConfig" and kind is not ConfigKind.INHERIT
        inner = ConfigKind.REPO if is_repository else kind
        own = "." if name == "force" or is_repository else name
        own = IN_A_RULE if parent == "packageRules" and name in FLATTENED else own
        return draw(objects(own, inner, depth + 1)) if depth < 3 else {}
    return draw(plain_values(option))


@st.composite
def elements(draw: st.DrawFn, name: str, kind: ConfigKind, depth: int) -> dict[str, Any]:
    drawn = draw(objects(name, kind, depth + 1)) if depth < 3 else {}
    return {"description": ["a"], **drawn} if name == "packageRules" else drawn


@st.composite
def repositories(draw: st.DrawFn, kind: ConfigKind, depth: int) -> list[Any]:
    entries: list[Any] = draw(st.lists(st.sampled_from(["org/one", " ", 5]), max_size=2))
    if depth < 2 and draw(st.booleans()):
        name = draw(st.sampled_from([{"repository": "org/two"}, {}]))
        entries.append({**draw(objects(".", kind, depth + 2)), **name})
    return entries


def pointers_in(data: object, place: tuple[str | int, ...] = ()) -> Iterator[str]:
    yield format_pointer(place)
    inner: Any = data.items() if isinstance(data, dict) else ()
    if isinstance(data, list):
        inner = enumerate(data)
    for key, value in inner:
        yield from pointers_in(value, (*place, key))


def is_inside(pointer: str, outer: str) -> bool:
    return pointer != outer and (not outer or pointer.startswith((f"{outer}.", f"{outer}[")))


def outermost(pointers: set[str]) -> set[str]:
    """What is inside of something that is refused already is not compared."""
    return {one for one in pointers if not any(is_inside(one, other) for other in pointers)}


def place_of(item: Diagnostic, existing: frozenset[str]) -> str:
    pointer = item.pointer
    if field := FIELD_OF_RULE.get(item.rule):
        pointer = f"{pointer}.{field}"
    while pointer not in existing:
        pointer = pointer[: max(pointer.rfind("."), pointer.rfind("["), 0)]
    return pointer


def verdicts(data: dict[str, Any], kind: ConfigKind) -> tuple[set[str], set[str]]:
    """Return the places that the models and the linter refuse, as far as both claim them."""
    checked = check_bytes(
        json.dumps(data).encode(), path="config.json", kind=kind, catalogue=CATALOGUE
    )
    existing = frozenset(pointers_in(data))
    rewritten = {item.pointer for item in checked.diagnostics if item.rule == "outdated-option"}
    untyped = {
        place_of(item, existing).removesuffix(".customType")
        for item in checked.diagnostics
        if item.rule == "unknown-custom-type"
    }
    # At some wrong types Renovate breaks off; the linter then judges nothing else.
    assume(not any(item.code in {"RK005", "RK390"} for item in checked.diagnostics))
    found = {
        place_of(item, existing) for item in checked.diagnostics if item.rule in STRUCTURAL_RULES
    }
    refused = {format_pointer(problem.pointer) for problem in structural_problems(data, kind)}

    def compared(pointers: set[str]) -> set[str]:
        # A custom manager of no known type is not looked into by the models.
        whole = {
            next((one for one in untyped if is_inside(pointer, one)), pointer)
            for pointer in pointers
        }
        return {
            pointer
            for pointer in outermost(whole)
            if not any(
                pointer == one or is_inside(pointer, one) or is_inside(one, pointer)
                for one in rewritten
            )
        }

    return compared(refused), compared(found)


@pytest.mark.parametrize("kind", [ConfigKind.REPO, ConfigKind.GLOBAL, ConfigKind.INHERIT])
@settings(max_examples=150)
@given(draw=st.data())
def test_models_refuse_what_the_linter_finds_wrong_in_the_structure(
    kind: ConfigKind, draw: st.DataObject
) -> None:
    config = draw.draw(objects(".", kind, 0))

    refused, found = verdicts(config, kind)

    assert refused == found
