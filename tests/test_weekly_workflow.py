"""The workflows in `docs/` are what a machine takes, and their commands are ours."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.yaml_text import yaml_text
from tests.command_lines import parsed
from tests.config.build.deployments import minimal

_DOCS = Path(__file__).parents[1] / "docs"
_PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")


def blocks(document: str, language: str) -> list[str]:
    text = (_DOCS / document).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def workflow() -> Any:  # noqa: ANN401 - any data
    (found,) = (each for each in map(yaml.safe_load, blocks("weekly.md", "yaml")) if "jobs" in each)
    return found


def commands(script: str) -> list[list[str]]:
    """The calls of `renovate-kit` in a script, with words in the place of variables."""
    lines = script.replace("\\\n", " ").splitlines()
    filled = (re.sub(r"\$GH_REPO|\$\{?\w+\}?", "acme/shop", line) for line in lines)
    words = (shlex.split(line, comments=True) for line in filled)
    return [each[1:] for each in words if each[:1] == ["renovate-kit"]]


def test_the_workflow_runs_on_monday_with_the_least_permissions() -> None:
    found = workflow()
    # YAML 1.1, which this parser reads, takes `on` for true.
    assert found[True]["schedule"] == [{"cron": "17 6 * * 1"}]
    assert found["permissions"] == {
        "actions": "read",
        "contents": "write",
        "issues": "write",
        "pull-requests": "read",
    }


def test_actions_are_pinned_by_commit() -> None:
    text = "".join(blocks("weekly.md", "yaml"))
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert len(used) == 3
    for action, version in used:
        assert _PINNED.fullmatch(action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version)


def test_the_steps_are_in_order_and_each_command_is_one_of_ours() -> None:
    (job,) = workflow()["jobs"].values()
    found = [words for step in job["steps"] for words in commands(step.get("run", ""))]
    assert [words[0] for words in found] == ["ingest", "sync", "report"]
    for words in found:
        parsed(words)
    values = parsed(found[-1])
    assert values["publish"] == ["step-summary", "commit", "issue"]
    assert values["publish_to"] == "acme/shop"


@pytest.mark.parametrize("document", ["weekly.md", "publishing.md"])
def test_every_command_in_the_text_is_one_of_ours(document: str) -> None:
    text = (_DOCS / document).read_text()
    inline = re.findall(r"`(renovate-kit (?:report|ingest|sync)[^`\n]*)`", text)
    found = commands("\n".join([*inline, *blocks(document, "sh")]))
    assert len(found) >= 4
    for words in found:
        if words[-1] not in {"github", "PLACE"}:
            parsed(words)


def test_the_settings_are_what_build_takes() -> None:
    (block,) = (each for each in blocks("weekly.md", "yaml") if each.startswith("weeklyReport:"))
    text = yaml_text(minimal()) + block
    read = read_settings(text, "renovate-kit.yaml")
    assert isinstance(read, Settings), read
    weekly = read.weekly_report
    assert weekly is not None
    told = weekly.model_dump(by_alias=True, exclude={"image", "publish_to", "branch"})
    least = yaml.safe_load(block)["weeklyReport"]
    assert told.keys() == least.keys() - {"image", "publishTo", "branch"}
    defaults = read_settings(
        yaml_text(minimal(weeklyReport={"image": least["image"]})), "renovate-kit.yaml"
    )
    assert isinstance(defaults, Settings)
    assert defaults.weekly_report is not None
    assert told == defaults.weekly_report.model_dump(
        by_alias=True, exclude={"image", "publish_to", "branch"}
    )


def test_the_image_runs_as_the_user_of_the_manifests() -> None:
    (dockerfile,) = blocks("weekly.md", "dockerfile")
    assert "FROM python:3.13-slim\n" in dockerfile
    assert "USER 10001:10001\n" in dockerfile
    assert "renovate-kit[cluster] @ git+" in dockerfile
