import contextlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import renovate_kit
from renovate_kit import GlobalConfig, HostRule, PackageRule, RenovateConfig
from renovate_kit.config import models
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.model_generation import render_models
from renovate_kit.config.models import (
    CustomDatasource,
    JsonataManager,
    Manager,
    Model,
    RegexManager,
    RepositoryEntry,
)
from renovate_kit.config.options import Option, load_catalogue, releases
from renovate_kit.config.subject import ConfigKind
from renovate_kit.config.validation import structural_problems
from tests.typing import api

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "renovate_kit" / "config" / "models"
CATALOGUE = load_catalogue()
REGEX_MANAGER = {"customType": "regex", "managerFilePatterns": ["a"], "matchStrings": ["b"]}


def problems(data: object, kind: ConfigKind = ConfigKind.REPO) -> dict[str, str]:
    found = structural_problems(data, kind)
    return {format_pointer(problem.pointer): problem.message for problem in found}


def within(parent: str, inner: dict[str, Any]) -> dict[str, Any]:
    match parent:
        case ".":
            return inner
        case "packageRules" | "hostRules" | "bumpVersions" | "logLevelRemap":
            return {parent: [inner]}
        case "customManagers":
            return {parent: [{**REGEX_MANAGER, **inner}]}
        case "customDatasources":
            return {parent: {"mine": inner}}
        case _:
            return {parent: inner}


def placed_options() -> Iterator[tuple[Option, str]]:
    for option in CATALOGUE.options.values():
        for parent in option.parents or (".",):
            yield option, parent


def is_generated(path: Path) -> bool:
    return "Generated from the catalogue" in path.read_text(encoding="utf-8")


def test_generated_modules_are_what_the_catalogue_gives() -> None:
    expected = render_models(CATALOGUE)

    written = {
        str(path.relative_to(MODELS)): path.read_text(encoding="utf-8")
        for path in MODELS.rglob("*.py")
        if is_generated(path)
    }

    assert written == dict(expected), "run scripts/generate_models.py"


@pytest.mark.parametrize("release", releases())
def test_models_can_be_generated_from_every_release(release: str) -> None:
    for path, text in render_models(load_catalogue(release)).items():
        compile(text, path, "exec")


def test_every_option_has_its_place_and_is_spelled_as_renovate_does() -> None:
    refused = {
        (option.name, parent): found
        for option, parent in placed_options()
        if (found := problems(within(parent, {option.name: None}), ConfigKind.GLOBAL))
        and any("no option" in text or "cannot stand" in text for text in found.values())
    }

    assert refused == {}


def test_every_documented_value_is_taken() -> None:
    refused = {
        (option.name, value)
        for option, parent in placed_options()
        for value in option.allowed_values
        if option.name != "customType"
        and problems(
            within(parent, {option.name: [value] if option.type == "array" else value}),
            ConfigKind.GLOBAL,
        )
    }

    assert refused == set()


def test_all_built_in_presets_are_taken() -> None:
    refused = {}
    for name, body in CATALOGUE.presets.items():
        kind = ConfigKind.GLOBAL if name.startswith("global:") else ConfigKind.PRESET
        if found := problems(body, kind):
            refused[name] = found

    assert len(CATALOGUE.presets) > 1000
    assert refused == {}


def test_a_config_is_written_as_renovate_reads_it() -> None:
    config = RenovateConfig(
        pr_hourly_limit=2,
        draft_pr=True,
        labels=None,
        docker_compose=Manager(enabled=False),
        pip_requirements=Manager(automerge=True),
        package_rules=[PackageRule(match_managers=["npm"])],
    )

    assert config.to_renovate() == {
        "prHourlyLimit": 2,
        "draftPR": True,
        "labels": None,
        "docker-compose": {"enabled": False},
        "pip_requirements": {"automerge": True},
        "packageRules": [{"matchManagers": ["npm"]}],
    }


def test_what_was_read_is_written_again() -> None:
    data = {
        "$schema": "https://docs.renovatebot.com/renovate-schema.json",
        "extends": ["config:recommended"],
        "maven-wrapper": {"packageRules": [{"matchDepNames": ["a"], "enabled": False}]},
        "customManagers": [
            REGEX_MANAGER,
            {**REGEX_MANAGER, "customType": "jsonata", "fileFormat": "yaml"},
        ],
        "customDatasources": {"mine": {"format": "plain"}},
        "statusCheckNames": {"artifactError": None},
        "minor": {"groupName": None},
        "prBodyDefinitions": {"Package": "{{{depName}}}"},
    }

    assert RenovateConfig.model_validate(data).to_renovate() == data
    assert RenovateConfig.model_validate_json(json.dumps(data)).to_renovate() == data


def test_a_single_text_stands_for_a_list_where_renovate_takes_it_so() -> None:
    config = RenovateConfig.model_validate({"extends": "config:recommended"})

    assert config.extends == ["config:recommended"]
    assert problems({"labels": "a"}) == {"labels": "`labels` must be a list"}


def test_custom_managers_are_told_apart_by_their_type() -> None:
    jsonata = {**REGEX_MANAGER, "customType": "jsonata", "fileFormat": "toml"}
    config = RenovateConfig.model_validate({"customManagers": [REGEX_MANAGER, jsonata]})

    assert config.custom_managers is not None
    assert [type(manager) for manager in config.custom_managers] == [RegexManager, JsonataManager]


def test_repositories_are_names_or_objects() -> None:
    entry = RepositoryEntry(repository="org/two", autodiscover=False)
    data = {"repositories": ["org/one", {"repository": "org/two", "autodiscover": False}]}

    config = GlobalConfig(repositories=["org/one", entry])

    assert config.to_renovate() == data
    assert GlobalConfig.model_validate(data) == config


def test_options_in_data_are_spelled_as_renovate_does() -> None:
    assert problems({"pr_hourly_limit": 2, "npm": {"prTitle": "a", "pr_title": "a"}}) == {
        "pr_hourly_limit": "there is no option `pr_hourly_limit`",
        "npm.pr_title": "there is no option `pr_title`",
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], {"": "a config must be an object"}),
        ({"automerge": "true"}, {"automerge": "`automerge` must be true or false"}),
        ({"automerge": 1}, {"automerge": "`automerge` must be true or false"}),
        ({"prTitle": 5}, {"prTitle": "`prTitle` must be a string"}),
        ({"prHourlyLimit": "2"}, {"prHourlyLimit": "`prHourlyLimit` must be a number"}),
        ({"prHourlyLimit": -1}, {"prHourlyLimit": "`prHourlyLimit` must be 0 or more"}),
        (
            {"recreateWhen": "sometimes"},
            {"recreateWhen": "`recreateWhen` must be `auto`, `always` or `never`"},
        ),
        ({"platform": "github"}, {"platform": "`platform` cannot stand here"}),
        ({"matchManagers": ["npm"]}, {"matchManagers": "`matchManagers` cannot stand here"}),
        (
            {"packageRules": [{}, {"npm": {}, "labelz": []}]},
            {
                "packageRules[1].npm": "`npm` cannot stand here",
                "packageRules[1].labelz": "there is no option `labelz`",
            },
        ),
        (
            {"hostRules": [{"allowInternal": True, "headers": {"X-A": 1}}]},
            {
                "hostRules[0].allowInternal": "`allowInternal` cannot stand here",
                "hostRules[0].headers.X-A": "`X-A` must be a string",
            },
        ),
        (
            {"constraints": {"pythn": "3.12"}, "customDatasources": {"a": {"format": None}}},
            {
                "constraints.pythn": "there is no such name as `pythn` here",
                "customDatasources.a.format": "`format`: Renovate does not take null here",
            },
        ),
        (
            {"customManagers": [{"customType": "yaml"}, {"customType": "regex"}]},
            {
                "customManagers[0].customType": "`customType` of a custom manager must be "
                "`regex` or `jsonata`",
                "customManagers[1]": "an item of `customManagers` lacks `managerFilePatterns`, "
                "`matchStrings`",
            },
        ),
        (
            {"enabledManagers": ["npm", "nmp"], "packageRules": [{"matchManagers": [5]}]},
            {
                "enabledManagers[1]": "an item of `enabledManagers` must be a name that Renovate "
                "knows",
                "packageRules[0].matchManagers[0]": "an item of `matchManagers` must be a string",
            },
        ),
    ],
)
def test_what_is_refused_has_its_place_in_the_data(data: object, expected: dict[str, str]) -> None:
    assert problems(data) == expected


def test_a_misspelt_option_comes_with_the_likely_one() -> None:
    (problem,) = structural_problems({"prHourlyLimt": 2}, ConfigKind.REPO)

    assert problem.help == "did you mean `prHourlyLimit`?"


def test_kinds_of_config_take_the_options_that_are_theirs() -> None:
    global_only, inheritable, selector = (
        {"token": "a"},
        {"onboarding": True},
        {"matchDepNames": "a"},
    )

    assert [kind for kind in ConfigKind if not problems(global_only, kind)] == [ConfigKind.GLOBAL]
    assert [kind for kind in ConfigKind if not problems(inheritable, kind)] == [
        ConfigKind.GLOBAL,
        ConfigKind.INHERIT,
    ]
    assert [kind for kind in ConfigKind if not problems(selector, kind)] == [ConfigKind.PRESET]


def test_a_config_inside_a_config_is_one_of_its_kind() -> None:
    data = {
        "force": {"platform": "github", "labelz": []},
        "onboardingConfig": {"platform": "github", "labels": []},
        "repositories": [{"repository": "a/b", "platform": "github"}, {}, " ", 5],
    }

    assert sorted(problems(data, ConfigKind.GLOBAL)) == [
        "force.labelz",
        "onboardingConfig.platform",
        "repositories[1]",
        "repositories[2]",
        "repositories[3]",
    ]


def test_nesting_without_end_is_refused() -> None:
    data: dict[str, Any] = {}
    for _ in range(10_000):
        data = {"group": data}

    assert len(structural_problems(data, ConfigKind.REPO)) == 1


def test_secrets_show_neither_in_a_model_nor_in_an_error() -> None:
    rule = HostRule(token="abc-123", match_host="a.example")  # noqa: S106 - no real one

    assert "abc-123" not in repr(rule)
    assert rule.to_renovate()["token"] == "abc-123"  # noqa: S105 - no real one
    with pytest.raises(ValidationError) as caught:
        HostRule.model_validate({"token": ["abc-123"]})
    assert "abc-123" not in str(caught.value)


def test_null_stands_for_an_option_but_not_for_a_part_of_a_custom_datasource() -> None:
    assert RenovateConfig.model_validate({"prTitle": None}).to_renovate() == {"prTitle": None}
    assert CustomDatasource().to_renovate() == {}
    with pytest.raises(ValidationError):
        CustomDatasource.model_validate({"format": None})


def test_models_can_be_extended() -> None:
    class OwnConfig(RenovateConfig):
        """A model of somebody else's."""

    assert OwnConfig(major=models.UpdateType(automerge=False)).to_renovate() == {
        "major": {"automerge": False}
    }


def test_the_usage_that_type_checkers_see_works() -> None:
    assert problems(api.accepted().to_renovate()) == {}
    assert problems(api.accepted_of_operators().to_renovate(), ConfigKind.GLOBAL) == {}


def test_the_package_offers_all_that_it_names() -> None:
    assert renovate_kit.__all__ == sorted(renovate_kit.__all__)
    assert models.__all__ == sorted(models.__all__)
    for name in renovate_kit.__all__:
        assert getattr(renovate_kit, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'Renovate'"):
        getattr(renovate_kit, "Renovate")  # noqa: B009 - mypy would refuse the attribute
    assert all(issubclass(getattr(renovate_kit, name), Model) for name in renovate_kit.__all__[:4])


def test_the_package_alone_loads_no_models() -> None:
    code = "import renovate_kit, sys; print('pydantic' in sys.modules)"

    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert finished.stdout == "False\n"


def documented_examples() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```\n+```(?:json|text)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("code", "output"), documented_examples())
def test_documented_examples_print_what_the_page_shows(code: str, output: str) -> None:
    printed = io.StringIO()

    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - code of our own page

    assert printed.getvalue() == output


def test_the_page_has_examples() -> None:
    assert len(documented_examples()) == 2
