"""What the settings make of `weeklyReport`."""

from pathlib import Path
from typing import Any

import pytest

from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.tree import build
from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.config.document import Data
from tests.command_lines import parsed
from tests.commandline import Run
from tests.config.build.deployments import BASE, minimal, objects, settings

IMAGE = {"repository": "ghcr.io/org/renovate-kit", "tag": "1.2.3"}


def weekly(**changes: Data) -> dict[str, Data]:
    return {"image": {**IMAGE}, **changes}


def pod_of(found: dict[str, Any], name: str) -> Any:  # noqa: ANN401 - any data
    return found[f"CronJob/{name}"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def mistakes(**changes: Data) -> list[str]:
    read = read_settings(yaml_text(minimal(**changes)), "renovate-kit.yaml")
    assert not isinstance(read, Settings)
    return [problem.message for problem in read]


def test_nothing_is_built_of_it_unless_it_is_wanted() -> None:
    assert not [path for path in build(settings()) if "report" in path]
    with_it = build(settings(weeklyReport=weekly()))
    assert [path for path in with_it if "report" in path] == [
        f"{BASE}/report-access.yaml",
        f"{BASE}/report-cronjobs.yaml",
        f"{BASE}/report-networkpolicy.yaml",
        f"{BASE}/report-persistentvolumeclaim.yaml",
    ]
    without = build(settings())
    assert {path: with_it[path] for path in without if "kustomization" not in path} == {
        path: text for path, text in without.items() if "kustomization" not in path
    }


def test_the_steps_run_in_order_on_monday_in_the_zone_of_the_deployment() -> None:
    deployment = settings(timeZone="Europe/Stockholm", weeklyReport=weekly())
    found = objects(deployment)
    spec = found["CronJob/renovate-report"]["spec"]
    assert (spec["schedule"], spec["timeZone"]) == ("0 6 * * 1", "Europe/Stockholm")
    pod = pod_of(found, "renovate-report")
    (sync,), (report,) = pod["initContainers"], pod["containers"]
    assert sync["args"] == ["sync", "github", "org/app"]
    assert report["args"] == [
        *("report", "weekly", "--time-zone", "Europe/Stockholm"),
        *("--publish", "issue", "--publish-to", "org/app"),
    ]
    ingest = pod_of(found, "renovate-ingest")["containers"][0]
    assert ingest["args"] == [
        *("ingest", "--from-cluster", "--namespace", "renovate", "--cronjob", "renovate")
    ]


def test_no_pod_has_two_tokens() -> None:
    found = objects(settings(weeklyReport=weekly()))
    publishing, reading = pod_of(found, "renovate-report"), pod_of(found, "renovate-ingest")
    assert publishing["automountServiceAccountToken"] is False
    assert reading["automountServiceAccountToken"] is True
    assert "secretKeyRef" not in str(reading)
    assert str(publishing).count("secretKeyRef") == 2
    assert found["RoleBinding/renovate-ingest"]["subjects"] == [
        {"kind": "ServiceAccount", "name": "renovate-ingest", "namespace": "renovate"}
    ]
    assert {verb for rule in found["Role/renovate-ingest"]["rules"] for verb in rule["verbs"]} == {
        "get",
        "list",
    }


def test_its_containers_are_closed_and_share_the_store() -> None:
    found = objects(settings(weeklyReport=weekly()))
    for name in ("renovate-report", "renovate-ingest"):
        pod = pod_of(found, name)
        assert pod["securityContext"]["runAsNonRoot"] is True
        claim = {"claimName": "renovate-report"}
        assert {"name": "store", "persistentVolumeClaim": claim} in pod["volumes"]
        for container in (*pod["containers"], *pod.get("initContainers", ())):
            assert container["image"] == "ghcr.io/org/renovate-kit:1.2.3"
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "readOnlyRootFilesystem": True,
            }
    assert "PersistentVolumeClaim/renovate-report" in found


def test_policies_select_its_pods_and_not_renovate() -> None:
    found = objects(settings(weeklyReport=weekly()))
    for name in ("renovate", "renovate-report", "renovate-ingest"):
        wanted = found[f"NetworkPolicy/{name}"]["spec"]["podSelector"]["matchLabels"]
        for job in ("renovate", "renovate-report", "renovate-ingest"):
            template = found[f"CronJob/{job}"]["spec"]["jobTemplate"]["spec"]["template"]
            assert (wanted.items() <= template["metadata"]["labels"].items()) == (job == name)
    assert "6443" not in str(found["NetworkPolicy/renovate-report"])
    off = objects(settings(weeklyReport=weekly(), networkPolicy={"enabled": False}))
    assert not [name for name in off if name.startswith("NetworkPolicy/")]


def test_an_overlay_can_leave_reporting_to_another() -> None:
    deployment = settings(
        weeklyReport=weekly(), overlays={"staging": {"weeklyReport": {"suspend": True}}, "one": {}}
    )
    staging = objects(deployment.in_overlay("staging"))
    for name in ("renovate-report", "renovate-ingest"):
        assert staging[f"CronJob/{name}"]["spec"]["suspend"] is True
        assert "suspend" not in objects(deployment.in_overlay("one"))[f"CronJob/{name}"]["spec"]
    assert "suspend" not in staging["CronJob/renovate"]["spec"]
    without = mistakes(overlays={"staging": {"weeklyReport": {"suspend": True}}})
    assert without == ["`overlays.staging.weeklyReport` lacks `image`"]


def test_every_command_in_it_is_one_of_ours() -> None:
    changes = weekly(publish=["issue", "commit"], issueLabels=["a"], branch="main")
    found = objects(settings(endpoint="https://github.example/api/v3/", weeklyReport=changes))
    for name in ("renovate-report", "renovate-ingest"):
        pod = pod_of(found, name)
        for container in (*pod.get("initContainers", ()), *pod["containers"]):
            assert container["command"] == ["renovate-kit"]
            assert parsed(container["args"])
    environment = pod_of(found, "renovate-report")["containers"][0]["env"]
    assert {"name": "GITHUB_API_URL", "value": "https://github.example/api/v3"} in environment


@pytest.mark.parametrize("repository", ["ghcr.io/org/renovate-kit", "ghcr.io/org/reporting"])
def test_what_is_built_has_no_finding(run: Run, tmp_path: Path, repository: str) -> None:
    wanted = weekly(image={**IMAGE, "repository": repository})
    deployment = settings(overlays={"staging": {}}, weeklyReport=wanted)
    for path, text in build(deployment).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    outcome = run("validate", tmp_path)
    # The Secret of Renovate itself is not encrypted yet.
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.count("info RK") == 1
    assert "cronjob.yaml" in outcome.out
    assert outcome.out.endswith("7 files checked: 1 note\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weeklyReport": {}}, "`weeklyReport` lacks `image`"),
        ({"weeklyReport": weekly(image={"tag": "1.2.3"})}, "lacks `repository`"),
        (
            {"weeklyReport": weekly(image={**IMAGE, "tag": "latest"})},
            "the tag `latest` moves",
        ),
        (
            {"weeklyReport": weekly(), "repositories": ["a/b", "c/d"]},
            "lacks `publishTo`: there are 2 repositories",
        ),
        (
            {"weeklyReport": weekly(), "platform": "gitlab"},
            "is published on GitHub, and the platform is gitlab",
        ),
        (
            {"weeklyReport": weekly(), "name": "r" * 46},
            "`name` may have 45 characters with a `weeklyReport`",
        ),
        (
            {"weeklyReport": weekly(), "schedule": "*/10 * * * *"},
            "6 runs can end between two readings, and only 3 are kept",
        ),
        (
            {"weeklyReport": weekly(ingestSchedule="0 0 * * 1")},
            "finished runs are removed after 86400 seconds",
        ),
        ({"weeklyReport": weekly(folder="../x")}, "must be a folder inside of the repository"),
        ({"weeklyReport": weekly(schedule="0 0 30 2 *")}, "the job would never start"),
        ({"weeklyReport": weekly(publish=["page"])}, "must be `issue` or `commit`"),
        ({"weeklyReport": weekly(zone="x")}, "there is no setting `weeklyReport.zone`"),
    ],
)
def test_a_mistake_is_told_at_its_place(changes: dict[str, Data], said: str) -> None:
    assert any(said in message for message in mistakes(**changes))


def test_with_autodiscover_the_repositories_are_named() -> None:
    changes: dict[str, Data] = {"repositories": [], "autodiscover": {"filter": ["org/*"]}}
    assert mistakes(**changes, weeklyReport=weekly()) == [
        "`weeklyReport` lacks `repositories`: with `autodiscover` they are not known"
    ]
    found = objects(settings(**changes, weeklyReport=weekly(repositories=["org/app"])))
    assert pod_of(found, "renovate-report")["initContainers"][0]["args"][-1] == "org/app"
