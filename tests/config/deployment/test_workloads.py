import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.image import is_floating, parse_image
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import Holder
from renovate_kit.config.deployment.recognition import image_repository, runs_renovate
from renovate_kit.config.deployment.sources import find_source
from renovate_kit.config.deployment.workloads import deployments_in
from renovate_kit.config.document import Document
from tests.config.deployment.clusters import (
    deployed,
    deployment,
    deployments_below,
    manifest,
    variables,
    with_container,
)

POD = "{containers: [{name: renovate, image: renovate/renovate:44}]}"
CRON_JOB = f"spec: {{jobTemplate: {{spec: {{template: {{spec: {POD}}}}}}}}}"
TEMPLATE = f"spec: {{template: {{spec: {POD}}}}}"


def item(kind: str, spec: str, version: str = "v1") -> str:
    return f"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: x}}\n{spec}\n"


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("CronJob", CRON_JOB),
        ("Job", TEMPLATE),
        ("Deployment", TEMPLATE),
        ("StatefulSet", TEMPLATE),
        ("DaemonSet", TEMPLATE),
        ("ReplicaSet", TEMPLATE),
        ("Pod", f"spec: {POD}"),
    ],
)
def test_each_kind_of_workload_is_found(kind: str, spec: str) -> None:
    found = deployment(item(kind, spec), item("ConfigMap", "data: {A: b}"))
    assert (found.kind, found.name, found.chart) == (kind, "x", None)
    assert found.container.text("name") == "renovate"
    assert found.pod.items("containers") == (found.container,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            item("Pod", "spec: {containers: [{image: 'ghcr.io/renovatebot/renovate:44-full'}]}"),
            True,
        ),
        (item("Pod", "spec: {containers: [{image: 'registry:5000/renovate@sha256:ab'}]}"), True),
        (item("Pod", "spec: {containers: [{image: renovate}]}"), True),
        (item("Pod", "spec: {containers: [{image: own/bot, env: [{name: RENOVATE_X}]}]}"), True),
        (item("Pod", "spec: {containers: [{image: own/bot, env: [{name: TOKEN}]}]}"), False),
        (item("Pod", "spec: {containers: [{image: mend/renovate-ce}]}"), False),
        (
            item(
                "Pod",
                "spec: {containers: [{image: x/renovate-operator, env: [{name: RENOVATE_X}]}]}",
            ),
            False,
        ),
        (item("ConfigMap", "data: {image: renovate/renovate}"), False),
        (item("RenovateJob", "spec: {}"), True),
        (
            item(
                "HelmRelease",
                "spec: {chart: {spec: {chart: renovate}}}",
                "helm.toolkit.fluxcd.io/v2",
            ),
            True,
        ),
        (
            item("HelmRelease", "spec: {chartRef: {name: podinfo}}", "helm.toolkit.fluxcd.io/v2"),
            False,
        ),
        (
            item("HelmChart", "spec: {chart: 'oci://x.example/renovate'}", "helm.cattle.io/v1"),
            True,
        ),
        (
            item("HelmChart", "spec: {chart: renovate}", "source.toolkit.fluxcd.io/v1"),
            False,
        ),
        (
            item("Application", "spec: {sources: [{chart: renovate}]}", "argoproj.io/v1alpha1"),
            True,
        ),
        ("[1, 2]", False),
        ("kind: [Pod]", False),
        ("kind: Pod\nspec: {containers: {a: 1}}", False),
        ("kind: Pod\nspec: {containers: [1, null, {image: 5}]}", False),
    ],
)
def test_what_runs_renovate(text: str, *, expected: bool) -> None:
    assert runs_renovate(manifest(text)) is expected


def test_a_container_beside_renovate_is_not_it() -> None:
    pod = (
        "spec: {containers: [{name: side, image: busybox, env: [{name: RENOVATE_X, value: y}]}, "
        "{name: bot, image: renovate/renovate}]}"
    )
    assert deployment(item("Pod", pod)).container.text("name") == "bot"


def test_two_containers_are_two_deployments() -> None:
    pod = "spec: {containers: [{name: a, image: renovate}, {name: b, image: renovate}]}"
    assert [each.container.text("name") for each in deployed(item("Pod", pod))] == ["a", "b"]


@pytest.mark.parametrize(
    ("image", "repository", "tag", "digest", "version"),
    [
        ("renovate/renovate", "renovate/renovate", None, None, None),
        ("renovate/renovate:latest", "renovate/renovate", "latest", None, None),
        ("renovate/renovate:44", "renovate/renovate", "44", None, "44"),
        ("renovate/renovate:44.121", "renovate/renovate", "44.121", None, "44.121"),
        (
            "ghcr.io/x/renovate:44.121.2-full",
            "ghcr.io/x/renovate",
            "44.121.2-full",
            None,
            "44.121.2",
        ),
        ("r:5000/renovate", "r:5000/renovate", None, None, None),
        ("r:5000/renovate:v35.1.0-slim", "r:5000/renovate", "v35.1.0-slim", None, "35.1.0"),
        (
            "renovate/renovate:44.1.0@sha256:ab12",
            "renovate/renovate",
            "44.1.0",
            "sha256:ab12",
            "44.1.0",
        ),
        ("renovate/renovate@sha256:ab12", "renovate/renovate", None, "sha256:ab12", None),
        ("renovate/renovate:full", "renovate/renovate", "full", None, None),
        ("renovate/renovate:2024-01-01", "renovate/renovate", "2024-01-01", None, None),
    ],
)
def test_the_parts_of_an_image(
    image: str, repository: str, tag: str | None, digest: str | None, version: str | None
) -> None:
    release = parse_image(image, manifest("a: b").origin)
    assert (release.repository, release.tag, release.digest) == (repository, tag, digest)
    assert release.version == version
    assert release.image == image


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("renovate", True),
        ("renovate:latest", True),
        ("renovate:44", True),
        ("renovate:44.1", True),
        ("renovate:44.1.0", False),
        ("renovate:44.1.0-full", False),
        ("renovate@sha256:ab", False),
    ],
)
def test_an_image_that_may_be_another_one_tomorrow(image: str, *, expected: bool) -> None:
    assert is_floating(parse_image(image, manifest("a: b").origin)) is expected


@given(st.text(alphabet="ab:/@.0", max_size=16))
def test_any_image_has_a_repository_that_is_a_part_of_it(image: str) -> None:
    assert image.startswith(image_repository(image))
    release = parse_image(image, manifest("a: b").origin)
    assert release.tag is None or f":{release.tag}" in image


def test_the_origin_of_a_release_is_its_image() -> None:
    release = deployment(cron_job()).release
    assert release is not None
    place = release.origin.value_place
    line = release.origin.document.text.splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "renovate/renovate:44.121.2"


class TestArguments:
    @pytest.mark.parametrize(
        ("container", "arguments"),
        [
            ("args: [owner/repository]", ["owner/repository"]),
            ("args: [renovate, owner/repository]", ["owner/repository"]),
            ("args: [--platform=gitea, a/b]", ["--platform=gitea", "a/b"]),
            ("command: [renovate]\nargs: [a/b]", ["a/b"]),
            ("command: [/usr/local/sbin/renovate-entrypoint.sh, renovate]\nargs: [a/b]", ["a/b"]),
            ("command: [dumb-init, --, renovate, a/b]", ["a/b"]),
            ("command: [node, /usr/local/renovate/dist/renovate.js, a/b]", ["a/b"]),
            ("command: [sh, -c, 'renovate a/b --dry-run=full']", ["a/b", "--dry-run=full"]),
            (
                "command: [/bin/bash, -ec]\nargs: [\"set -e;\\nls && exec renovate 'a/b'\"]",
                ["a/b"],
            ),
            ("command: [sh, -c, renovate]", []),
            ("env: [{name: R, value: a/b}]\nargs: [$(R), $(S)]", ["a/b", "$(S)"]),
        ],
    )
    def test_what_renovate_gets(self, container: str, arguments: list[str]) -> None:
        inputs = effective_inputs(with_container(container))
        assert [each.text for each in inputs.arguments] == arguments
        assert inputs.unknown_variables == ()

    @pytest.mark.parametrize(
        "container",
        [
            "command: [sh, /scripts/run.sh]",
            "command: [/scripts/run.sh]",
            'command: [sh, -c, "for r in a b; do renovate $r; done"]',
            'command: [sh, -c, "renovate a; renovate b"]',
            'command: [sh, -c, "renovate $(cat repositories)"]',
            'command: [sh, -c, "renovate \'a"]',
            "command: [python, run.py]",
        ],
    )
    def test_what_only_running_it_would_tell(self, container: str) -> None:
        found = with_container(container)
        inputs = effective_inputs(found)
        assert inputs.arguments == ()
        assert inputs.unknown_variables[-1] == "command"
        (note,) = found.source.notes
        assert (note.is_error, note.hides_objects) == (False, False)

    def test_a_variable_that_a_shell_sets_is_set_to_something(self) -> None:
        found = with_container(
            'command: [sh, -c, "export RENOVATE_TOKEN=`cat /t`; LOG_LEVEL=debug\\nrenovate a/b"]'
        )
        inputs = effective_inputs(found)
        assert found.has_unknown_variables
        assert [(each.name, each.value) for each in inputs.environment] == [
            ("RENOVATE_TOKEN", None),
            ("LOG_LEVEL", None),
        ]
        assert [each.text for each in inputs.arguments] == ["a/b"]

    def test_an_argument_with_a_secret_in_it_is_marked(self) -> None:
        held = item("Secret", "stringData: {TOKEN: hunter2}")
        inputs = effective_inputs(
            with_container("args: [--token=$(TOKEN), a/b]\nenvFrom: [{secretRef: {name: x}}]", held)
        )
        assert [(each.text, each.is_secret) for each in inputs.arguments] == [
            ("--token=$(TOKEN)", True),
            ("a/b", False),
        ]


def test_inputs_tell_where_each_variable_comes_from() -> None:
    found = with_container(
        """
        env: [{name: LOG_LEVEL, value: debug}]
        envFrom: [{configMapRef: {name: x}}, {secretRef: {name: x}}, {secretRef: {name: gone}}]
        """,
        item("ConfigMap", "data: {RENOVATE_PLATFORM: gitea}"),
        item("Secret", "stringData: {RENOVATE_TOKEN: hunter2}"),
    )
    inputs = effective_inputs(found)
    assert [(each.name, each.value, each.label, each.is_secret) for each in inputs.environment] == [
        ("RENOVATE_PLATFORM", "gitea", "ConfigMap x", False),
        ("RENOVATE_TOKEN", None, "Secret x", True),
        ("LOG_LEVEL", "debug", "env", False),
    ]
    assert inputs.unknown_variables == ("Secret gone",)


def test_an_image_of_another_name_may_hold_any_file() -> None:
    pod = "spec: {containers: [{image: own/bot, env: [{name: RENOVATE_TOKEN, value: x}]}]}"
    assert effective_inputs(deployment(item("Pod", pod))).unknown_folders == ("/",)
    assert effective_inputs(deployment(cron_job())).unknown_folders == ()


def test_related_objects_are_those_to_which_the_pod_refers_and_its_namespace() -> None:
    job = cron_job(
        pod="""
            serviceAccountName: bot
            imagePullSecrets: [{name: registry}]
            volumes:
              - {name: c, persistentVolumeClaim: {claimName: cache}}
              - {name: f, projected: {sources: [{configMap: {name: files}}]}}
        """,
        container="envFrom: [{secretRef: {name: env}}]",
    ).replace("name: renovate\n", "name: renovate\n  namespace: bots\n", 1)
    others = [
        ("Namespace", "bots"),
        ("Namespace", "other"),
        ("ServiceAccount", "bot"),
        ("ServiceAccount", "default"),
        ("Secret", "registry"),
        ("SealedSecret", "env"),
        ("Secret", "unused"),
        ("ConfigMap", "files"),
        ("PersistentVolumeClaim", "cache"),
        ("Service", "bot"),
    ]
    texts = [f"kind: {kind}\nmetadata: {{name: {name}}}" for kind, name in others]
    found = deployment(*texts, job)
    assert [(each.text("kind"), each.text("metadata", "name")) for each in found.related] == [
        ("Namespace", "bots"),
        ("ServiceAccount", "bot"),
        ("Secret", "registry"),
        ("SealedSecret", "env"),
        ("ConfigMap", "files"),
        ("PersistentVolumeClaim", "cache"),
        ("CronJob", "renovate"),
    ]
    assert found.missing == ()


def test_an_account_that_is_not_there_is_missing() -> None:
    found = deployment(cron_job(pod="serviceAccountName: bots"), item("ServiceAccount", ""))
    assert [(each.kind, each.name) for each in found.missing] == [("ServiceAccount", "bots")]
    assert deployment(cron_job(pod="serviceAccountName: default")).missing == ()


FIELDS = [
    *("name", "value", "key", "args", "command", "data", "items", "path", "mountPath"),
    *("env", "envFrom", "configMapRef", "secretRef", "valueFrom", "secretKeyRef"),
    *("volumes", "volumeMounts", "projected", "sources", "configMap", "optional"),
]
STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            children,
            max_size=4,
        )
    ),
    max_leaves=24,
)


@given(STRANGE, STRANGE, STRANGE)
def test_any_pod_is_read_without_an_accident(pod: object, container: object, held: object) -> None:
    inner = container if isinstance(container, dict) else {}
    outer = pod if isinstance(pod, dict) else {}
    whole = {
        "kind": "Pod",
        "metadata": {"name": "x"},
        "spec": {**outer, "containers": [{**inner, "image": "renovate"}]},
    }
    other = {"kind": "ConfigMap", "metadata": {"name": "x"}, "data": held}
    found = deployment(json.dumps(whole), json.dumps(other))
    inputs = effective_inputs(found)
    assert {entry.name for entry in found.environment.values()} == set(found.environment)
    assert len(inputs.environment) >= len(found.environment)


@pytest.mark.shared
def test_the_first_users_deployment(shared: Path) -> None:
    (found,) = deployments_below(shared / "pi-cluster/infrastructure/controllers/base")
    assert (found.namespace, found.missing) == ("renovate", ())
    assert variables(found) == {
        "RENOVATE_TOKEN": None,
        "RENOVATE_AUTODISCOVER": "false",
        "RENOVATE_GIT_AUTHOR": "Lud's Renovate Bot <bot@renovateapp.com>",
        "RENOVATE_PLATFORM": "github",
    }
    token = found.environment["RENOVATE_TOKEN"]
    assert (token.holder, token.holder_name, token.is_encrypted) == (
        Holder.SECRET,
        "renovate-container-env",
        True,
    )
    assert [word.content for word in found.arguments] == ["luddera/pi-cluster"]
    assert not found.has_unknown_variables


@pytest.mark.shared
def test_real_environments_are_those_that_were_recorded(shared: Path) -> None:
    compared = 0
    for line in (shared / "golden/k8s-env.jsonl").read_text().splitlines():
        row = json.loads(line)
        folder = shared / "corpus/files" / row["k8s"]
        if not folder.is_dir():
            continue
        compared += 1
        # `None` is what a Secret or a later substitution decides.
        found = [variables(each) for each in deployments_below(folder)]
        assert any(
            all(name in each and each[name] in {value, None} for name, value in row["env"].items())
            for each in found
        ), row["id"]
    assert compared > 20


@pytest.mark.shared
def test_every_real_deployment_is_read(shared: Path) -> None:
    found = {
        folder.name: deployments_below(folder)
        for folder in sorted((shared / "corpus/files").glob("k8s__*"))
    }
    whole = [each for some in found.values() for each in some]
    assert len(whole) > 30
    for each in whole:
        inputs = effective_inputs(each)
        is_said = inputs.environment or inputs.arguments or inputs.unknown_variables
        assert is_said or any(note.is_error for note in each.source.notes), (
            each.workload.origin.path
        )


def test_what_kustomize_generates_is_read_where_it_is_written(tmp_path: Path) -> None:
    files = {
        "base/cronjob.yaml": cron_job(
            pod="volumes: [{name: c, configMap: {name: config}}]",
            container="""
                envFrom: [{configMapRef: {name: env}}, {secretRef: {name: token}}]
                volumeMounts: [{name: c, mountPath: /usr/src/app}]
            """,
        ),
        "base/config.js.json": '{\n  "platform": "gitea"\n}\n',
        "base/token.env": "RENOVATE_TOKEN=hunter2\n",
        "base/kustomization.yaml": (
            "resources: [cronjob.yaml]\n"
            "configMapGenerator:\n"
            "  - name: env\n"
            "    literals: [LOG_LEVEL=debug]\n"
            "  - name: config\n"
            "    files: [config.json=config.js.json]\n"
            "secretGenerator:\n"
            "  - name: token\n"
            "    envs: [token.env]\n"
            "images:\n"
            "  - name: renovate/renovate\n"
            "    newTag: 44.1.0\n"
        ),
        "overlay/kustomization.yaml": "namespace: bots\nnamePrefix: x-\nresources: [../base]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    top = tmp_path.resolve()
    checkout = Checkout(top=top, shown_from=top)
    (found,) = deployments_in(find_source(top / "overlay", checkout), checkout)
    assert (found.namespace, found.name, found.missing) == ("bots", "x-renovate", ())
    assert variables(found) == {"LOG_LEVEL": "debug", "RENOVATE_TOKEN": None}
    assert found.environment["RENOVATE_TOKEN"].origin.path == "base/token.env"
    assert found.release is not None
    assert (found.release.version, found.release.origin.path) == (
        "44.1.0",
        "base/kustomization.yaml",
    )
    (file,) = effective_inputs(found).files
    assert isinstance(file.document, Document)
    assert (file.path_in_container, file.document.path) == (
        "/usr/src/app/config.json",
        "base/config.js.json",
    )
    assert file.document.place_of(("platform",), key=True).line == 2
    assert file.document.is_editable
