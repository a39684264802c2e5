import json
from collections import Counter
from typing import Any

import pytest

from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind

# The figures are those of renovate-config-validator 44.121.2.
COUNTS = [
    pytest.param(
        ConfigKind.GLOBAL,
        {"onboardingConfig": {"env": {"A": "1"}, "foo": 1, "prHourlyLimit": -1}},
        (0, 3),
        id="a_config_for_onboarding_only_warns",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"force": {"labels": "a", "reportType": "file", "npm": []}},
        (0, 3),
        id="force_only_warns",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {
            "allowedEnv": "A",
            "repositories": [{"repository": "a/b"}, {"repository": "a/c", "force": {}}],
        },
        (0, 4),
        id="each_inner_config_is_lent_the_allow_lists",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"allowedEnv": ["A"], "repositories": [{"repository": "a/b", "env": {"A": "1", "B": "2"}}]},
        (1, 0),
        id="a_repository_may_set_what_the_outer_list_allows",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {
            "allowedEnv": ["A"],
            "repositories": [
                {"repository": "a/b", "allowedEnv": ["B"], "env": {"A": "1", "B": "2"}}
            ],
        },
        (1, 0),
        id="a_repository_with_its_own_list_has_that_one",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"ignoreDeps": 0, "reviewers": False, "assignees": ""},
        (0, 0),
        id="a_repository_list_may_be_false",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"globalExtends": 0, "autodiscoverTopics": ""},
        (0, 2),
        id="a_global_list_may_not",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"registryAliases": {"a": 1, "b": 2}, "env": {"A": 1, "B": True}},
        (5, 0),
        id="aliases_are_reported_once_variables_one_by_one",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"constraints": {"foo": "1", "node": "latest", "python": 3.1, "bar": "2"}},
        (1, 2),
        id="a_number_ends_the_constraints",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"constraints": {"foo": "1", "node": 18, "bar": "1", "0": "x"}},
        (1, 2),
        id="keys_that_are_numbers_come_first",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"enabledManagers": ["a", "npm", "b"]},
        (1, 0),
        id="all_unknown_managers_are_one_message",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"major": {"npm": {"matchDepTypes": ["a"]}}},
        (2, 1),
        id="a_misplaced_manager_and_selector",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"hostRules": [{"matchHost": "a.b", "encrypted": {"token": "x", "matchHost": "c"}}]},
        (0, 0),
        id="encrypted_counts_as_its_parent",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"hostRules": [{"matchHost": "a.b", "headers": ["X-A", 1]}]},
        (3, 0),
        id="headers_as_a_list",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"hostRules": [{"matchHost": "a.b", "allowInternal": None}]},
        (1, 1),
        id="null_is_an_access_to_internal_hosts",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"repositories": ["a/b", "", " ", None, 5, ["a"], {}, {"repository": ""}]},
        (2, 5),
        id="all_kinds_of_entries",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"gitAuthor": [{"foo": 1}], "secrets": [{"foo": 1}], "repositories": [[{"foo": 1}]]},
        (0, 2),
        id="values_of_the_wrong_type_are_not_walked",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"cacheTtlOverride": {"datasource-nothing": -1, "foo": "x"}},
        (2, 2),
        id="times_of_an_unknown_part_of_the_cache",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"reviewers": [["a"]]},
        (1, 0),
        id="a_list_in_a_list",
    ),
    pytest.param(
        ConfigKind.REPO,
        {"prTitle": None, "labels": None, "env": None},
        (0, 1),
        id="null_fits_every_type",
    ),
    pytest.param(
        ConfigKind.GLOBAL,
        {"platform": "githb", "internalHostAccess": "x"},
        (0, 0),
        id="values_that_only_we_know",
    ),
    pytest.param(
        ConfigKind.INHERIT,
        {"onboardingConfig": {"npm": {}}, "onboarding": True, "autodiscover": True},
        (0, 1),
        id="onboarding_in_an_inherited_config",
    ),
    pytest.param(
        ConfigKind.PRESET,
        {"matchHost": "a", "matchManagers": ["npm"], "npm": {"matchManagers": ["npm"]}},
        (1, 0),
        id="a_preset_may_be_a_package_rule",
    ),
]


@pytest.mark.parametrize(("kind", "config", "errors_and_warnings"), COUNTS)
def test_findings_are_as_many_as_the_official_ones(
    kind: ConfigKind, config: dict[str, Any], errors_and_warnings: tuple[int, int]
) -> None:
    raw = json.dumps(config).encode()
    checked = check_bytes(raw, path="renovate.json", kind=kind, catalogue=load_catalogue())
    counts: Counter[str | None] = Counter()
    for item in checked.diagnostics:
        counts[item.official] += item.official_count
    assert (counts["error"], counts["warning"]) == errors_and_warnings


def test_the_allow_lists_lent_to_inner_configs_are_shown_once() -> None:
    text = b'{"allowedEnv": "A", "repositories": [{"repository": "a/b"}, {"repository": "a/c"}]}'
    checked = check_bytes(
        text, path="config.json", kind=ConfigKind.GLOBAL, catalogue=load_catalogue()
    )
    (item,) = checked.diagnostics
    assert (item.pointer, item.official, item.official_count) == ("allowedEnv", "warning", 3)


def test_settings_nested_as_deep_as_a_document_may_be_are_checked() -> None:
    depth = 490
    text = '{"major": ' * depth + '{"automerge": 1}' + "}" * depth
    checked = check_bytes(
        text.encode(), path="renovate.json", kind=ConfigKind.REPO, catalogue=load_catalogue()
    )
    assert [item.rule for item in checked.diagnostics].count("wrong-type") == 1
