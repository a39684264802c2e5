"""Random configs over the whole catalogue: every option, right and wrong values, nesting."""

from typing import Any

from hypothesis import strategies as st

from renovate_kit.config.migrations import all_migrations
from renovate_kit.config.options import Option, OptionType, load_catalogue

__all__ = ["configs"]

_CATALOGUE = load_catalogue()
_OPTIONS = tuple(_CATALOGUE.options)
_SELECTORS = tuple(sorted(_CATALOGUE.selectors))
_OUTDATED = (
    *_CATALOGUE.renamed_options,
    *sorted(_CATALOGUE.removed_options),
    *(option for migration in all_migrations() for option in migration.options),
)
# Most of what goes wrong in real configs goes wrong in these.
_POPULAR = (
    *("extends", "schedule", "timezone", "packageRules", "customManagers", "hostRules"),
    *("enabledManagers", "constraints", "env", "labels", "prTitle", "branchPrefix", "npm"),
    *("registryAliases", "customDatasources", "major", "vulnerabilityAlerts", "ignorePaths"),
    *("matchPackageNames", "allowedVersions", "minimumReleaseAge", "automerge", "includePaths"),
)
_TEXTS = st.sampled_from(
    [
        *("", " ", "a", "x y", "true", "5", "*", "**", "/a/", "/(/", "!/a/i", "/a/g", "!b"),
        *("before 5am", "every weekend", "after 10pm and before 5am on monday", "at 5:30am"),
        *("* 0-3 * * *", "5 * * * *", "@daily", "every day", "every friday", "monthly"),
        *("Europe/Stockholm", "Mars/Olympus", "utc", "UTC+2", "config:recommended"),
        *(":timezone(Europe/Berlin)", ":timezone(Nowhere)", "group:allNonMajor", "global:x"),
        *("github>a/b", "github>a/b//c:d", "./relative", "a b:c(", ":label(x)", "config:base"),
        *("{{depName}}", "{{#if a}}b", "{{{x}}", "{{toVersion}}", "1.2.3", ">=1", "^4", "/^v1/"),
        *("3 days", "0 days", "soon", "1.x", "lts", "(?<depName>a)(?<currentValue>b)", "[a"),
        *("regex", "jsonata", "json", "$.a", "$[", "npm", "docker", "none", "any", "patch"),
        *("https://a.b/c", "://", "a.b", "X-Token", "minimumReleaseAge", "__proto__", "toString"),
    ]
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.sampled_from([2.5, 1e21]), _TEXTS
)
_KEYS = st.one_of(
    st.sampled_from(_POPULAR),
    st.sampled_from(_OPTIONS),
    st.sampled_from(_OUTDATED),
    st.sampled_from(_SELECTORS),
    st.sampled_from(["unknown", "prHourlyLimt", "1", "$schema", "encrypted", "description"]),
)


def configs() -> st.SearchStrategy[dict[str, Any]]:
    """Return configs; none needs the network."""
    return _objects(3)


def _objects(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(_KEYS, max_size=5, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: _values(key, depth) for key in keys})
    )


def _values(key: str, depth: int) -> st.SearchStrategy[Any]:
    option = _CATALOGUE.option(key)
    anything: st.SearchStrategy[Any] = st.one_of(
        _SCALARS, st.lists(_SCALARS, max_size=3), st.just({})
    )
    if depth == 0 or option is None:
        return anything if depth == 0 else st.one_of(anything, _objects(depth - 1))
    return st.one_of(_fitting(key, option, depth), _fitting(key, option, depth), anything)


def _fitting(key: str, option: Option, depth: int) -> st.SearchStrategy[Any]:
    if option.allowed_values:
        return st.sampled_from(option.allowed_values)
    if key in _FIELDS:
        return st.lists(_elements(key, depth - 1), max_size=3)
    by_type: dict[OptionType, st.SearchStrategy[Any]] = {
        OptionType.BOOLEAN: st.booleans(),
        OptionType.INTEGER: st.integers(0, 20),
        OptionType.STRING: _TEXTS,
        OptionType.ARRAY: st.lists(_TEXTS, max_size=3),
        OptionType.OBJECT: st.one_of(
            _objects(depth - 1), st.dictionaries(_TEXTS, _SCALARS, max_size=3)
        ),
    }
    return by_type[option.type]


_FIELDS = {
    "packageRules": (*_SELECTORS, "enabled", "automerge", "extends", "groupName", "major"),
    "customManagers": tuple(sorted(_CATALOGUE.custom_manager_keys)),
    "hostRules": ("matchHost", "hostType", "token", "headers", "enabled", "timeout", "platform"),
}


def _elements(key: str, depth: int) -> st.SearchStrategy[Any]:
    keys = st.lists(
        st.one_of(st.sampled_from(_FIELDS[key]), st.sampled_from(_FIELDS[key]), _KEYS),
        max_size=5,
        unique=True,
    )
    return keys.flatmap(
        lambda names: st.fixed_dictionaries({name: _values(name, depth) for name in names})
    )
