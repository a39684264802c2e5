"""The pod that the official chart makes of its values.

Source: `charts/renovate/templates/cronjob.yaml` of https://github.com/renovatebot/helm-charts.
"""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.deployment.charts.assembling import Part, assembled, is_given, text_of
from renovate_kit.config.deployment.charts.installations import Installation
from renovate_kit.config.deployment.charts.naming import CHART_NAME, ChartNames
from renovate_kit.config.document.located import LocatedValue

__all__ = ["pod_part"]

_OF_POD: Final = (
    "hostAliases",
    "dnsPolicy",
    "dnsConfig",
    "nodeSelector",
    "affinity",
    "tolerations",
    "imagePullSecrets",
)
_REGISTRY: Final = "ghcr.io"
_REPOSITORY: Final = "renovatebot/renovate"
_FOLDER: Final = "/usr/src/app"
_CONFIG_VOLUME: Final = "config-volume"
_SSH_VOLUME: Final = "ssh-config-volume"
_CACHE_GROUP: Final = 1000


def pod_part(installation: Installation, names: ChartNames) -> dict[str, Part]:
    """Return the spec of the pod."""
    making = _Making(installation, names)
    values = installation.values
    return {
        "serviceAccountName": values.at("serviceAccount", "name") or names.service_account,
        "restartPolicy": making.given("cronjob", "jobRestartPolicy") or "Never",
        **{key: making.given(key) for key in _OF_POD},
        "initContainers": making.given("cronjob", "initContainers"),
        "containers": [making.container(), *values.items("extraContainers")],
        "volumes": list(making.volumes()),
        "securityContext": making.security_context(),
    }


class _Making:
    """The template, filled in."""

    def __init__(self, installation: Installation, names: ChartNames) -> None:
        self._values = installation.values
        self._names = names

    def given(self, *path: str) -> LocatedValue | None:
        value = self._values.at(*path)
        return value if is_given(value) else None

    def container(self) -> dict[str, Part]:
        return {
            "name": CHART_NAME,
            "image": self._image(),
            "imagePullPolicy": self.given("image", "pullPolicy") or "IfNotPresent",
            **self._command(),
            "volumeMounts": list(self._mounts()),
            "env": list(self._env()),
            "envFrom": list(self._env_from()),
            "securityContext": self.given("renovate", "securityContext"),
            "resources": self.given("resources"),
        }

    def volumes(self) -> Iterator[Part]:
        if self.given("renovate", "config"):
            is_secret = self.given("renovate", "configIsSecret") is not None
            source: dict[str, Part] = (
                {"secret": {"secretName": self._names.config}}
                if is_secret
                else {"configMap": {"name": self._names.config}}
            )
            yield {"name": _CONFIG_VOLUME, **source}
        if self._has_cache:
            claim = {"claimName": self._names.cache}
            yield {"name": self._names.cache, "persistentVolumeClaim": claim}
        if self.given("ssh_config", "enabled"):
            yield {"name": _SSH_VOLUME, "emptyDir": {"medium": "Memory"}}
            secret = self.given("ssh_config", "existingSecret") or self._names.ssh_secret
            yield {"name": "ssh-secret-volume", "secret": {"secretName": secret}}
        yield from self._values.items("extraVolumes")

    def security_context(self) -> Part:
        given = self.given("securityContext")
        if not self._has_cache:
            return given
        fields = {} if given is None else dict(given.fields())
        return {"fsGroup": _CACHE_GROUP, **fields}

    @property
    def _has_cache(self) -> bool:
        return self.given("renovate", "persistence", "cache", "enabled") is not None

    def _image(self) -> LocatedValue | None:
        """Return the image; None if its tag is the chart's own, which is not known."""
        tag = self.given("image", "tag")
        if tag is None:
            return None
        parts = (self.given("image", "registry"), self.given("image", "repository"))
        registry, repository = (
            default if part is None else text_of(part)
            for part, default in zip(parts, (_REGISTRY, _REPOSITORY), strict=True)
        )
        suffix = "-full" if self.given("image", "useFull") else ""
        return LocatedValue(f"{registry}/{repository}:{text_of(tag)}{suffix}", tag.origin)

    def _command(self) -> dict[str, Part]:
        command = self.given("cronjob", "commandOverride")
        arguments = self.given("cronjob", "argsOverride")
        if command is not None or arguments is not None:
            return {"command": command, "args": arguments}
        before = self.given("cronjob", "preCommand")
        after = self.given("cronjob", "postCommand")
        written = before or after
        if written is None:
            return {}
        parts = ("set -e;", _script(before), "renovate", _script(after))
        script = LocatedValue("\n".join(filter(None, parts)), written.origin)
        return {"command": ["/bin/bash", "-c"], "args": [script]}

    def _mounts(self) -> Iterator[Part]:
        if self.given("renovate", "config"):
            name = self._names.config_file
            path = f"{_FOLDER}/{name}"
            yield {"name": _CONFIG_VOLUME, "mountPath": path, "subPath": name}
        if self.given("ssh_config", "enabled"):
            yield {"name": _SSH_VOLUME, "mountPath": "/home/ubuntu/.ssh", "readOnly": True}
        yield from self._values.items("extraVolumeMounts")
        if self._has_cache:
            yield {"name": self._names.cache, "mountPath": "/tmp/renovate"}  # noqa: S108 - theirs

    def _env(self) -> Iterator[Part]:
        existing = self.given("renovate", "existingConfigFile")
        if existing is not None:
            yield {"name": "RENOVATE_CONFIG_FILE", "value": existing}
        elif self.given("renovate", "config"):
            path = f"{_FOLDER}/{self._names.config_file}"
            yield {"name": "RENOVATE_CONFIG_FILE", "value": path}
        for name, value in sorted(self._values.fields("env").items()):
            printed = LocatedValue(text_of(value), value.origin)
            member: dict[str, Part] = {"name": name, "value": printed}
            yield assembled(member, value.origin)
        yield from self._values.items("envList")

    def _env_from(self) -> Iterator[Part]:
        existing = self.given("existingSecret")
        if existing is not None or self.given("secrets"):
            yield {"secretRef": {"name": existing or self._names.secret}}
        yield from self._values.items("envFrom")


def _script(text: LocatedValue | None) -> str:
    return "" if text is None else text_of(text)
