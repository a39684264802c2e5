"""The effective config as text and as JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.effective import EnvironmentVariable
from renovate_kit.config.effective.secret_values import masked
from renovate_kit.config.formats.effective import render_effective_json, render_effective_text
from renovate_kit.redaction import MASK
from tests.config.effective.starting import started, variables, written

MANIFEST = '{\n  "RENOVATE_PLATFORM": "gitea",\n  "RENOVATE_TOKEN": "s3cret"\n}'


def of_manifest() -> tuple[EnvironmentVariable, ...]:
    _, root = written(MANIFEST)
    return tuple(
        EnvironmentVariable(
            name=name,
            value=value.text(),
            origin=value.origin,
            label="ConfigMap renovate",
        )
        for name, value in root.fields().items()
    )


def test_json_has_value_source_and_line() -> None:
    config = started({"RENOVATE_REPOSITORIES": "a/b"}, secrets=of_manifest())
    whole = json.loads(render_effective_json(config))
    assert whole["version"] == 1
    assert whole["exit_code"] is None
    platform = whole["options"]["platform"]
    assert (platform["value"], platform["source"], platform["line"]) == (
        "gitea",
        "configmap.json",
        2,
    )
    assert (platform["kind"], platform["via"]) == ("env", "ConfigMap renovate")
    assert whole["options"]["token"]["value"] == MASK
    assert whole["options"]["token"]["secret"] is True
    assert whole["options"]["forkProcessing"]["source"] == "derived"
    assert whole["options"]["forkProcessing"]["line"] is None


def test_json_has_problems_and_what_is_not_known() -> None:
    config = started({"RENOVATE_AUTODISCOVER": "no", "RENOVATE_CONFIG": None})
    whole = json.loads(render_effective_json(config))
    assert whole["exit_code"] == 2
    (problem,) = whole["problems"]
    assert problem["kind"] == "invalid-boolean"
    assert problem["facts"]["meant"] == "false"
    assert [source["label"] for source in whole["unknown_sources"]] == ["RENOVATE_CONFIG"]


def test_json_knows_no_numbers_that_json_has_not() -> None:
    config = started({"RENOVATE_PR_HOURLY_LIMIT": "x", "RENOVATE_LABELS": "[-Infinity]"})
    text = render_effective_json(config)
    whole = json.loads(text, parse_constant=lambda name: f"raw {name}")
    assert whole["options"]["prHourlyLimit"]["value"] == "NaN"
    assert whole["options"]["labels"]["value"] == ["-Infinity"]


def test_text_has_a_line_for_each_option_with_its_place() -> None:
    env = {"RENOVATE_LABELS": "a", "RENOVATE_REPOSITORIES": "a/b"}
    config = started(env, ("--labels=b",), secrets=of_manifest())
    lines = render_effective_text(config, with_overridden=True).splitlines()
    assert lines[0].split() == ["option", "value", "from"]
    (platform,) = (line for line in lines if line.startswith("platform"))
    assert platform.split(None, 2) == [
        "platform",
        '"gitea"',
        "configmap.json:2 RENOVATE_PLATFORM (ConfigMap renovate)",
    ]
    assert any(line.strip().startswith("instead of env RENOVATE_LABELS") for line in lines)
    assert "s3cret" not in "\n".join(lines)


def test_text_says_what_is_not_known_and_what_ends_renovate() -> None:
    text = render_effective_text(started({"RENOVATE_CONFIG": None, "RENOVATE_AUTODISCOVER": "no"}))
    assert "not known here: RENOVATE_CONFIG" in text
    assert "exit code 2: invalid-boolean RENOVATE_AUTODISCOVER" in text


def test_nothing_of_a_secret_is_shown() -> None:
    secrets = variables(
        {"RENOVATE_LABELS": '["hidden", {"hidden": 1}]', "RENOVATE_PR_HOURLY_LIMIT": "4711"},
        is_secret=True,
    )
    config = started(secrets=secrets)
    for shown in (render_effective_text(config), render_effective_json(config), repr(config)):
        assert '"hidden"]' not in shown
        assert "4711" not in shown


@given(
    st.recursive(
        st.text("ab", max_size=3) | st.integers() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["a", "token"]), inner),
    )
)
def test_a_mask_hides_what_is_below_a_secret_key(value: object) -> None:
    shown = masked("hostRules", [{"token": value, "matchHost": "a"}])
    assert shown[0]["matchHost"] == "a"
    waiting = [shown[0]["token"]]
    for one in waiting:
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        else:
            assert one in {None, MASK}


def test_npm_credentials_are_masked_in_their_file() -> None:
    shown = masked("npmrc", "//a/:_auth=Zm9v\nregistry=https://a.example")
    assert shown == f"//a/:_auth={MASK}\nregistry=https://a.example"
