"""Random folders of kustomizations, for comparing readers of them."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

__all__ = ["random_tree", "write_tree"]

Data = dict[str, Any]

_NAMES = ("app", "web", "renovate", "cache", "bot")
_HELD = ("settings", "token", "extra")
_SPACES = (None, None, None, "default", "renovate", "other")
_IMAGES = ("renovate/renovate:41.1", "renovate/renovate", "ghcr.io/a/b:1@sha256:aa", "redis:7")


def write_tree(tree: Mapping[str, str], top: Path) -> None:
    """Write files.

    Args:
        tree: names and texts.
        top: the folder into which they go.
    """
    for name, text in tree.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def random_tree(seed: int) -> dict[str, str]:
    """Return a tree of kustomizations; the outermost is in the folder `overlay`."""
    return _Tree(random.Random(seed)).files()  # noqa: S311 - it shall be repeatable


class _Tree:
    def __init__(self, source: random.Random) -> None:
        self._random = source
        self._files: dict[str, str] = {}
        self._made: list[Data] = []
        self._seen: list[Data] = []

    def files(self) -> dict[str, str]:
        bases = ["base"] + (["second"] if self._chance(0.3) else [])
        for base in bases:
            self._write_kustomization(base, [], [])
        self._seen = list(self._made)
        middle = bases
        if self._chance(0.3):
            self._write_kustomization("middle", [f"../{base}" for base in bases], [])
            middle = ["middle"]
        components = []
        if self._chance(0.25):
            self._write_kustomization("component", [], [], kind="Component")
            components = ["../component"]
        self._write_kustomization("overlay", [f"../{name}" for name in middle], components)
        return self._files

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _one(self, items: Any) -> Any:  # noqa: ANN401 - any sequence of anything
        return self._random.choice(items)

    def _write_kustomization(
        self, folder: str, folders: list[str], components: list[str], kind: str | None = None
    ) -> None:
        content: Data = {}
        if kind:
            content = {"apiVersion": "kustomize.config.k8s.io/v1alpha1", "kind": kind}
        if not folders and not kind:
            self._seen = []
        files = []
        for index in range(self._random.randint(0 if folders or kind else 1, 3)):
            objects = [self._object() for _ in range(self._random.randint(1, 2))]
            files.append(f"file{index}.yaml")
            self._write(f"{folder}/file{index}.yaml", objects)
        if files or folders:
            content["resources"] = [*files, *folders]
        if components:
            content["components"] = components
        for field, probability, make in self._fields():
            if self._chance(probability) and (value := make(folder)):
                content[field] = value
        if not content.keys() - {"apiVersion", "kind"}:
            content["namePrefix"] = "lonely-"
        self._write(f"{folder}/kustomization.yaml", [content])

    def _write(self, name: str, documents: list[Data]) -> None:
        self._files[name] = yaml.safe_dump_all(documents, sort_keys=False)

    def _fields(self) -> list[tuple[str, float, Callable[[str], Any]]]:
        return [
            ("namespace", 0.35, lambda _: self._one(("renovate", "other"))),
            ("namePrefix", 0.2, lambda _: self._one(("pre-", "x-"))),
            ("nameSuffix", 0.2, lambda _: self._one(("-post", "-y"))),
            ("commonLabels", 0.15, lambda folder: {f"team-{folder}": "a"}),
            ("labels", 0.2, self._labels),
            ("commonAnnotations", 0.15, lambda folder: {f"note-{folder}": "a"}),
            ("configMapGenerator", 0.3, lambda folder: self._generators(folder, is_secret=False)),
            ("secretGenerator", 0.2, lambda folder: self._generators(folder, is_secret=True)),
            ("generatorOptions", 0.1, lambda _: self._generator_options()),
            ("images", 0.3, lambda _: [self._image() for _ in range(self._random.randint(1, 2))]),
            ("replicas", 0.1, lambda _: self._replicas()),
            ("patches", 0.45, self._patches),
            ("patchesStrategicMerge", 0.12, self._old_patches),
            ("patchesJson6902", 0.1, self._json_patches),
            ("replacements", 0.2, lambda _: self._replacements()),
            ("sortOptions", 0.1, lambda _: {"order": self._one(("fifo", "legacy"))}),
        ]

    def _replicas(self) -> list[Data]:
        known = self._any("Deployment", "StatefulSet")
        return [{"name": known["metadata"]["name"], "count": 3}] if known else []

    def _labels(self, folder: str) -> list[Data]:
        entry: Data = {"pairs": {f"tier-{folder}": "front"}}
        if self._chance(0.3):
            entry["includeSelectors"] = True
        if self._chance(0.3):
            entry["includeTemplates"] = True
        if self._chance(0.2):
            entry["fields"] = [{"path": "spec/extra/labels", "kind": "HelmRelease", "create": True}]
        return [entry]

    def _generator_options(self) -> Data:
        options: Data = {}
        if self._chance(0.5):
            options["disableNameSuffixHash"] = True
        if self._chance(0.5):
            options["labels"] = {"made": "yes"}
        if self._chance(0.5):
            options["annotations"] = {"made": "here"}
        if self._chance(0.3):
            options["immutable"] = True
        return options

    def _generators(self, folder: str, *, is_secret: bool) -> list[Data]:
        entry: Data = {"name": self._one(_HELD)}
        if self._chance(0.2):
            entry["namespace"] = self._one(("renovate", "other"))
        kind = "Secret" if is_secret else "ConfigMap"
        known = self._any(kind)
        if known and self._chance(0.5):
            entry["name"] = known["metadata"]["name"]
            entry["behavior"] = self._one(("merge", "replace"))
            if "namespace" in known["metadata"]:
                entry["namespace"] = known["metadata"]["namespace"]
        elif self._is_known(self._head("v1", kind, entry["name"])):
            return []
        else:
            self._made.append(self._head("v1", kind, entry["name"]))
            self._seen.append(self._made[-1])
        if self._chance(0.6):
            values = ("=1", "=<b>&\u00e9", "='quoted'", "=")
            entry["literals"] = ["KEY_0=zero", f"KEY_1{self._one(values)}"]
        if self._chance(0.4):
            self._files[f"{folder}/config.json"] = '{"platform": "local",\n "x": "<>"}\n' * 3
            entry["files"] = [self._one(("config.json", "other.json=config.json"))]
        if self._chance(0.3):
            self._files[f"{folder}/values.env"] = "# all\nENV_ONE=1\n\n  ENV_TWO=a=b \nENV_THREE\n"
            entry["envs"] = ["values.env"]
        if self._chance(0.2):
            entry["options"] = self._generator_options()
        if is_secret and self._chance(0.3):
            entry["type"] = "kubernetes.io/basic-auth"
        return [entry]

    def _image(self) -> Data:
        entry: Data = {"name": self._one(("renovate/renovate", "redis", "ghcr.io/a/b"))}
        if self._chance(0.3):
            entry["newName"] = "mirror.example/renovate"
        if self._chance(0.6):
            entry["newTag"] = self._one(("42", "42.1.0-full"))
        if self._chance(0.2):
            entry["digest"] = "sha256:" + "ab" * 32
        return entry

    def _object(self) -> Data:
        makers = (
            self._workload,
            self._workload,
            self._cron_job,
            self._config_map,
            self._secret,
            self._service,
            self._account,
            self._binding,
            self._namespace,
            self._policy,
            self._release,
            self._claim,
        )
        made: Data = self._one(makers)()
        space = self._one(_SPACES)
        if space and self._chance(0.6):
            made["metadata"]["namespace"] = space
        if self._is_known(made) and not self._chance(0.03):
            return self._object()
        self._made.append(made)
        self._seen.append(made)
        if self._chance(0.2):
            made["metadata"]["labels"] = {"app": self._one(_NAMES)}
        if self._chance(0.2):
            made["metadata"]["annotations"] = {"kept": "1"}
        if self._chance(0.05):
            made["metadata"].setdefault("annotations", {})["config.kubernetes.io/local-config"] = (
                self._one(("true", "false"))
            )
        return made

    def _is_known(self, made: Data) -> bool:
        return any(
            made["kind"] == other["kind"] and made["metadata"]["name"] == other["metadata"]["name"]
            for other in self._made
        )

    def _any(self, *kinds: str) -> Data | None:
        """Return one of the objects so far."""
        known = [made for made in self._seen if made["kind"] in kinds]
        return self._one(known) if known and self._chance(0.95) else None

    def _head(self, version: str, kind: str, name: str | None = None) -> Data:
        name = name or self._one(_NAMES)
        return {"apiVersion": version, "kind": kind, "metadata": {"name": name}}

    def _workload(self) -> Data:
        kind = self._one(("Deployment", "StatefulSet", "DaemonSet", "Pod", "Job"))
        version = {"Pod": "v1", "Job": "batch/v1"}.get(kind, "apps/v1")
        made = self._head(version, kind)
        if kind == "Pod":
            made["spec"] = self._pod()
            return made
        name = made["metadata"]["name"]
        template = {"metadata": {"labels": {"app": name}}, "spec": self._pod()}
        made["spec"] = {"template": template}
        if kind != "Job":
            made["spec"]["selector"] = {"matchLabels": {"app": name}}
        if self._chance(0.3):
            made["spec"]["replicas"] = 2
        return made

    def _cron_job(self) -> Data:
        made = self._head("batch/v1", "CronJob")
        job = {"spec": {"template": {"spec": self._pod()}}}
        made["spec"] = {"schedule": "@hourly", "jobTemplate": job}
        return made

    def _pod(self) -> Data:
        pod: Data = {"containers": [self._container("main")]}
        if self._chance(0.3):
            pod["containers"].append(self._container("side"))
        if self._chance(0.3):
            pod["initContainers"] = [self._container("init")]
        if self._chance(0.5):
            pod["volumes"] = [
                self._one(
                    (
                        {"name": "config", "configMap": {"name": self._one(_HELD)}},
                        {"name": "config", "secret": {"secretName": self._one(_HELD)}},
                        {"name": "config", "emptyDir": {}},
                        {
                            "name": "config",
                            "projected": {
                                "sources": [{"configMap": {"name": self._one(_HELD)}}],
                            },
                        },
                        {
                            "name": "config",
                            "persistentVolumeClaim": {"claimName": self._one(_NAMES)},
                        },
                    )
                ),
                {"name": "tmp", "emptyDir": {}},
            ]
        if self._chance(0.3):
            pod["serviceAccountName"] = self._one(_NAMES)
        if self._chance(0.2):
            pod["imagePullSecrets"] = [{"name": self._one(_HELD)}]
        if self._chance(0.2):
            pod["tolerations"] = [{"key": "a", "operator": "Exists"}]
        return pod

    def _container(self, name: str) -> Data:
        made: Data = {"name": name, "image": self._one(_IMAGES)}
        if self._chance(0.5):
            made["env"] = [
                {"name": "RENOVATE_PLATFORM", "value": "github"},
                {
                    "name": "RENOVATE_TOKEN",
                    "valueFrom": {"secretKeyRef": {"name": self._one(_HELD), "key": "KEY_0"}},
                },
            ]
        if self._chance(0.5):
            made["envFrom"] = [
                {self._one(("configMapRef", "secretRef")): {"name": self._one(_HELD)}}
            ]
        if self._chance(0.4):
            made["volumeMounts"] = [
                {"name": "config", "mountPath": "/config"},
                {"name": "tmp", "mountPath": "/cache"},
            ]
        if self._chance(0.4):
            made["ports"] = self._ports("containerPort")
        if self._chance(0.3):
            made["args"] = ["a", "b"]
        if self._chance(0.3):
            made["resources"] = {"limits": {"memory": "1Gi"}}
        return made

    def _ports(self, key: str) -> list[Data]:
        ports = []
        for number in self._random.sample((80, 443, 8080), k=self._random.randint(1, 2)):
            port: Data = {key: number, "name": f"p{number}"}
            if self._chance(0.4):
                port["protocol"] = self._one(("TCP", "UDP"))
            ports.append(port)
        return ports

    def _config_map(self) -> Data:
        made = self._head("v1", "ConfigMap", self._one(_HELD))
        made["data"] = {"KEY_0": "old", "KEY_9": "nine"}
        return made

    def _secret(self) -> Data:
        made = self._head("v1", "Secret", self._one(_HELD))
        made["stringData"] = {"KEY_0": "old"}
        return made

    def _service(self) -> Data:
        made = self._head("v1", "Service")
        made["spec"] = {"selector": {"app": self._one(_NAMES)}, "ports": self._ports("port")}
        return made

    def _account(self) -> Data:
        made = self._head("v1", "ServiceAccount")
        if self._chance(0.3):
            made["imagePullSecrets"] = [{"name": self._one(_HELD)}]
        return made

    def _binding(self) -> Data:
        kind = self._one(("RoleBinding", "ClusterRoleBinding", "Role", "ClusterRole"))
        made = self._head("rbac.authorization.k8s.io/v1", kind)
        if kind in {"Role", "ClusterRole"}:
            made["rules"] = [
                {"apiGroups": [""], "resources": ["x"], "resourceNames": [self._one(_HELD)]}
            ]
            return made
        made["roleRef"] = {
            "apiGroup": "rbac.authorization.k8s.io",
            "kind": self._one(("Role", "ClusterRole")),
            "name": self._one(_NAMES),
        }
        subject: Data = {"kind": "ServiceAccount", "name": self._one((*_NAMES, "default"))}
        if self._chance(0.5):
            subject["namespace"] = self._one(("default", "renovate", "other"))
        made["subjects"] = [subject]
        return made

    def _namespace(self) -> Data:
        return self._head("v1", "Namespace", self._one(("renovate", "other", "third")))

    def _policy(self) -> Data:
        made = self._head("networking.k8s.io/v1", "NetworkPolicy")
        made["spec"] = {
            "podSelector": {"matchLabels": {"app": self._one(_NAMES)}},
            "egress": [{"to": [{"podSelector": {"matchLabels": {"app": "x"}}}]}],
        }
        return made

    def _release(self) -> Data:
        made = self._head("helm.toolkit.fluxcd.io/v2", "HelmRelease")
        made["spec"] = {
            "chart": {"spec": {"chart": "renovate"}},
            "values": {"list": [{"name": "a"}], "cronjob": {"schedule": "@daily"}},
            "valuesFrom": [{"kind": "ConfigMap", "name": self._one(_HELD)}],
        }
        return made

    def _claim(self) -> Data:
        made = self._head("v1", "PersistentVolumeClaim")
        made["spec"] = {"resources": {"requests": {"storage": "1Gi"}}, "storageClassName": "a"}
        return made

    def _patches(self, folder: str) -> list[Data]:
        return [self._patch(folder, index) for index in range(self._random.randint(1, 2))]

    def _patch(self, folder: str, index: int) -> Data:
        if self._chance(0.4):
            entry: Data = {"target": self._target()}
            self._put(entry, self._operations(), folder, index)
            return entry
        patch = self._merge_patch()
        entry = {}
        if self._chance(0.6) or not self._any(patch["kind"]):
            entry["target"] = self._target()
            patch["metadata"].pop("namespace", None)
        if self._chance(0.15) and entry.get("target"):
            entry["options"] = {self._one(("allowNameChange", "allowKindChange")): True}
        self._put(entry, patch, folder, index)
        return entry

    def _put(self, entry: Data, patch: Any, folder: str, index: int) -> None:  # noqa: ANN401
        text = yaml.safe_dump(patch, sort_keys=False)
        if self._chance(0.3):
            self._files[f"{folder}/patch{index}.yaml"] = text
            entry["path"] = f"patch{index}.yaml"
        else:
            entry["patch"] = text

    def _target(self) -> Data:
        target: Data = {}
        if self._chance(0.8):
            target["kind"] = self._one(
                ("Deployment", "CronJob", "Deployment|CronJob", "Service", "Pod", "HelmRelease")
            )
        if self._chance(0.4):
            target["name"] = self._one((*_NAMES, ".*", "(pre-)?app", "re.*"))
        if self._chance(0.1):
            target["namespace"] = self._one(("default", "renovate"))
        if self._chance(0.1):
            target["labelSelector"] = self._one(("app=web", "app in (web, app)", "!app"))
        if self._chance(0.1):
            target["group"] = self._one(("apps", "batch"))
        return target

    def _operations(self) -> list[Data]:
        choices: tuple[Data, ...] = (
            {"op": "add", "path": "/metadata/labels", "value": {"patched": "yes"}},
            {"op": "add", "path": "/metadata/annotations", "value": {"a.b/c": "d"}},
            {"op": "replace", "path": "/metadata/name", "value": "renamed"},
            {"op": "add", "path": "/spec/suspend", "value": True},
            {"op": "add", "path": "/data", "value": {"a": "b"}},
            {"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "a:1"},
            {"op": "add", "path": "/spec/template/spec/containers/0/args/-", "value": "c"},
            {"op": "add", "path": "/spec/list", "value": [1, {"a": None}]},
            {"op": "test", "path": "/kind", "value": "CronJob"},
            {"op": "copy", "from": "/metadata/name", "path": "/metadata/copied"},
            {"op": "move", "from": "/spec", "path": "/moved"},
        )
        return [self._one(choices) for _ in range(self._random.randint(1, 2))]

    def _old_patches(self, folder: str) -> list[str]:
        patch = self._merge_patch()
        if not self._any(patch["kind"]):
            return []
        text = yaml.safe_dump(patch, sort_keys=False)
        if self._chance(0.5):
            return [text]
        self._files[f"{folder}/old.yaml"] = text
        return ["old.yaml"]

    def _json_patches(self, folder: str) -> list[Data]:
        target = {"version": "v1", "kind": self._one(("Deployment", "CronJob")), "name": "app"}
        entry: Data = {"target": target}
        self._put(entry, self._operations(), folder, 9)
        return [entry]

    def _replacements(self) -> list[Data]:
        source = self._any("ConfigMap")
        target = self._any("CronJob", "Deployment", "HelmRelease")
        if source is None or target is None:
            return []
        pod = "spec.template.spec.containers"
        paths = {
            "CronJob": ("spec.schedule", "metadata.annotations.made"),
            "Deployment": (f"{pod}.[name=main].image", f"{pod}.*.image", f"{pod}.0.new"),
            "HelmRelease": ("spec.values.list.0.name", "spec.values.list.[name=b].name"),
        }
        options: Data = {"create": True} if self._chance(0.6) else {}
        if self._chance(0.2):
            options |= {"delimiter": "/", "index": self._one((-1, 0, 1, 5))}
        select = {"kind": target["kind"]}
        if self._chance(0.5):
            select["name"] = target["metadata"]["name"]
        name = source["metadata"]["name"]
        return [
            {
                "source": {"kind": "ConfigMap", "name": name, "fieldPath": "data.KEY_0"},
                "targets": [
                    {
                        "select": select,
                        "fieldPaths": [self._one(paths[target["kind"]])],
                        "options": options,
                    }
                ],
            }
        ]

    def _merge_patch(self) -> Data:
        kind, version = self._one(
            (
                ("Deployment", "apps/v1"),
                ("StatefulSet", "apps/v1"),
                ("CronJob", "batch/v1"),
                ("Service", "v1"),
                ("ConfigMap", "v1"),
                ("HelmRelease", "helm.toolkit.fluxcd.io/v2"),
                ("Pod", "v1"),
            )
        )
        made = self._head(version, kind)
        if known := self._any(kind):
            made["metadata"]["name"] = known["metadata"]["name"]
            if "namespace" in known["metadata"]:
                made["metadata"]["namespace"] = known["metadata"]["namespace"]
        if self._chance(0.15):
            made["$patch"] = self._one(("delete", "replace", "merge"))
        if self._chance(0.3):
            made["metadata"]["labels"] = self._one(({"new": "1"}, {"app": None}, None))
        if self._chance(0.2):
            made["metadata"]["annotations"] = {"kept": self._one(("2", None)), "new": "1"}
        spec = self._patch_spec(kind)
        if spec is not None:
            made["data" if kind == "ConfigMap" else "spec"] = spec
        return made

    def _patch_spec(self, kind: str) -> Any:  # noqa: ANN401 - also a null
        if kind == "ConfigMap":
            return {"KEY_0": self._one(("new", None)), "KEY_5": "five"}
        if kind == "HelmRelease":
            return {"values": {"list": [{"name": "b"}], "cronjob": self._one((None, {"a": 1}))}}
        if kind == "Service":
            return {"ports": self._ports("port")}
        if self._chance(0.1):
            return None
        pod = self._patch_pod()
        if kind == "Pod":
            return pod
        template = {"template": {"spec": pod}}
        return {"jobTemplate": {"spec": template}} if kind == "CronJob" else template

    def _patch_pod(self) -> Data:
        pod: Data = {}
        if self._chance(0.8):
            names = self._random.sample(("main", "side", "third"), k=self._random.randint(1, 2))
            pod["containers"] = [self._patch_container(name) for name in names]
            has_directive = any("$patch" in item for item in pod["containers"])
            if self._chance(0.05) and not has_directive:
                pod["containers"].append({"$patch": "replace"})
        if self._chance(0.3):
            pod["volumes"] = [
                self._one(
                    (
                        {"name": "config", "$patch": "delete"},
                        {"name": "new", "emptyDir": {}},
                        {"name": "config", "emptyDir": None, "secret": {"secretName": "token"}},
                    )
                )
            ]
        if self._chance(0.2):
            pod["tolerations"] = [{"key": "b"}]
        if self._chance(0.2):
            pod["serviceAccountName"] = self._one((None, "web"))
        return pod

    def _patch_container(self, name: str) -> Data:
        made: Data = {"name": name}
        if self._chance(0.15):
            made["$patch"] = self._one(("delete", "replace"))
        if self._chance(0.4):
            made["image"] = self._one(_IMAGES)
        if self._chance(0.5):
            made["env"] = self._one(
                (
                    [{"name": "RENOVATE_PLATFORM", "value": "gitea"}],
                    [{"name": "RENOVATE_TOKEN", "$patch": "delete"}],
                    [{"name": "A", "value": "b"}, {"name": "RENOVATE_TOKEN", "value": "x"}],
                    None,
                )
            )
        if self._chance(0.3):
            made["volumeMounts"] = [{"name": "config", "mountPath": "/config", "readOnly": True}]
        if self._chance(0.3):
            made["ports"] = self._ports("containerPort")
        if self._chance(0.2):
            made["args"] = self._one((["z"], None))
        if self._chance(0.2):
            made["resources"] = self._one(({"limits": None}, {"requests": {"cpu": "1"}}))
        return made
