import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import Deployment, Holder
from renovate_kit.config.deployment.volumes import mounts
from renovate_kit.config.deployment.workloads import deployment_of_values
from renovate_kit.config.document import Document
from renovate_kit.config.document.located import Origin
from tests.config.deployment.clusters import deployed, deployment, variables

RELEASE = """
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: bot
  namespace: bots
spec:
  chart:
    spec:
      chart: renovate
      version: 46.x
"""
CONFIG = """
    renovate:
      config: |
        {
          "platform": "gitea"
        }
"""


def release(values: str, *others: str) -> Deployment:
    return deployment(f"{RELEASE}  values:\n{values}", *others)


def text_at(origin: Origin) -> str:
    span = origin.span
    return origin.document.text[span.start : span.end]


def file_data(found: Deployment) -> dict[str, object]:
    return {
        file.path_in_container: file.document.to_data()
        for file in effective_inputs(found).files
        if isinstance(file.document, Document)
    }


def test_the_config_becomes_a_file_that_a_variable_names() -> None:
    found = release(CONFIG)
    assert (found.kind, found.name, found.namespace) == ("CronJob", "bot-renovate", "bots")
    assert found.chart is not None
    assert found.chart.text("kind") == "HelmRelease"
    assert variables(found) == {"RENOVATE_CONFIG_FILE": "/usr/src/app/config.json"}
    assert found.environment["RENOVATE_CONFIG_FILE"].holder is Holder.CHART
    assert text_at(found.environment["RENOVATE_CONFIG_FILE"].origin) == "renovate"
    assert file_data(found) == {"/usr/src/app/config.json": {"platform": "gitea"}}
    (file,) = effective_inputs(found).files
    assert isinstance(file.document, Document)
    place = file.document.place_of(("platform",), key=False)
    line = file.document.text.splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == '"gitea"'
    assert found.missing == ()


@pytest.mark.parametrize(
    ("more", "path"),
    [("configIsJson5: true", "config.json5"), ("configIsJavaScript: true", "config.js")],
)
def test_the_config_can_be_of_other_types(more: str, path: str) -> None:
    found = release(f"    renovate:\n      config: '{{}}'\n      {more}\n")
    assert variables(found) == {"RENOVATE_CONFIG_FILE": f"/usr/src/app/{path}"}
    assert [file.path for file in found.files] == [f"/usr/src/app/{path}"]


def test_the_config_can_be_a_secret() -> None:
    found = release('    renovate: {config: \'{"token": "hunter2"}\', configIsSecret: true}\n')
    (file,) = found.files
    assert (file.holder, file.content) == (Holder.SECRET, None)


def test_variables_of_all_kinds() -> None:
    found = release(
        CONFIG
        + """
    env:
      LOG_LEVEL: debug
      RENOVATE_ONBOARDING: false
    envList:
      - name: RENOVATE_TOKEN
        valueFrom: {secretKeyRef: {name: own, key: token}}
    envFrom:
      - configMapRef: {name: more}
    secrets:
      GITHUB_COM_TOKEN: hunter2
""",
        "kind: ConfigMap\nmetadata: {name: more, namespace: bots}\ndata: {TZ: UTC}",
        "kind: Secret\nmetadata: {name: own, namespace: bots}\nstringData: {token: hunter2}",
    )
    assert variables(found) == {
        "GITHUB_COM_TOKEN": None,
        "TZ": "UTC",
        "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
        "LOG_LEVEL": "debug",
        "RENOVATE_ONBOARDING": "false",
        "RENOVATE_TOKEN": None,
    }
    assert {name: entry.holder for name, entry in found.environment.items()} == {
        "GITHUB_COM_TOKEN": Holder.SECRET,
        "TZ": Holder.CONFIG_MAP,
        "RENOVATE_CONFIG_FILE": Holder.CHART,
        "LOG_LEVEL": Holder.ENV,
        "RENOVATE_ONBOARDING": Holder.ENV,
        "RENOVATE_TOKEN": Holder.SECRET,
    }
    assert text_at(found.environment["LOG_LEVEL"].origin) == "debug"
    assert (found.missing, found.has_unknown_variables) == ((), False)


def test_a_secret_that_exists_stands_in_for_secrets() -> None:
    found = release(CONFIG + "    existingSecret: own\n    secrets: {A: b}\n")
    assert [(each.kind, each.name) for each in found.missing] == [("Secret", "own")]
    assert found.has_unknown_variables
    assert effective_inputs(found).unknown_variables == ("Secret own",)


def test_the_fields_of_the_cron_job_and_its_pod() -> None:
    found = release(
        """
    cronjob:
      schedule: "@hourly"
      timeZone: Europe/Berlin
      concurrencyPolicy: Forbid
      jobBackoffLimit: 1
      activeDeadlineSeconds: 3600
      suspend: false
    resources: {limits: {memory: 2Gi}}
    securityContext: {runAsNonRoot: true}
    renovate:
      securityContext: {readOnlyRootFilesystem: true}
      config: "{}"
      persistence: {cache: {enabled: true, storageSize: 1Gi}}
    serviceAccount: {create: true, name: own}
    extraVolumes: [{name: tmp, emptyDir: {}}]
    extraVolumeMounts: [{name: tmp, mountPath: /tmp}]
"""
    )
    spec = found.workload.at("spec")
    assert spec is not None
    job = spec.at("jobTemplate", "spec")
    assert job is not None
    assert [spec.text(key) for key in ("schedule", "timeZone", "concurrencyPolicy")] == [
        "@hourly",
        "Europe/Berlin",
        "Forbid",
    ]
    assert spec.at("suspend") is None
    data = job.to_data()
    assert isinstance(data, dict)
    assert (data["backoffLimit"], data["activeDeadlineSeconds"]) == (1, 3600)
    pod = found.pod.to_data()
    assert isinstance(pod, dict)
    assert pod["securityContext"] == {"runAsNonRoot": True, "fsGroup": 1000}
    assert pod["serviceAccountName"] == "own"
    assert found.container.text("resources", "limits", "memory") == "2Gi"
    assert [(mount.path, mount.kind) for mount in mounts(found)] == [
        ("/usr/src/app/config.json", "configMap"),
        ("/tmp", "emptyDir"),  # noqa: S108 - a path in a container
        ("/tmp/renovate", "persistentVolumeClaim"),  # noqa: S108 - the same
    ]
    assert found.missing == ()
    assert {each.text("kind") for each in found.related} == {
        "HelmRelease",
        "ConfigMap",
        "PersistentVolumeClaim",
        "ServiceAccount",
    }


@pytest.mark.parametrize(
    ("values", "image", "version"),
    [
        ("    image: {tag: 44.121.2}\n", "ghcr.io/renovatebot/renovate:44.121.2", "44.121.2"),
        ("    image: {tag: 44, useFull: true}\n", "ghcr.io/renovatebot/renovate:44-full", "44"),
        (
            "    image: {registry: r.example, repository: own/renovate, tag: latest}\n",
            "r.example/own/renovate:latest",
            None,
        ),
    ],
)
def test_an_image_that_the_values_tell(values: str, image: str, version: str | None) -> None:
    found = release(CONFIG + values)
    assert found.release is not None
    assert (found.release.image, found.release.version) == (image, version)


def test_the_image_of_the_chart_itself_is_not_known() -> None:
    assert release(CONFIG).release is None
    assert release(CONFIG + "    image: {registry: r.example}\n").release is None


def test_commands_around_renovate() -> None:
    found = release(CONFIG + "    cronjob: {preCommand: 'export RENOVATE_TOKEN=$(cat /t)'}\n")
    inputs = effective_inputs(found)
    assert [each.name for each in inputs.environment] == ["RENOVATE_CONFIG_FILE", "RENOVATE_TOKEN"]
    assert inputs.arguments == ()
    overridden = release(CONFIG + "    cronjob: {argsOverride: [a/b]}\n")
    assert [each.text for each in effective_inputs(overridden).arguments] == ["a/b"]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ("    fullnameOverride: own\n", "own"),
        ("    nameOverride: own\n", "bot-own"),
        ("    nameOverride: bo\n", "bot"),
    ],
)
def test_the_name_of_the_objects(values: str, name: str) -> None:
    assert release(CONFIG + values).name == name


def test_the_chart_fails_without_a_config() -> None:
    found = release("    cronjob: {schedule: '@daily'}\n")
    (note,) = found.source.notes
    assert "`renovate.config`" in note.message
    assert (note.is_error, note.hides_objects) == (True, False)
    existing = release("    renovate: {existingConfigFile: /own/config.json}\n")
    assert existing.source.notes == ()
    assert variables(existing) == {"RENOVATE_CONFIG_FILE": "/own/config.json"}
    assert existing.environment["RENOVATE_CONFIG_FILE"].holder is Holder.ENV


def test_more_objects_of_the_values() -> None:
    found = release(
        CONFIG
        + """
    existingSecret: bot-renovate-token
    extraConfigmaps: [{name: files, data: {a.txt: hello}}]
    extraVolumes: [{name: files, configMap: {name: bot-renovate-extra-files}}]
    extraVolumeMounts: [{name: files, mountPath: /files}]
    extraObjects:
      - kind: ExternalSecret
        metadata:
          name: '{{ include "renovate.fullname" . }}-token'
        spec:
          data: [{secretKey: RENOVATE_TOKEN}]
"""
    )
    assert found.missing == ()
    assert found.environment["RENOVATE_TOKEN"].is_encrypted
    assert "/files/a.txt" in [file.path for file in found.files]
    hidden = release(CONFIG + "    extraObjects: ['kind: {{ x }}']\n    existingSecret: gone\n")
    assert hidden.missing == ()
    assert not hidden.source.is_complete


class TestFlux:
    def test_a_chart_can_be_named_by_its_repository(self) -> None:
        found = deployment(
            "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\n"
            "spec:\n  targetNamespace: bots\n  chartRef: {kind: OCIRepository, name: charts}\n"
            "  values: {renovate: {config: '{}'}}",
            "kind: OCIRepository\nmetadata: {name: charts}\n"
            "spec: {url: 'oci://ghcr.io/renovatebot/charts/renovate', ref: {tag: 46.1.0}}",
        )
        assert (found.name, found.namespace) == ("bots-x-renovate", "bots")

    def test_other_charts_are_not_renovate(self) -> None:
        assert deployed(RELEASE.replace("chart: renovate", "chart: renovate-operator")) == ()

    def test_values_come_from_config_maps_before_those_of_the_release(self) -> None:
        found = deployment(
            f"""{RELEASE}
  valuesFrom:
    - kind: ConfigMap
      name: one
    - kind: ConfigMap
      name: two
      valuesKey: level
      targetPath: env.LOG_LEVEL
  values:
    env: {{TZ: UTC}}
""",
            """
kind: ConfigMap
metadata: {name: one, namespace: bots}
data:
  values.yaml: |
    renovate:
      config: |
        {"platform": "gitea"}
    env:
      TZ: Europe/Berlin
      A: one
""",
            "kind: ConfigMap\nmetadata: {name: two, namespace: bots}\ndata: {level: debug}",
        )
        assert variables(found) == {
            "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
            "A": "one",
            "LOG_LEVEL": "debug",
            "TZ": "UTC",
        }
        assert text_at(found.environment["A"].origin) == "one"
        assert file_data(found) == {"/usr/src/app/config.json": {"platform": "gitea"}}
        assert not found.has_unknown_variables

    def test_values_from_a_secret_are_not_known(self) -> None:
        found = deployment(f"{RELEASE}  valuesFrom: [{{kind: Secret, name: own}}]\n")
        (note,) = found.source.notes
        assert "`own`" in note.message
        assert note.hides_objects
        assert found.has_unknown_variables
        assert effective_inputs(found).unknown_variables == ("HelmRelease bot",)

    @pytest.mark.parametrize(
        "field", ["postRenderers: [{kustomize: {patches: [{patch: x}]}}]", "values: {}"]
    )
    def test_what_is_changed_later_is_not_known(self, field: str) -> None:
        found = deployment(f"{RELEASE}  {field}\n")
        is_changed = field.startswith("post")
        assert any(note.hides_objects for note in found.source.notes) is is_changed
        assert found.has_unknown_variables is is_changed

    def test_null_takes_a_value_away(self) -> None:
        found = deployment(
            f"{RELEASE}  valuesFrom: [{{kind: ConfigMap, name: one}}]\n"
            "  values: {env: {A: null}, renovate: {config: '{}'}}",
            "kind: ConfigMap\nmetadata: {name: one}\ndata: {values.yaml: 'env: {A: a, B: b}'}",
        )
        assert variables(found) == {
            "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
            "B": "b",
        }


def test_a_chart_of_k3s() -> None:
    found = deployment(
        """
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: renovate, namespace: kube-system}
spec:
  chart: renovate
  repo: https://docs.renovatebot.com/helm-charts
  targetNamespace: bots
  set: {image.tag: "44.1.0", "env.A\\\\.B": dotted}
  valuesContent: |-
    renovate:
      config: |
        {"platform": "gitea"}
    env: {LOG_LEVEL: debug}
""",
        """
apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata: {name: renovate, namespace: kube-system}
spec:
  valuesContent: |
    env: {LOG_LEVEL: info}
""",
    )
    assert (found.name, found.namespace) == ("renovate", "bots")
    assert variables(found) == {
        "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
        "LOG_LEVEL": "info",
        "A.B": "dotted",
    }
    assert text_at(found.environment["LOG_LEVEL"].origin) == "info"
    assert found.release is not None
    assert found.release.version == "44.1.0"
    assert file_data(found) == {"/usr/src/app/config.json": {"platform": "gitea"}}


APPLICATION = """
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: renovate, namespace: argocd}
spec:
  destination: {namespace: bots}
  sources:
    - repoURL: https://docs.renovatebot.com/helm-charts
      chart: renovate
      targetRevision: 46.1.0
      helm:
        valueFiles: [$here/values/renovate.yaml]
        values: |
          env: {B: text}
        parameters: [{name: env.C, value: parameter}]
    - repoURL: https://git.example/checkout.git
      ref: here
"""


class TestArgoCd:
    def test_values_of_files_texts_and_parameters(self, tmp_path: Path) -> None:
        (tmp_path / "values").mkdir()
        (tmp_path / "values/renovate.yaml").write_text(
            "renovate:\n  config: |\n    {}\nenv: {A: file, B: file}\n"
        )
        found = deployment(APPLICATION, top=tmp_path.resolve())
        assert (found.name, found.namespace) == ("renovate", "bots")
        assert variables(found) == {
            "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
            "A": "file",
            "B": "text",
            "C": "parameter",
        }
        assert found.environment["A"].origin.path == "values/renovate.yaml"
        assert text_at(found.environment["B"].origin) == "text"

    @pytest.mark.parametrize(
        "file", ["$here/gone.yaml", "$other/values.yaml", "values.yaml", "$here/../../etc/passwd"]
    )
    def test_files_that_are_not_here_leave_values_unknown(self, tmp_path: Path, file: str) -> None:
        text = APPLICATION.replace("$here/values/renovate.yaml", file)
        found = deployment(text, top=tmp_path.resolve())
        assert [note.hides_objects for note in found.source.notes] == [True]
        assert found.has_unknown_variables

    def test_one_source_with_an_object_of_values(self) -> None:
        found = deployment(
            """
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: x}
spec:
  source:
    chart: renovate
    helm:
      releaseName: bot
      values: "env: {A: text}"
      valuesObject: {renovate: {config: "{}"}, env: {B: object}}
"""
        )
        assert found.name == "bot-renovate"
        assert variables(found) == {
            "RENOVATE_CONFIG_FILE": "/usr/src/app/config.json",
            "B": "object",
        }


JOB = """
apiVersion: renovate-operator.mogenius.com/v1alpha1
kind: RenovateJob
metadata: {name: all, namespace: bots}
spec:
  schedule: "0 * * * *"
  image: ghcr.io/renovatebot/renovate:44.31.0
  provider: {name: github}
  parallelism: 5
  secretRef: token
  extraEnv:
    - {name: RENOVATE_LOG_FORMAT, value: text}
  renovateConfig:
    fileName: config.json
    inline: |
      {"onboarding": false}
  resources: {limits: {memory: 1Gi}}
  securityContext: {container: {readOnlyRootFilesystem: true}}
"""


def test_a_job_of_the_renovate_operator() -> None:
    found = deployment(
        JOB,
        "kind: Secret\nmetadata: {name: token, namespace: bots}\nstringData: {RENOVATE_TOKEN: x}",
    )
    assert (found.kind, found.name, found.namespace) == ("CronJob", "all", "bots")
    assert found.workload.text("spec", "schedule") == "0 * * * *"
    assert found.release is not None
    assert found.release.version == "44.31.0"
    assert variables(found) == {
        "RENOVATE_TOKEN": None,
        "RENOVATE_LOG_FORMAT": "text",
        "RENOVATE_REPORT_TYPE": "logging",
        "NODE_NO_WARNINGS": "1",
        "RENOVATE_BASE_DIR": "/tmp",  # noqa: S108 - a path in a container
        "RENOVATE_CONFIG_FILE": "/etc/renovate/config.json",
        "RENOVATE_ENDPOINT": "https://api.github.com",
        "RENOVATE_PLATFORM": "github",
    }
    assert found.environment["RENOVATE_REPORT_TYPE"].holder is Holder.CHART
    assert file_data(found) == {"/etc/renovate/config.json": {"onboarding": False}}
    assert effective_inputs(found).unknown_variables == ("RenovateJob all",)
    context = found.container.at("securityContext")
    assert context is not None
    data = context.to_data()
    assert isinstance(data, dict)
    assert (data["runAsUser"], data["readOnlyRootFilesystem"]) == (12021, True)


K3S_CHART = """
apiVersion: helm.cattle.io/v1
kind: HelmChart
spec: {chart: renovate, valuesContent: '{{ x }', set: {"a[0]": b}}
"""


@pytest.mark.parametrize(
    "text",
    [
        f"{RELEASE}  values: [1]",
        f"{RELEASE}  values: {{cronjob: 1, image: [], env: x, renovate: {{config: {{a: b}}}}}}",
        f"{RELEASE}  valuesFrom: [1, {{kind: ConfigMap}}, null]",
        "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: renovate, valuesContent: 1}",
        K3S_CHART,
        "apiVersion: argoproj.io/v1\nkind: Application\nspec: {source: {chart: renovate, helm: 1}}",
        "kind: RenovateJob",
        "kind: RenovateJob\nspec: {extraEnv: x, provider: 1, scratchVolume: [], image: 1}",
    ],
)
def test_strange_values_are_read_without_an_accident(text: str) -> None:
    (found,) = deployed(text)
    assert found.kind == "CronJob"
    assert effective_inputs(found).working_directory == "/usr/src/app"


def test_a_file_of_values_alone(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text(
        'renovate: {config: \'{"platform": "gitea"}\'}\nexistingSecret: own\n'
        "cronjob: {schedule: '@daily'}\n"
    )
    checkout = Checkout(top=tmp_path.resolve(), shown_from=tmp_path.resolve())
    found = deployment_of_values(Path("values.yaml"), checkout)
    assert found is not None
    assert found.workload.text("spec", "schedule") == "@daily"
    assert file_data(found) == {"/usr/src/app/config.json": {"platform": "gitea"}}
    assert (found.missing, found.has_unknown_variables) == ((), True)


@pytest.mark.parametrize(
    "text", ["kind: X\nrenovate: {config: '{}'}", "renovate: {}", "- a", "a: 1\n---\nb: 2", "{"]
)
def test_other_files_are_no_values_of_the_chart(tmp_path: Path, text: str) -> None:
    (tmp_path / "values.yaml").write_text(text)
    checkout = Checkout(top=tmp_path.resolve(), shown_from=tmp_path.resolve())
    assert deployment_of_values(Path("values.yaml"), checkout) is None


CHART_KEYS = [
    *("renovate", "config", "existingConfigFile", "persistence", "cache", "enabled"),
    *("cronjob", "schedule", "commandOverride", "preCommand", "image", "tag", "registry"),
    *("env", "envList", "envFrom", "secrets", "existingSecret", "name", "data", "secretRef"),
    *("extraConfigmaps", "extraObjects", "extraVolumes", "extraVolumeMounts", "mountPath"),
    *("serviceAccount", "create", "ssh_config", "securityContext", "fullnameOverride", "kind"),
    *("extraEnv", "provider", "scratchVolume", "renovateConfig", "inline", "configMapRef", "key"),
]
STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(st.sampled_from(CHART_KEYS), children, max_size=6)
    ),
    max_leaves=30,
)


@given(STRANGE, st.sampled_from(["values", "valuesObject", "job"]))
@example({"renovate": None, "secrets": {"renovate": {}}}, "values")
def test_any_values_are_read_without_an_accident(values: object, by: str) -> None:
    chart = {"spec": {"chart": "renovate"}}
    items: dict[str, dict[str, object]] = {
        "values": {
            "apiVersion": "helm.toolkit.fluxcd.io/v2",
            "kind": "HelmRelease",
            "spec": {"chart": chart, "values": values},
        },
        "valuesObject": {
            "apiVersion": "argoproj.io/v1alpha1",
            "kind": "Application",
            "spec": {"source": {"chart": "renovate", "helm": {"valuesObject": values}}},
        },
        "job": {"kind": "RenovateJob", "spec": values},
    }
    found = deployment(json.dumps({**items[by], "metadata": {"name": "x"}}))
    inputs = effective_inputs(found)
    assert found.chart is not None
    assert {entry.name for entry in found.environment.values()} == set(found.environment)
    assert len(inputs.environment) >= len(found.environment)
