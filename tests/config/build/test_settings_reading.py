from typing import Any

import pytest

from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import SettingsProblem, read_settings
from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.config.document import Data
from tests.config.build.deployments import AGE, minimal, settings


def problems(text: str) -> tuple[SettingsProblem, ...]:
    read = read_settings(text, "renovate-kit.yaml")
    assert not isinstance(read, Settings)
    return read


def only(**changes: Data) -> SettingsProblem:
    (problem,) = problems(yaml_text(minimal(**changes)))
    return problem


def test_four_settings_are_enough() -> None:
    deployment = settings()

    assert deployment.image.reference == "renovate/renovate:44.121.2"
    assert (deployment.schedule, deployment.time_zone) == ("@hourly", "Etc/UTC")
    assert deployment.run_deadline == 3300


def test_mistakes_are_told_all_at_once_in_the_order_of_the_text() -> None:
    text = (
        "image:\n  tag: latest\nplatform: githubb\nschedul: '@hourly'\n"
        "repositories: [org/app]\nsecret: {}\nlog: {level: loud}\nbackoffLimit: x\n"
    )

    found = [(item.place.line, item.place.column, item.message) for item in problems(text)]

    assert found[0] == (
        2,
        3,
        "`image`: the tag `latest` moves: name a whole version, or add the digest",
    )
    assert [(line, column) for line, column, _ in found] == [
        (2, 3),
        (3, 11),
        (4, 1),
        (6, 9),
        (7, 14),
        (8, 15),
    ]


def test_a_misspelt_setting_has_a_likely_name() -> None:
    problem = only(schedul="@hourly")

    assert problem.message == "there is no setting `schedul`"
    assert problem.help == "did you mean `schedule`?"


@pytest.mark.parametrize(
    ("changes", "pointer", "message"),
    [
        ({"platform": 1}, ("platform",), "must be"),
        ({"image": {}}, ("image",), "`image` lacks `tag`"),
        ({"image": {"tag": "44"}}, ("image",), "moves"),
        ({"image": {"tag": "x", "digest": "sha256:1"}}, ("image", "digest"), "hexadecimal"),
        ({"name": "Renovate"}, ("name",), "RFC 1123"),
        ({"name": "r" * 53}, ("name",), "52"),
        ({"path": "../up"}, ("path",), "inside of the tree"),
        ({"schedule": "61 * * * *"}, ("schedule",), "`61` is no minute from 0 to 59"),
        ({"timeZone": "Mars/Base"}, ("timeZone",), "there is no time zone `Mars/Base`"),
        ({"repositories": []}, (), "name `repositories` or an `autodiscover` filter"),
        ({"autodiscover": {"filter": ["x/*"]}}, ("autodiscover",), "not both"),
        ({"secret": {}}, ("secret",), "recipients"),
        ({"deadlines": {"run": 3600}}, ("deadlines", "run"), "3600 seconds between two runs"),
        ({"deadlines": {"run": "x"}}, ("deadlines", "run"), "must be a whole number"),
        ({"resources": []}, ("resources",), "must be an object"),
        (
            {"resources": {"limits": {"cpu": 1, "memory": "2GiB"}}},
            ("resources", "limits", "memory"),
            "`512Mi`",
        ),
        (
            {"resources": {"limits": {"cpu": 1, "memory": "1Mi"}}},
            ("resources",),
            "more than `limits.memory`",
        ),
        ({"report": {"type": "file"}}, ("report",), "need a `path`"),
        (
            {"networkPolicy": {"egress": [{"cidr": "x"}]}},
            ("networkPolicy", "egress", 0, "cidr"),
            "",
        ),
        ({"overlays": {"base": {}}}, ("overlays", "base"), "called `base`"),
        ({"overlays": {"a": {"logLevel": "info"}}}, ("overlays", "a", "logLevel"), "no setting"),
        (
            {"overlays": {"a": {"deadlines": {"run": 9000}}}},
            ("overlays", "a"),
            "together with the base, `overlays.a`: `deadlines.run` must be less",
        ),
        ({"schedule": "0 0 30 2 *"}, ("schedule",), "no date that there is"),
        ({"gitAuthor": "Bot <${BOT}@example.com>"}, ("gitAuthor",), "a name with a mail address"),
        ({"repositories": ["org"]}, ("repositories", 0), "no name of a repository on github"),
        (
            {"repositories": ["https://github.com/a/b"]},
            ("repositories", 0),
            "no name of a repository",
        ),
        (
            {"secret": {"age": [AGE], "keys": ["renovate_token"]}},
            ("secret", "keys", 0),
            "does not read the variable `renovate_token`",
        ),
        (
            {"repository": {"extends": ["config:recomended"]}},
            ("repository", "extends", 0),
            "there is no preset `config:recomended`",
        ),
        ({"extraResources": ["../x.yaml"]}, ("extraResources", 0), "a YAML file of your own"),
        ({"extraResources": ["cronjob.yaml"]}, ("extraResources", 0), "a YAML file of your own"),
        ({"config": {"onboardingg": True}}, ("config", "onboardingg"), "no option `onboardingg`"),
        ({"config": {"platform": "gitea"}}, ("config", "platform"), "a setting of its own"),
        ({"repository": {"automerge": "yes"}}, ("repository", "automerge"), "true or false"),
        ({"repository": {"platform": "x"}}, ("repository", "platform"), "cannot stand here"),
        (
            {"overlays": {"a": {"config": {"prHourlyLimit": "2"}}}},
            ("overlays", "a", "config", "prHourlyLimit"),
            "must be a number",
        ),
        (
            {"configIn": "env", "config": {"processEnv": {"A": "b"}}},
            ("config", "processEnv"),
            "in a file only",
        ),
        ({"config": {"hostRules": None}}, ("config", "hostRules"), "ends at null"),
        ({"config": {"deleteConfigFile": True}}, ("config", "deleteConfigFile"), "read-only"),
    ],
)
def test_each_mistake_is_told_at_its_place(
    changes: dict[str, Data], pointer: tuple[str | int, ...], message: str
) -> None:
    problem = only(**changes)

    assert problem.pointer == pointer
    assert message in problem.message


@pytest.mark.parametrize(
    "config",
    [
        {"token": "correct horse"},
        {"hostRules": [{"matchHost": "a.example", "password": "correct horse"}]},
        {"secrets": {"DOCKER": "correct horse"}},
        {"onboardingBranch": "x", "force": {"redisUrl": "redis://:correct" + "horse@redis"}},
        {"redisUrl": "redis://u:correct horse@redis".replace(" ", "")},
        {"npmrc": "//npm.example/:_authToken=ghp_" + "a1B2" * 9},
    ],
)
def test_a_secret_in_plain_text_is_refused_and_not_repeated(config: dict[str, Any]) -> None:
    problem = only(config=config)

    assert "secret in plain text" in problem.message
    assert "correct horse" not in problem.message + problem.help
    assert "a1B2" not in problem.message + problem.help


@pytest.mark.parametrize(
    "config",
    [
        {"hostRules": [{"matchHost": "a.example", "password": "{{ secrets.A }}"}]},
        {"hostRules": [{"matchHost": "a.example", "encrypted": {"password": "xxT19RIdhAh09lk"}}]},
    ],
)
def test_a_reference_to_a_secret_is_none(config: dict[str, Any]) -> None:
    assert settings(config=config).config == config


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [", 1, ""),
        ("platform: github\nplatform: gitea\n", 2, "stands twice"),
        ("", 1, "the file must be an object"),
        ("- a\n", 1, "the file must be an object"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
    ],
)
def test_what_is_no_settings_file_is_one_problem(text: str, line: int, message: str) -> None:
    (problem,) = problems(text)

    assert problem.place.line == line
    assert message in problem.message


def test_an_overlay_is_the_base_with_its_differences() -> None:
    deployment = settings(
        config={"onboarding": False, "prHourlyLimit": 1},
        dryRun="full",
        resources={
            "requests": {"cpu": 1, "memory": "1Gi"},
            "limits": {"cpu": 2, "memory": "2Gi"},
        },
        overlays={
            "production": {
                "dryRun": None,
                "schedule": "0 3 * * *",
                "config": {"prHourlyLimit": 4},
                "resources": {"limits": {"memory": "4Gi"}},
                "log": {"level": "info"},
                "autodiscover": {"filter": ["org/*"]},
                "image": {"tag": "44.121.3"},
            }
        },
    )

    overlay = deployment.in_overlay("production")

    assert overlay.dry_run is None
    assert overlay.config == {"onboarding": False, "prHourlyLimit": 4}
    assert overlay.resources.limits.memory == "4Gi"
    assert overlay.resources.limits.cpu == "2"
    assert overlay.log.level == "info"
    assert overlay.repositories == []
    assert overlay.image.tag == "44.121.3"
    assert overlay.run_deadline == 21_600
    assert deployment.dry_run == "full"


def test_a_digest_pins_any_tag() -> None:
    digest = "sha256:" + "a" * 64
    deployment = settings(image={"tag": "latest", "digest": digest})

    assert deployment.image.reference == f"renovate/renovate:latest@{digest}"
    assert deployment.secret.age == [AGE]


def test_what_is_wrong_together_is_told_beside_other_mistakes() -> None:
    text = yaml_text(minimal(schedul="x", overlays={"base": {}}, deadlines={"run": 9000}))

    pointers = {problem.pointer for problem in problems(text)}

    assert pointers == {("schedul",), ("overlays", "base"), ("deadlines", "run")}


def test_an_old_option_has_its_new_name() -> None:
    problem = only(repository={"npm": {"fileMatch": ["x"]}})

    assert problem.help == "it is called `managerFilePatterns` now"


def test_a_password_in_the_endpoint_is_refused() -> None:
    problem = only(endpoint="https://bot:" + "kT9vQ2" + "@git.example/api/v1")

    assert problem.message == "`endpoint` has a secret in plain text"
