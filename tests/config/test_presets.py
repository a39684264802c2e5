import copy
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.preset_names import PresetReference
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.presets import UnresolvablePresetError, fetch_nothing, resolve
from renovate_kit.config.presets.fetching import Fetcher
from renovate_kit.config.provenance import Json, origin_of, track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.resolved_rules import PresetProblem

CATALOGUE = load_catalogue()


def resolved(config: Json, fetcher: Fetcher = fetch_nothing) -> dict[str, Json]:
    return resolve(config, CATALOGUE, fetcher).config


def shelf(**bodies: Mapping[str, Json]) -> Fetcher:
    """Return a fetcher that knows presets of the repository `a/b` by the name of their file."""

    def fetch(reference: PresetReference) -> Mapping[str, Json] | None:
        place = "/".join(part for part in (reference.path, reference.name) if part)
        return bodies.get(place.replace("/", "_"))

    return fetch


def problem_of(config: Json, fetcher: Fetcher = fetch_nothing) -> tuple[str, PresetProblem]:
    with pytest.raises(UnresolvablePresetError) as caught:
        resolve(config, CATALOGUE, fetcher)
    return caught.value.preset, caught.value.problem


def test_a_preset_takes_arguments() -> None:
    config = resolved({"extends": [":timezone(Europe/Berlin)", ":labels(a, b)"]})
    assert config["timezone"] == "Europe/Berlin"
    assert config["labels"] == ["a", "b"]


def test_arguments_can_be_taken_together() -> None:
    fetcher = shelf(f={"groupName": "{{args}}", "labels": ["{{arg1}}"]})
    config = resolved({"extends": ["github>a/b:f(x, y)"]}, fetcher)
    assert config == {"groupName": "x, y", "labels": ["y"]}


def test_an_argument_that_is_missing_is_empty_where_presets_are_named() -> None:
    assert resolved({"extends": [":assignAndReview"]})["assignees"] == [""]


def test_the_config_wins_over_its_presets_and_later_presets_over_earlier_ones() -> None:
    fetcher = shelf(one={"prHourlyLimit": 1, "prTitle": "1"}, two={"prHourlyLimit": 2})
    extends = ["github>a/b:one", "github>a/b:two"]
    config = resolved({"extends": extends, "prTitle": "own"}, fetcher)
    assert config == {"prHourlyLimit": 2, "prTitle": "own"}


def test_mergeable_lists_add_up() -> None:
    fetcher = shelf(one={"addLabels": ["a"], "labels": ["a"]})
    config = resolved({"extends": ["github>a/b:one"], "addLabels": ["b"], "labels": ["b"]}, fetcher)
    assert config == {"addLabels": ["a", "b"], "labels": ["b"]}


def test_a_preset_that_was_renamed_is_found() -> None:
    assert resolved({"extends": [":masterIssue"]}) == resolved(
        {"extends": [":dependencyDashboard"]}
    )


def test_a_preset_that_was_dropped_says_nothing() -> None:
    assert resolved({"extends": [":gitSignOff(x)", ":base"], "ignorePresets": [":base"]}) != {}
    name = next(name for name, new in CATALOGUE.removed_presets.items() if new is None)
    assert resolved({"extends": [name]}) == {}


def test_ignored_presets_are_skipped_at_any_depth() -> None:
    fetcher = shelf(outer={"extends": [":automergeAll", ":prHourlyLimit2"]})
    config = {"extends": ["github>a/b:outer"], "ignorePresets": [":automergeAll"]}
    assert "automerge" not in resolved(config, fetcher)
    assert resolved(config, fetcher)["prHourlyLimit"] == 2


def test_presets_that_extend_each_other_end() -> None:
    fetcher = shelf(
        one={"extends": ["github>a/b:two"], "automerge": True},
        two={"extends": ["github>a/b:one"], "prHourlyLimit": 1},
    )
    config = resolved({"extends": ["github>a/b:one"]}, fetcher)
    assert config == {"automerge": True, "prHourlyLimit": 1}


def test_presets_are_resolved_wherever_they_stand() -> None:
    config = resolved(
        {
            "packageRules": [{"extends": ["packages:eslint"], "automerge": True}],
            "major": {"extends": [":label(m)"]},
            "onboardingConfig": {"extends": [":automergeAll"]},
        }
    )
    assert "eslint**" in config["packageRules"][0]["matchPackageNames"]
    assert config["major"]["labels"] == ["m"]
    assert config["onboardingConfig"] == {"extends": [":automergeAll"]}


def test_a_preset_is_migrated_and_massaged() -> None:
    fetcher = shelf(old={"separateMultipleMajor": "true", "schedule": "before 5am every day"})
    config = resolved({"extends": ["github>a/b:old"]}, fetcher)
    assert config == {"separateMultipleMajor": True, "schedule": ["before 5am"]}


def test_a_preset_finds_others_beside_its_file() -> None:
    fetcher = shelf(
        dir_one={"extends": ["./two", "../three", "/four(x)", "../../five"]},
        dir_two={"prHourlyLimit": 2},
        three={"prConcurrentLimit": 3},
        four={"groupName": "{{arg0}}"},
    )
    preset, problem = problem_of({"extends": ["github>a/b//dir/one#v1"]}, fetcher)
    assert (preset, problem) == ("../../five", PresetProblem.RELATIVE)
    ignored = {"extends": ["github>a/b//dir/one#v1"], "ignorePresets": ["../../five"]}
    config = resolved(ignored, fetcher)
    assert config == {"prHourlyLimit": 2, "prConcurrentLimit": 3, "groupName": "x"}


def test_a_remote_preset_is_unknown_without_a_network() -> None:
    config = {"extends": ["github>a/b", "local>c/d", ":automergeAll", "{{env.TEAM}}"]}
    resolution = resolve(config, CATALOGUE)
    assert resolution.unknown_presets == ("github>a/b", "local>c/d", "{{env.TEAM}}")
    assert resolution.config["automerge"] is True


@pytest.mark.parametrize(
    ("preset", "problem"),
    [
        ("config:nope", PresetProblem.UNKNOWN),
        ("npm:foo", PresetProblem.UNKNOWN),
        ("monorepo:{{a}}", PresetProblem.UNKNOWN),
        ("bitbucket>a/b", PresetProblem.INVALID),
        ("./a", PresetProblem.RELATIVE),
        ("{{#if a}}", PresetProblem.TEMPLATE),
    ],
)
def test_a_preset_that_cannot_be_is_refused(preset: str, problem: PresetProblem) -> None:
    assert problem_of({"extends": [preset]})[1] is problem


def test_a_preset_that_cannot_be_migrated_is_refused() -> None:
    fetcher = shelf(bad={"packageRules": [None]})
    assert problem_of({"extends": ["github>a/b:bad"]}, fetcher)[1] is PresetProblem.BROKEN


def test_the_description_of_a_preset_counts_as_a_key_unless_it_is_idle() -> None:
    assert "description" in resolved({"extends": ["monorepo:react"]})
    assert resolved({"extends": ["packages:eslint"]}).keys() == {"matchPackageNames"}
    fetcher = shelf(idle={"description": "d", "extends": ["packages:eslint"]})
    assert "description" not in resolved({"extends": ["github>a/b:idle"]}, fetcher)


def test_a_description_can_be_overridden() -> None:
    config = resolved({"extends": [":automergeAll"], "overrideDescription": ["mine"]})
    assert config["description"] == ["mine"]
    assert "overrideDescription" not in config


def test_what_the_config_says_remembers_where_it_stood() -> None:
    text = b'{"packageRules": [{"extends": [":automergeAll"], "labels": ["a"]}]}'
    read = read_config(text, "renovate.json")
    assert isinstance(read, ReadConfig)
    config = resolved(track(read.document.root))
    assert origin_of(config, ("packageRules", 0, "labels", 0)) == ("packageRules", 0, "labels", 0)
    assert origin_of(config, ("packageRules", 0, "automerge")) == ("packageRules", 0)


WITHOUT_ARGUMENTS = sorted(
    name for name, facts in CATALOGUE.preset_facts.items() if not facts.parameters
)


@given(
    names=st.lists(st.sampled_from(WITHOUT_ARGUMENTS[:400]), max_size=3),
    labels=st.lists(st.text(max_size=5), max_size=2),
)
def test_the_config_itself_stays_as_it_was(names: list[str], labels: list[str]) -> None:
    config = {"extends": names, "labels": labels, "packageRules": [{"extends": names}]}
    before = copy.deepcopy(config)
    assert resolved(config)["labels"] == labels
    assert config == before


def test_every_built_in_preset_can_be_resolved() -> None:
    for name, facts in CATALOGUE.preset_facts.items():
        extends: Json = facts.body.get("extends", [])
        brings_most_others = name.startswith("config:") or len(extends) > 50
        if brings_most_others or "{{arg0}}" in extends:
            continue
        arguments = "(a,b)" if facts.parameters else ""
        config = resolved({"extends": [name + arguments]})
        assert "extends" not in config
        assert "{{arg" not in str(config)
