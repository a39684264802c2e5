import subprocess
import sys
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.document import Data, Document
from renovate_kit.config.document.located import locate
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.config.kubernetes import check_object, is_available, releases
from renovate_kit.errors import UsageError

CONTAINER = ("spec", "jobTemplate", "spec", "template", "spec", "containers", 0)


def cron_job(container: dict[str, Any] | None = None, **spec: Data) -> dict[str, Any]:
    whole = {"name": "renovate", "image": "renovate/renovate:42.1.0", **(container or {})}
    pod = {"restartPolicy": "Never", "containers": [whole]}
    job = {"spec": {"template": {"spec": pod}}}
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "renovate"},
        "spec": {"schedule": "@hourly", "jobTemplate": job, **spec},
    }


def found(data: Data, version: str | None = "1.32") -> list[tuple[str, str, str]]:
    check = check_object(data, version)
    assert check.skipped is None
    return [(format_pointer(one.pointer), one.message, one.help) for one in check.problems]


def only(data: Data, version: str | None = "1.32") -> tuple[str, str, str]:
    problems = found(data, version)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_right_object_has_no_problem_in_any_release() -> None:
    data = cron_job({"resources": {"limits": {"cpu": 1, "memory": "1Gi"}}}, timeZone="Etc/UTC")

    assert [found(data, release) for release in releases()] == [[]] * len(releases())


def test_a_misspelt_field_has_a_likely_name_and_points_at_its_key() -> None:
    (problem,) = check_object(cron_job(concurencyPolicy="Forbid"), "1.32").problems

    assert problem.pointer == ("spec", "concurencyPolicy")
    assert problem.at_key
    assert problem.likely == "concurrencyPolicy"
    assert problem.message == "Kubernetes 1.32 knows no field `concurencyPolicy` in `spec`"


def test_a_field_that_is_like_no_other_gets_the_list_of_those_there_are() -> None:
    data = cron_job({"envFrom": [{"secretRef": {"name": "env", "key": "RENOVATE_TOKEN"}}]})

    reference = f"{format_pointer(CONTAINER)}.envFrom[0].secretRef"
    assert only(data) == (
        f"{reference}.key",
        f"Kubernetes 1.32 knows no field `key` in `{reference}`",
        "the fields here are `name`, `optional`",
    )


@pytest.mark.parametrize(
    ("container", "at", "message", "how"),
    [
        (
            {"env": [{"name": "LOG_LEVEL", "value": True}]},
            "env[0].value",
            "`value` has to be a string, not a boolean",
            "put it in quotes",
        ),
        (
            {"ports": [{"containerPort": "80"}]},
            "ports[0].containerPort",
            "`containerPort` has to be an integer, not a string",
            "write it without quotes",
        ),
        ({"args": "--dry-run"}, "args", "`args` has to be a list, not a string", "begin each"),
        ({"args": [{"a": 1}]}, "args[0]", "`args[0]` has to be a string, not a mapping", ""),
        (
            {"securityContext": {"runAsNonRoot": "true"}},
            "securityContext.runAsNonRoot",
            "`runAsNonRoot` has to be a boolean, not a string",
            "write it without quotes",
        ),
        (
            {"resources": {"limits": {"memory": ["1Gi"]}}},
            "resources.limits.memory",
            "`memory` has to be a string or a number, not a list",
            "",
        ),
        (
            {"securityContext": {"runAsUser": 2**63}},
            "securityContext.runAsUser",
            "`runAsUser` does not fit into 64 bits",
            "",
        ),
    ],
)
def test_a_value_of_the_wrong_type(
    container: dict[str, Any], at: str, message: str, how: str
) -> None:
    pointer, said, advice = only(cron_job(container))

    assert (pointer, said) == (f"{format_pointer(CONTAINER)}.{at}", message)
    assert advice.startswith(how)


def test_each_missing_field_is_named_once() -> None:
    data: Data = {"apiVersion": "batch/v1", "kind": "CronJob", "spec": {}}

    assert found(data) == [
        ("spec", "`schedule` is missing in `spec`; Kubernetes 1.32 wants it", ""),
        ("spec", "`jobTemplate` is missing in `spec`; Kubernetes 1.32 wants it", ""),
    ]


def test_problems_come_in_the_order_of_the_object() -> None:
    data = cron_job({"x": 1, "args": 1}, y=1)
    data["metadata"]["z"] = 1

    assert [pointer.rpartition(".")[2] for pointer, _, _ in found(data)] == ["z", "x", "args", "y"]


def test_a_pointer_leads_to_the_line_in_the_manifest() -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: env\ndata:\n  LOG_LEVEL: 1\n"
    parsed = parse_yaml(text, path="configmap.yaml")
    assert isinstance(parsed, Document)
    value = locate(parsed.root, parsed)

    (problem,) = check_object(value.to_data(), "1.32").problems

    wrong = value.at(*problem.pointer)
    assert wrong is not None
    assert wrong.origin.line == 6


@pytest.mark.parametrize(
    ("field", "since"), [("timeZone", "1.25"), ("hostnameOverride", "1.34"), ("hostUsers", "1.25")]
)
def test_a_field_is_known_from_its_release_on(field: str, since: str) -> None:
    value = {"timeZone": "Europe/Berlin", "hostnameOverride": "a", "hostUsers": False}[field]
    data = cron_job()
    spec = data["spec"]
    if field != "timeZone":
        spec = spec["jobTemplate"]["spec"]["template"]["spec"]
    spec[field] = value
    known = [release for release in releases() if not found(data, release)]

    assert known == [release for release in releases() if minor(release) >= minor(since)]


def minor(release: str) -> int:
    return int(release.partition(".")[2])


@pytest.mark.parametrize(
    ("api_version", "kind", "at", "likely"),
    [
        ("batch/v1beta1", "CronJob", "apiVersion", "batch/v1"),
        ("v1", "CronJob", "apiVersion", "batch/v1"),
        ("extensions/v1beta1", "Ingress", "apiVersion", "networking.k8s.io/v1"),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "apiVersion", "autoscaling/v2"),
        ("batch/v1", "Cronjob", "kind", "CronJob"),
        ("v1", "Configmap", "kind", "ConfigMap"),
    ],
)
def test_a_kind_or_version_that_the_release_does_not_have(
    api_version: str, kind: str, at: str, likely: str
) -> None:
    (problem,) = check_object({"apiVersion": api_version, "kind": kind}, "1.32").problems

    assert problem.pointer == (at,)
    assert problem.likely == likely
    assert likely in problem.help


@pytest.mark.parametrize(
    "data",
    [
        {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "spec": {"x": 1}},
        {"apiVersion": "batch.example.io/v1", "kind": "CronJob", "spec": {"x": 1}},
        {"apiVersion": "v1", "kind": "List", "items": []},
        {"apiVersion": "v1", "kind": "Config", "clusters": []},
        {"apiVersion": "batch/v1", "kind": "../../../CronJob"},
        {"apiVersion": 1, "kind": "CronJob"},
        {"kind": "CronJob"},
        {},
        [],
        "text",
        None,
    ],
)
def test_what_is_no_object_of_kubernetes_itself_is_skipped_with_a_word(data: Data) -> None:
    check = check_object(data, "1.32")

    assert check.skipped
    assert check.problems == ()


def test_parts_of_objects_are_no_kinds() -> None:
    data: Data = {"apiVersion": "batch/v1", "kind": "CronJobTemplate"}

    assert (
        check_object(data, "1.32").skipped == "Kubernetes 1.32 has no CronJobTemplate in batch/v1"
    )


def test_what_sops_encrypted_is_taken_as_it_is() -> None:
    encrypted = "ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]"
    data: Data = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "env"},
        "immutable": encrypted,
        "data": {"RENOVATE_TOKEN": encrypted},
        "sops": {"age": [], "version": "3.9.0"},
    }

    assert found(data) == []


def test_a_variable_of_flux_may_stand_for_any_scalar() -> None:
    assert found(cron_job(suspend="${suspend:=false}", successfulJobsHistoryLimit="${limit}")) == []


def test_a_secret_that_is_not_base64_is_not_shown() -> None:
    data: Data = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "env"},
        "data": {"GOOD": "aHVudGVyMg==", "FOLDED": "aHVu\ndGVyMg==\n", "BAD": "hunter2!"},
    }

    pointer, message, advice = only(data)

    assert (pointer, message) == ("data.BAD", "`BAD` is not base64")
    assert "stringData" in advice


def test_null_is_as_good_as_left_out() -> None:
    data = cron_job({"args": None, "resources": {"limits": {"memory": None}}}, timeZone=None)

    assert found(data) == []


def test_an_object_that_is_nested_too_deeply_is_skipped() -> None:
    schema: Data = {"type": "object"}
    for _ in range(3000):
        schema = {"properties": {"a": schema}}
    version: Data = {
        "name": "v1",
        "served": True,
        "storage": True,
        "schema": {"openAPIV3Schema": schema},
    }
    data: Data = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "spec": {"versions": [version]},
    }

    assert check_object(data, "1.32").skipped == "nested too deeply"


@pytest.mark.parametrize("version", ["1.32", "v1.32", "v1.32.7", "1.32.4+k3s1", "1.32.0-rc.1"])
def test_a_version_may_be_written_as_clusters_write_it(version: str) -> None:
    assert check_object(cron_job(), version).release == "1.32"


def test_without_a_version_it_is_the_newest_release() -> None:
    assert check_object(cron_job()).release == releases()[-1]


@pytest.mark.parametrize("version", ["1.9", "1.999", "2", "latest", ""])
def test_a_release_that_is_not_at_hand_is_an_error(version: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_object(cron_job(), version)

    assert releases()[0] in raised.value.hint
    assert releases()[-1] in raised.value.hint


def test_without_the_extra_the_error_says_how_to_install_it() -> None:
    script = """
import sys
sys.modules["kubernetes_validate"] = None
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.config.kubernetes import check_object, is_available
from renovate_kit.errors import UsageError
assert not is_available()
try:
    check_object({})
except UsageError as error:
    print(error.hint)
"""
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert finished.stdout == "install it with: pip install 'renovate-kit[kubernetes]'\n"


def test_the_package_is_loaded_for_a_check_only() -> None:
    script = """
import sys
import renovate_kit.config.kubernetes as kubernetes
assert kubernetes.is_available()
print(sorted({"kubernetes_validate", "jsonschema"} & set(sys.modules)))
"""
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert finished.stdout == "[]\n"
    assert is_available()


FIELDS = ("name", "image", "args", "env", "envFrom", "ports", "resources", "stdin", "nme", "x")
VALUES = st.sampled_from(
    ["a", 1, 1.5, True, [], {}, ["a"], [1], [{"name": "A"}], [{"name": "A", "value": "1"}], [{}]]
)


@given(container=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5))
def test_the_verdict_is_that_of_kubernetes_validate(container: dict[str, Any]) -> None:
    data = cron_job(container)
    try:
        kubernetes_validate.validate(data, "1.32", strict=True)
    except kubernetes_validate.ValidationError as error:
        pointers = {one.pointer for one in check_object(data, "1.32").problems}
        path = tuple(error.absolute_path)
        assert any(pointer[: len(path)] == path for pointer in pointers)
    else:
        assert found(data) == []
