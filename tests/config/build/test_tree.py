import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from renovate_kit.config.build.renovate_options import container_variables
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.tree import build
from renovate_kit.config.document import Data
from renovate_kit.config.kubernetes import check_object
from tests.config.build.deployments import BASE, data_of, objects, settings

CONTROLLERS = "infrastructure/controllers"
FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "variables": {
        "configIn": "env",
        "config": {
            "onboarding": False,
            "hostRules": [{"matchHost": "docker.io", "timeout": 60000}],
            "commitMessagePrefix": "${x} \\n",
            "allowedEnv": ["A", "B"],
        },
    },
    "everything": {
        "name": "bot",
        "namespace": "automation",
        "image": {"tag": "44.121.2-full", "digest": "sha256:" + "0" * 64},
        "timeZone": "Europe/Stockholm",
        "schedule": "*/30 * * * *",
        "platform": "forgejo",
        "endpoint": "http://git.example:3000/api/v1",
        "gitAuthor": "Bot <bot@example.com>",
        "repositoriesIn": "args",
        "dryRun": "full",
        "report": {"type": "s3", "path": "s3://bucket/report.json"},
        "cache": {"claim": "10Gi", "storageClass": "local-path", "sizeLimit": "8Gi"},
        "security": {"tools": "image", "writablePaths": ["/home/ubuntu/.npm"]},
        "networkPolicy": {"egress": [{"cidr": "192.0.2.0/24", "ports": [22]}]},
        "resourceQuota": {"hard": {"requests.memory": "4Gi", "pods": 2}},
        "config": {"customEnvVariables": {"A": "${B}"}},
        "repository": {"extends": ["config:recommended"]},
        "overlays": {
            "staging": {"suspend": True, "dryRun": None, "log": {"level": "trace"}},
            "production": {
                "schedule": "0 4 * * *",
                "resources": {"limits": {"memory": "4Gi"}},
                "repositories": ["org/app", "org/other"],
                "image": {"tag": "44.121.3"},
            },
        },
    },
    "weekly report": {
        "name": "bot",
        "platform": "github",
        "endpoint": "https://github.example/api/v3/",
        "repositories": ["org/app", "org/other"],
        "overlays": {
            "staging": {"timeZone": "Europe/Oslo", "repositories": ["org/app"]},
            "production": {"weeklyReport": {"suspend": True, "publishTo": "org/app"}},
        },
        "weeklyReport": {
            "image": {"repository": "ghcr.io/org/renovate-kit", "tag": "1.2.3"},
            "publish": ["issue", "commit"],
            "publishTo": "org/reports",
            "issueLabels": ["renovate"],
            "branch": "main",
            "folder": "docs/weekly",
            "token": {"secret": "report-token", "key": "GITHUB_TOKEN"},
            "store": {"size": "5Gi", "storageClass": "local-path"},
        },
    },
    "writable root": {"security": {"readOnlyRootFilesystem": False}, "overlays": {"one": {}}},
}


def written(tmp_path: Path, deployment: Settings) -> Path:
    for path, text in build(deployment).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def kustomized(folder: Path) -> dict[str, Any]:
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("there is no kubectl")
    finished = subprocess.run(
        [program, "kustomize", folder], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    found = [one for one in yaml.safe_load_all(finished.stdout) if one]
    return {f"{one['kind']}/{one['metadata']['name']}": one for one in found}


def pod_of(found: dict[str, Any], name: str = "renovate") -> Any:  # noqa: ANN401 - any data
    return found[f"CronJob/{name}"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def test_the_tree_has_the_files_that_people_expect() -> None:
    assert list(build(settings(overlays={"staging": {}}, repository={}))) == [
        f"{CONTROLLERS}/base/kustomization.yaml",
        f"{BASE}/configmap.yaml",
        f"{BASE}/cronjob.yaml",
        f"{BASE}/kustomization.yaml",
        f"{BASE}/namespace.yaml",
        f"{BASE}/networkpolicy.yaml",
        f"{BASE}/renovate-container-env.yaml",
        f"{BASE}/serviceaccount.yaml",
        f"{CONTROLLERS}/staging/kustomization.yaml",
        f"{CONTROLLERS}/staging/renovate/kustomization.yaml",
        "renovate.json",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_settings_give_the_same_bytes(form: str) -> None:
    first, second = build(settings(**FORMS[form])), build(settings(**FORMS[form]))

    assert list(first.items()) == list(second.items())
    assert all(text.endswith("\n") and "\r" not in text for text in first.values())


@pytest.mark.parametrize("form", FORMS)
def test_generated_files_say_so_and_shared_ones_do_not(form: str) -> None:
    for path, text in build(settings(**FORMS[form])).items():
        is_shared = path.removesuffix("kustomization.yaml").count("/") == 3
        is_marked = text.startswith("# Written by `renovate-kit build` from renovate-kit.yaml")
        assert is_marked == (
            not is_shared and not path.endswith(("renovate-container-env.yaml", "renovate.json"))
        ), path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("release", ["1.30", "1.34"])
def test_every_object_is_what_kubernetes_takes(form: str, release: str) -> None:
    pytest.importorskip("kubernetes_validate")
    name = FORMS[form].get("name", "renovate")
    files = build(settings(**FORMS[form]))
    for path, text in files.items():
        if f"/{name}/" not in path or path.endswith("kustomization.yaml"):
            continue
        for data in filter(None, yaml.safe_load_all(text)):
            check = check_object(data, release)
            assert check.skipped is None
            assert check.problems == (), path


@pytest.mark.parametrize("form", FORMS)
def test_kustomize_builds_base_and_overlays(form: str, tmp_path: Path) -> None:
    deployment = settings(**FORMS[form])
    folder = written(tmp_path, deployment) / CONTROLLERS

    assert f"CronJob/{deployment.name}" in kustomized(folder / "base")
    for overlay in deployment.overlays:
        assert f"CronJob/{deployment.name}" in kustomized(folder / overlay)


@pytest.mark.parametrize("form", ["everything", "weekly report"])
def test_an_overlay_is_exactly_what_its_settings_would_build(tmp_path: Path, form: str) -> None:
    deployment = settings(**FORMS[form])
    folder = written(tmp_path / "overlays", deployment) / CONTROLLERS
    for name in deployment.overlays:
        alone = written(tmp_path / name, deployment.in_overlay(name)) / CONTROLLERS / "base"

        assert kustomized(folder / name) == kustomized(alone)


def test_the_container_is_closed() -> None:
    pod = pod_of(objects(settings()))

    assert pod["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": 12021,
        "runAsGroup": 12021,
        "fsGroup": 12021,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert pod["automountServiceAccountToken"] is False
    assert pod["serviceAccountName"] == "renovate"
    for container in (*pod["containers"], *pod["initContainers"]):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "readOnlyRootFilesystem": True,
        }
        assert container["resources"].keys() == {"requests", "limits"}
        assert container["image"] == "renovate/renovate:44.121.2"


def test_folders_that_renovate_writes_to_are_volumes_with_what_the_image_has_there() -> None:
    pod = pod_of(objects(settings()))
    mounts = {one["mountPath"]: one["name"] for one in pod["containers"][0]["volumeMounts"]}

    assert mounts == {
        "/opt/renovate": "config",
        "/tmp": "tmp",  # noqa: S108 - in the container
        "/opt/containerbase": "tools",
    }
    assert pod["initContainers"][0]["command"][2] == (
        "cp -dR /tmp/containerbase /writable/tmp/\ncp -dR /opt/containerbase/. /writable/tools/\n"
    )


def test_tools_of_the_image_need_no_copy_of_them() -> None:
    deployment = settings(security={"tools": "image"})
    pod = pod_of(objects(deployment))

    assert "/opt/containerbase" not in str(pod)
    assert container_variables(deployment)["RENOVATE_BINARY_SOURCE"] == "global"


def test_a_writable_root_leaves_the_folders_of_the_image_in_sight() -> None:
    pod = pod_of(objects(settings(security={"readOnlyRootFilesystem": False})))
    paths = [one["mountPath"] for one in pod["containers"][0]["volumeMounts"]]

    assert "initContainers" not in pod
    assert paths == ["/opt/renovate", "/tmp/renovate"]  # noqa: S108 - in the container
    assert pod["securityContext"]["runAsGroup"] == 0


def test_a_run_ends_before_the_next() -> None:
    spec = objects(settings(schedule="*/30 * * * *"))["CronJob/renovate"]["spec"]
    job = spec["jobTemplate"]["spec"]

    assert spec["concurrencyPolicy"] == "Forbid"
    assert spec["startingDeadlineSeconds"] == 300
    assert (job["activeDeadlineSeconds"], job["backoffLimit"]) == (1650, 0)
    assert job["ttlSecondsAfterFinished"] == 86_400


def test_the_heap_of_node_fits_into_the_memory_limit() -> None:
    limits: dict[str, Data] = {"cpu": "1", "memory": "4Gi"}
    deployment = settings(resources={"limits": limits})

    assert container_variables(deployment)["NODE_OPTIONS"] == "--max-old-space-size=3072"


def test_the_namespace_takes_only_closed_pods() -> None:
    labels = objects(settings())["Namespace/renovate"]["metadata"]["labels"]

    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    assert labels["app.kubernetes.io/managed-by"] == "renovate-kit"


def egress(**changes: Data) -> list[Any]:
    spec = objects(settings(**changes))["NetworkPolicy/renovate"]["spec"]
    assert spec["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in spec
    rules: list[Any] = spec["egress"]
    return rules


def test_dns_and_public_https_go_out() -> None:
    dns, https = egress()

    assert [one["port"] for one in dns["ports"]] == [53, 53]
    assert [one["port"] for one in https["ports"]] == [443]
    assert "10.0.0.0/8" in https["to"][0]["ipBlock"]["except"]
    assert "169.254.0.0/16" in https["to"][0]["ipBlock"]["except"]


def test_a_platform_of_ones_own_is_reached_also_in_the_cluster() -> None:
    _, https, ssh = egress(
        platform="gitea",
        endpoint="http://gitea.gitea.svc:3000",
        networkPolicy={"egress": [{"cidr": "192.0.2.1/32", "ports": [22]}]},
    )

    assert https["to"][0] == {"namespaceSelector": {}}
    assert [one["port"] for one in https["ports"]] == [443, 3000]
    assert https["to"][1]["ipBlock"]["except"] == ["169.254.0.0/16"]
    assert ssh["to"] == [{"ipBlock": {"cidr": "192.0.2.1/32"}}]


def test_a_policy_can_be_left_out() -> None:
    files = build(settings(networkPolicy={"enabled": False}))

    assert f"{BASE}/networkpolicy.yaml" not in files
    assert "networkpolicy.yaml" not in files[f"{BASE}/kustomization.yaml"]


def test_the_config_is_a_file_in_a_config_map_of_its_own() -> None:
    found = objects(settings(config={"onboarding": False}, gitAuthor="Bot <bot@example.com>"))

    assert json.loads(found["ConfigMap/renovate-config"]["data"]["config.json"]) == {
        "platform": "github",
        "gitAuthor": "Bot <bot@example.com>",
        "repositories": ["org/app"],
        "onboarding": False,
    }
    assert found["ConfigMap/renovate-configmap"]["data"] == {
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "debug",
        "NODE_OPTIONS": "--max-old-space-size=1536",
        "RENOVATE_CONFIG_FILE": "/opt/renovate/config.json",
    }


def test_as_variables_only_what_means_the_same_has_one_of_its_own() -> None:
    found = objects(settings(**FORMS["variables"]))
    data = found["ConfigMap/renovate-configmap"]["data"]

    assert "ConfigMap/renovate-config" not in found
    assert data["RENOVATE_PLATFORM"] == "github"
    assert data["RENOVATE_REPOSITORIES"] == '["org/app"]'
    assert data["RENOVATE_ONBOARDING"] == "false"
    assert json.loads(data["RENOVATE_CONFIG"]) == {
        "hostRules": [{"matchHost": "docker.io", "timeout": 60000}],
        "commitMessagePrefix": "${x} \\n",
        "allowedEnv": ["A", "B"],
    }


def test_flux_substitutes_nothing_in_the_config() -> None:
    annotations = {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}
    with_dollar = objects(settings(config={"customEnvVariables": {"A": "${B}"}}))

    assert with_dollar["ConfigMap/renovate-config"]["metadata"]["annotations"] == annotations
    assert "annotations" not in objects(settings())["ConfigMap/renovate-config"]["metadata"]


def test_a_cache_can_be_kept_from_run_to_run() -> None:
    found = objects(settings(cache={"claim": "10Gi"}))
    config = json.loads(found["ConfigMap/renovate-config"]["data"]["config.json"])
    mounts = pod_of(found)["containers"][0]["volumeMounts"]

    assert config["cacheDir"] == "/var/cache/renovate"
    assert {"name": "cache", "mountPath": "/var/cache/renovate"} in mounts
    claim = found["PersistentVolumeClaim/renovate-cache"]["spec"]
    assert claim["resources"] == {"requests": {"storage": "10Gi"}}
    assert "storageClassName" not in claim


def test_repositories_can_stay_arguments() -> None:
    found = objects(settings(repositoriesIn="args"))

    assert pod_of(found)["containers"][0]["args"] == ["org/app"]
    assert "repositories" not in found["ConfigMap/renovate-config"]["data"]["config.json"]


def test_the_secret_is_no_object_before_it_is_encrypted() -> None:
    files = build(settings())

    assert data_of(files[f"{BASE}/renovate-container-env.yaml"]) is None
    assert "sops --encrypt --age age1qq" in files[f"{BASE}/renovate-container-env.yaml"]
    assert "  - renovate-container-env.yaml\n" in files[f"{BASE}/kustomization.yaml"]


def test_a_secret_that_something_else_makes_is_left_out() -> None:
    deployment = settings(secret={"managed": False, "name": "token"})
    files = build(deployment)

    assert f"{BASE}/renovate-container-env.yaml" not in files
    assert "renovate-container-env" not in files[f"{BASE}/kustomization.yaml"]
    assert {"secretRef": {"name": "token"}} in pod_of(objects(deployment))["containers"][0][
        "envFrom"
    ]


def test_the_renovate_json_is_as_the_settings_have_it() -> None:
    config: dict[str, Data] = {"extends": ["config:recommended"], "labels": ["ä"]}

    assert build(settings(repository=config))["renovate.json"] == (
        '{\n  "extends": [\n    "config:recommended"\n  ],\n  "labels": [\n    "ä"\n  ]\n}\n'
    )


def test_an_update_of_the_image_in_settings_and_cronjob_leaves_nothing_to_build() -> None:
    digest = "sha256:" + "1" * 64
    before = build(settings())[f"{BASE}/cronjob.yaml"]
    after = build(settings(image={"tag": "44.122.0", "digest": digest}))[f"{BASE}/cronjob.yaml"]

    assert after == before.replace(":44.121.2", f":44.122.0@{digest}")
