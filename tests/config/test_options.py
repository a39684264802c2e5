import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.options import (
    DEFAULT_RELEASE,
    OMITTED_TEXT,
    Catalogue,
    OptionType,
    load_catalogue,
    nearest,
    releases,
)
from renovate_kit.config.options.layout import RELEASES_FOLDER, version_key
from renovate_kit.config.options.wording import reads_as_prose, without_texts
from renovate_kit.errors import UsageError

RELEASE = "44.121.2"
TEXT_KEYS = {"description", "overrideDescription", "deprecationMsg", "experimentalDescription"}
SHIPPED_FILES = sorted(RELEASES_FOLDER.glob("*/*.json"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RELEASE)


def _strings(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, path)
    elif isinstance(value, str):
        yield path, value


def _file_id(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


# Counts


def test_the_release_has_as_many_of_everything_as_renovate_has(catalogue: Catalogue) -> None:
    assert {
        "options": len(catalogue.options),
        "managers": len(catalogue.managers),
        "custom managers": catalogue.custom_managers,
        "datasources": len(catalogue.datasources),
        "versionings": len(catalogue.versionings),
        "platforms": len(catalogue.platforms),
        "tools": len(catalogue.tools),
        "additional constraints": len(catalogue.additional_constraints),
        "presets": len(catalogue.presets),
        "removed presets": len(catalogue.removed_presets),
        "removed options": len(catalogue.removed_options),
        "renamed options": len(catalogue.renamed_options),
        "custom migrations": len(catalogue.custom_migrations),
        "cache namespaces": len(catalogue.package_cache_namespaces),
        "config file names": len(catalogue.config_file_names),
        "selectors": len(catalogue.selectors),
        "ignored nodes": len(catalogue.ignored_nodes),
    } == {
        "options": 493,
        "managers": 117,
        "custom managers": {"jsonata", "regex"},
        "datasources": 82,
        "versionings": 55,
        "platforms": 11,
        "tools": 47,
        "additional constraints": 11,
        "presets": 1288,
        "removed presets": 110,
        "removed options": 19,
        "renamed options": 25,
        "custom migrations": 56,
        "cache namespaces": 106,
        "config file names": 14,
        "selectors": 20,
        "ignored nodes": 14,
    }


def test_attributes_stand_on_as_many_options_as_in_renovate(catalogue: Catalogue) -> None:
    options = catalogue.options.values()
    kinds = {kind: sum(option.type is kind for option in options) for kind in OptionType}
    assert kinds == {"string": 148, "object": 155, "boolean": 91, "array": 71, "integer": 28}
    assert {
        "global": sum(option.is_global_only for option in options),
        "inheritable": sum(option.is_inheritable for option in options),
        "pattern": sum(option.is_pattern for option in options),
        "template": sum(option.is_template for option in options),
        "string for array": sum(option.allows_string for option in options),
        "free choice": sum(option.is_free_choice for option in options),
        "mergeable": sum(option.is_mergeable for option in options),
        "deprecated": sum(option.is_deprecated for option in options),
        "managers": sum(option.is_manager for option in options),
        "env": sum(option.env is not None for option in options),
        "cli": sum(option.cli is not None for option in options),
        "parents": sum(bool(option.parents) for option in options),
        "allowed values": sum(bool(option.allowed_values) for option in options),
        "default": sum(option.has_default for option in options),
    } == {
        "global": 111,
        "inheritable": 13,
        "pattern": 25,
        "template": 53,
        "string for array": 22,
        "free choice": 7,
        "mergeable": 174,
        "deprecated": 8,
        "managers": 119,
        "env": 397,
        "cli": 235,
        "parents": 85,
        "allowed values": 47,
        "default": 378,
    }


# Options


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "prHourlyLimit",
            {"type": "integer", "default": 2, "env": "RENOVATE_PR_HOURLY_LIMIT", "parents": ()},
        ),
        (
            "extends",
            {"type": "array", "sub_type": "string", "allows_string": True, "cli": None},
        ),
        (
            "matchPackageNames",
            {
                "type": "array",
                "parents": ("packageRules",),
                "is_pattern": True,
                "is_top_level": False,
                "env": None,
            },
        ),
        ("packageRules", {"type": "array", "is_mergeable": True, "is_top_level": True}),
        (
            "platform",
            {"type": "string", "is_global_only": True, "default": "github", "cli": "--platform"},
        ),
        (
            "onboarding",
            {"type": "boolean", "is_global_only": True, "is_inheritable": True},
        ),
        ("prPriority", {"type": "integer", "allows_negative": True, "default": 0}),
        (
            "constraints",
            {"type": "object", "is_free_choice": True, "is_mergeable": True},
        ),
        (
            "branchName",
            {
                "is_deprecated": True,
                "is_template": True,
                "replaced_by": ("branchPrefix", "additionalBranchPrefix", "branchTopic"),
            },
        ),
        ("automergeType", {"allowed_values": ("branch", "pr", "pr-comment"), "default": "pr"}),
        ("extractVersion", {"format": "regex", "has_default": False, "default": None}),
        ("npm", {"type": "object", "is_manager": True, "stage": "package"}),
        ("bbUseDefaultReviewers", {"supported_platforms": ("bitbucket", "bitbucket-server")}),
    ],
)
def test_an_option_has_the_attributes_that_renovate_gives_it(
    catalogue: Catalogue, name: str, facts: dict[str, object]
) -> None:
    option = catalogue.option(name)
    assert option is not None
    assert option.name == name
    assert {attribute: getattr(option, attribute) for attribute in facts} == facts


def test_an_option_without_a_declared_default_has_that_of_its_type(catalogue: Catalogue) -> None:
    undeclared = [option for option in catalogue.options.values() if not option.has_default]
    assert {(option.type.value, str(option.default)) for option in undeclared} == {
        ("array", "[]"),
        ("boolean", "True"),
        ("integer", "None"),
        ("object", "None"),
        ("string", "None"),
    }


def test_options_can_be_told_apart_and_put_into_sets(catalogue: Catalogue) -> None:
    assert len(set(catalogue.options.values())) == len(catalogue.options)


def test_an_unknown_option_is_none(catalogue: Catalogue) -> None:
    assert catalogue.option("prHourlyLimt") is None


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("schedule", "https://docs.renovatebot.com/configuration-options/#schedule"),
        ("dryRun", "https://docs.renovatebot.com/self-hosted-configuration/#dryrun"),
        (
            "matchPackageNames",
            "https://docs.renovatebot.com/configuration-options/#packagerulesmatchpackagenames",
        ),
        ("docker-compose", "https://docs.renovatebot.com/modules/manager/docker-compose/"),
    ],
)
def test_an_option_links_to_its_documentation(catalogue: Catalogue, name: str, url: str) -> None:
    assert catalogue.options[name].documentation_url == url


def test_an_option_is_found_by_its_environment_variable(catalogue: Catalogue) -> None:
    assert catalogue.options_by_env["RENOVATE_AUTODISCOVER_FILTER"].name == "autodiscoverFilter"


# Other collections


def test_managers_know_their_categories_and_datasources(catalogue: Catalogue) -> None:
    npm = catalogue.manager_facts["npm"]
    assert npm.categories == ("js",)
    assert set(npm.datasources) == {"npm", "github-tags", "node-version"}
    assert npm.has_lock_file_maintenance
    assert {"js", "docker", "golang"} < catalogue.categories


def test_every_datasource_that_a_manager_names_exists(catalogue: Catalogue) -> None:
    named = {name for facts in catalogue.manager_facts.values() for name in facts.datasources}
    assert named - {"*"} <= catalogue.datasources


def test_every_versioning_that_a_datasource_or_tool_names_exists(catalogue: Catalogue) -> None:
    named = {facts.versioning for facts in catalogue.datasource_facts.values()} - {None}
    assert named | set(catalogue.tool_versionings.values()) <= catalogue.versionings


@pytest.mark.parametrize("reference", [":timezone(Europe/Berlin)", "default:timezone", ":timezone"])
def test_a_preset_is_found_under_every_spelling(catalogue: Catalogue, reference: str) -> None:
    preset = catalogue.preset(reference)
    assert preset is not None
    assert preset.name == "default:timezone"
    assert preset.parameters == ("arg0",)
    assert preset.body == {"timezone": "{{arg0}}"}


def test_a_preset_that_does_not_exist_is_none(catalogue: Catalogue) -> None:
    assert catalogue.preset("config:nonsense") is None
    assert catalogue.preset("") is None


def test_a_preset_keeps_what_it_does_without_the_words_of_its_notes(catalogue: Catalogue) -> None:
    rules: Any = catalogue.presets["security:minimumReleaseAgeNpm"]["packageRules"]
    assert rules[0]["minimumReleaseAge"] == "3 days"
    assert [OMITTED_TEXT] in [rule.get("prBodyNotes") for rule in rules]


def test_presets_tell_whether_they_describe_themselves(catalogue: Catalogue) -> None:
    described = {name for name, preset in catalogue.preset_facts.items() if preset.is_described}
    assert "monorepo:angular" in described
    assert "group:angularMonorepo" not in described


def test_presets_extend_presets_that_exist_or_have_existed(catalogue: Catalogue) -> None:
    extended = {
        text
        for body in catalogue.presets.values()
        for path, text in _strings(body)
        if path[-1] == "extends" and "{{" not in text
    }
    assert len(extended) > 500
    missing = {name for name in extended if not catalogue.preset(name)}
    assert missing <= set(catalogue.removed_presets)


def test_old_names_lead_to_new_ones(catalogue: Catalogue) -> None:
    assert catalogue.renamed_options["baseBranches"] == "baseBranchPatterns"
    assert "gitFs" in catalogue.removed_options
    assert catalogue.renamed_rule_keys["languages"] == "matchCategories"


def test_config_file_names_come_in_the_order_of_search(catalogue: Catalogue) -> None:
    assert catalogue.config_file_names[:2] == ("renovate.json", "renovate.jsonc")
    assert catalogue.config_file_names[-1] == "package.json"
    on_gitea = catalogue.config_file_names_on("gitea")
    assert ".gitea/renovate.json" in on_gitea
    assert ".github/renovate.json" not in on_gitea


def test_names_from_all_over_renovate_are_known(catalogue: Catalogue) -> None:
    assert "matchIsBreaking" in catalogue.selectors
    assert "$schema" in catalogue.ignored_nodes
    assert "rangeStrategy" in catalogue.pre_lookup_options
    assert "matchStringsStrategy" in catalogue.custom_manager_keys
    assert "transformTemplates" in catalogue.custom_datasource_keys
    assert {"config", "npm", "compatibility"} < catalogue.preset_namespaces
    assert {"LOG_LEVEL", "RENOVATE_LOG_LEVEL", "RENOVATE_TMPDIR"} < catalogue.env_names
    assert {"HTTPS_PROXY", "DOCKER_HOST"} < catalogue.child_env_names
    assert catalogue.converted_env_names["RENOVATE_X_DOCKER_MAX_PAGES"] == "dockerMaxPages"
    assert catalogue.renamed_env_options["baseBranches"] == "baseBranchPatterns"
    assert "GITHUB_TOKEN" in catalogue.discarded_env_names
    assert "allowedCommands" in catalogue.global_config_keys
    assert catalogue.global_config_defaults["allowedHeaders"] == ["X-*"]
    assert "onboarding" in catalogue.inherit_config_keys
    assert {"if", "containsString"} < catalogue.template_helpers
    assert {"depName", "branchPrefix"} < catalogue.template_fields
    assert catalogue.error_constants["CONFIG_VALIDATION"] == "config-validation"
    assert "mergeConfidence" in catalogue.status_checks
    assert "pinDigest" in catalogue.update_types
    assert "rubygems" in catalogue.merge_confidence_datasources
    assert "Europe/Berlin" in catalogue.time_zones


# Releases


def test_two_majors_are_shipped_and_the_newest_is_the_default() -> None:
    assert {release.split(".")[0] for release in releases()} == {"43", "44"}
    assert releases()[-1] == DEFAULT_RELEASE == load_catalogue().release


@pytest.mark.parametrize("release", ["44", "44.121", "44.121.2", "v44.121.2"])
def test_a_release_is_found_by_the_beginning_of_its_version(release: str) -> None:
    assert load_catalogue(release) is load_catalogue(RELEASE)


@pytest.mark.parametrize("release", ["4", "44.12", "44.121.20", "12", "", "latest"])
def test_an_unknown_release_is_refused_with_the_known_ones(release: str) -> None:
    with pytest.raises(UsageError) as refusal:
        load_catalogue(release)
    assert all(known in refusal.value.hint for known in releases())


def test_a_folder_without_releases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not known"):
        load_catalogue(folder=tmp_path / "nowhere")


def test_pre_releases_sort_before_their_release() -> None:
    versions = ["44.2.0", "44.10.0", "45.0.0", "45.0.0-next.1", "44.9.9"]
    assert sorted(versions, key=version_key) == [
        "44.2.0",
        "44.9.9",
        "44.10.0",
        "45.0.0-next.1",
        "45.0.0",
    ]


def test_an_option_of_another_release_is_found_there() -> None:
    old, new = load_catalogue("43"), load_catalogue("44")
    assert old.option("minimumReleaseAgeBuffer") is None
    assert old.other_release_with("minimumReleaseAgeBuffer") == new.release
    assert new.option("allowCustomCrateRegistries") is None
    assert new.other_release_with("allowCustomCrateRegistries") == old.release
    assert new.other_release_with("prHourlyLimt") is None


# Suggestions


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("prHourlyLimt", "prHourlyLimit"),
        ("matchPackageName", "matchPackageNames"),
        ("packageRule", "packageRules"),
        ("platfrom", "platform"),
        ("automergetype", "automergeType"),
        ("pr_hourly_limit", "prHourlyLimit"),
        ("extend", "extends"),
        ("lables", "labels"),
        ("foo", None),
        ("stabilityDays", None),
        ("", None),
    ],
)
def test_a_mistyped_option_is_recognised(
    catalogue: Catalogue, written: str, meant: str | None
) -> None:
    assert catalogue.nearest(written) == meant


def test_suggestions_work_for_any_names(catalogue: Catalogue) -> None:
    assert nearest("docker-compse", catalogue.managers) == "docker-compose"
    assert nearest("githubtags", catalogue.datasources) == "github-tags"
    assert nearest("config:recomended", catalogue.presets) == "config:recommended"


@given(st.text("abcAB-_", min_size=8, max_size=12), st.data())
def test_one_slip_is_always_forgiven(name: str, data: st.DataObject) -> None:
    letters = name.translate(str.maketrans("", "", "-_"))
    if len(letters) < 5:
        return
    cut = data.draw(st.integers(0, len(name) - 1))
    mistyped = name[:cut] + name[cut + 1 :]
    assert nearest(mistyped, [name]) == (name if mistyped != name else None)


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
def test_a_suggestion_is_one_of_the_names_and_not_what_was_written(
    name: str, among: list[str]
) -> None:
    suggestion = nearest(name, among)
    assert suggestion is None or (suggestion in among and suggestion != name)


# No texts of Renovate's


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=_file_id)
def test_no_shipped_file_has_a_key_for_texts(path: Path) -> None:
    found: set[str] = set()

    def note_keys(pairs: list[tuple[str, object]]) -> None:
        found.update(key for key, _ in pairs)

    json.loads(path.read_bytes(), object_pairs_hook=note_keys)
    assert not found & TEXT_KEYS


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=_file_id)
def test_no_shipped_value_is_longer_than_a_name(path: Path) -> None:
    patterns_and_templates = {
        "automergeSchedule",
        "branchTopic",
        "commitMessage",
        "commitMessageExtra",
        "default",
        "matchStrings",
        "schedule",
    }
    wordy = [
        (where, text)
        for where, text in _strings(json.loads(path.read_bytes()))
        if len(text.split()) > 4 and "{{" not in text
        if where[-1] not in patterns_and_templates
    ]
    assert not wordy
    assert not [text for _, text in _strings(json.loads(path.read_bytes())) if reads_as_prose(text)]


def test_texts_are_taken_out_at_any_depth() -> None:
    raw = {
        "description": "Says something.",
        "packageRules": [
            {
                "description": ["Says more."],
                "groupName": "JS unit test packages",
                "prBodyNotes": ["You should read the notes of this release first."],
                "matchStrings": ["depName=(?<depName>.*?) version=(?<currentValue>.*)"],
            }
        ],
    }
    assert without_texts(raw) == {
        "packageRules": [
            {
                "groupName": "JS unit test packages",
                "prBodyNotes": [OMITTED_TEXT],
                "matchStrings": ["depName=(?<depName>.*?) version=(?<currentValue>.*)"],
            }
        ]
    }


# Loading


def test_reading_an_option_opens_the_options_and_nothing_else() -> None:
    script = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0]))"
        " if event == 'open' else None)\n"
        "from renovate_kit.config.options import load_catalogue\n"
        "load_catalogue().option('extends').type\n"
        "print(*[path for path in opened if path.endswith('.json')], sep='\\n')\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert [Path(line).name for line in finished.stdout.split()] == ["options.json"]


# Against the reference


@pytest.mark.shared
def test_the_catalogue_agrees_with_the_reference_dump(catalogue: Catalogue, shared: Path) -> None:
    dump = json.loads((shared / "research/options.json").read_bytes())
    assert list(catalogue.options) == [option["name"] for option in dump["options"]]
    for raw in dump["options"]:
        option = catalogue.options[raw["name"]]
        assert (option.env, option.cli) == (raw["_env"], raw["_cli"])
        assert option.has_default == raw["_hasDefault"]
        assert option.is_top_level == raw["_topLevel"]
        assert option.default == without_texts(raw["_effectiveDefault"])
        assert list(option.parents) == raw.get("parents", [])
        assert list(option.allowed_values) == raw.get("allowedValues", [])
    assert catalogue.managers == set(dump["managers"])
    assert catalogue.datasources == set(dump["datasources"])
    assert catalogue.versionings == set(dump["versionings"])
    assert catalogue.tool_versionings == dump["toolVersioning"]
    assert set(catalogue.presets) == set(dump["internalPresets"])
    for name, facts in catalogue.preset_facts.items():
        reference = dump["internalPresets"][name]
        assert facts.body == without_texts(reference["body"])
        assert list(facts.parameters) == reference["params"]
    assert catalogue.removed_presets == dump["migrations"]["removedPresets"]
    assert catalogue.renamed_options == dump["migrations"]["renamedProperties"]
    assert catalogue.removed_options == set(dump["migrations"]["removedProperties"])
    assert catalogue.renamed_rule_keys == dump["migrations"]["packageRulesRenameMap"]
    assert catalogue.config_file_names == tuple(dump["configFileNames"])
    assert catalogue.env_names > set(dump["envNamesReadAnywhere"])
    internals = dump["validatorInternals"]
    assert catalogue.selectors == set(internals["selectors"])
    assert catalogue.ignored_nodes == set(internals["ignoredNodes"])
    assert catalogue.pre_lookup_options == set(internals["preLookupOptions"])
    assert catalogue.custom_manager_keys == set(internals["customManagerAllowedKeys"])
    assert catalogue.custom_datasource_keys == set(internals["customDatasourceAllowedKeys"])
    assert catalogue.preset_namespaces == set(internals["internalPresetNamespacePrefixes"])
    assert catalogue.time_zones == set(dump["ianaTimeZonesKnownToNode"])
    assert catalogue.error_constants == dump["errorConstants"]
    assert catalogue.template_helpers == set(dump["templateHelpers"])
    assert catalogue.package_cache_namespaces == set(dump["packageCacheNamespaces"])
