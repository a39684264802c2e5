"""What the official Helm chart makes of its values.

As of chart 46; what older ones did otherwise (a Redis until 43, Docker beside it until 35) is left
out. Which image a chart takes by default is not known here.

Source: `charts/renovate/templates/` of https://github.com/renovatebot/helm-charts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.charts.assembling import Part, assembled, is_given
from renovate_kit.config.deployment.charts.chart_pod import pod_part
from renovate_kit.config.deployment.charts.installations import Installation
from renovate_kit.config.deployment.charts.naming import ChartNames
from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import LocatedValue

__all__ = ["ChartObjects", "chart_objects"]

_OF_CRON_JOB: Final = (
    "timeZone",
    "suspend",
    "concurrencyPolicy",
    "failedJobsHistoryLimit",
    "successfulJobsHistoryLimit",
    "startingDeadlineSeconds",
)
_OF_JOB: Final = {
    "completions": "completions",
    "completionMode": "completionMode",
    "parallelism": "parallelism",
    "ttlSecondsAfterFinished": "ttlSecondsAfterFinished",
    "activeDeadlineSeconds": "activeDeadlineSeconds",
    "jobBackoffLimit": "backoffLimit",
    "backoffLimitPerIndex": "backoffLimitPerIndex",
    "maxFailedIndexes": "maxFailedIndexes",
}
"""Values below `cronjob`, to the field of the Job's spec that they become."""

_SCHEDULE: Final = "0 1 * * *"
_CACHE_SIZE: Final = "512Mi"
_FULL_NAME: Final = re.compile(r"\{\{-?\s*include\s+\"renovate\.fullname\"\s+[.$]\s*-?\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartObjects:
    """The objects of an installed chart.

    Attributes:
        cron_job: which runs Renovate.
        others: ConfigMaps, Secrets, a claim, a ServiceAccount, and what the values hold as
            `extraObjects`.
        notes: what the chart fails at, and what it makes that is not known.
    """

    cron_job: LocatedValue
    others: tuple[LocatedValue, ...]
    notes: tuple[Note, ...]


def chart_objects(installation: Installation) -> ChartObjects:
    """Return the objects that the chart makes, each value at its place among the values.

    What the chart itself decides has the place where the chart is named.
    """
    making = _Making(installation)
    return ChartObjects(
        cron_job=making.cron_job(),
        others=(
            *making.config(),
            *making.secrets(),
            *making.extra_config_maps(),
            *making.claim(),
            *making.service_account(),
            *making.extra_objects(),
        ),
        notes=tuple(making.notes()),
    )


class _Making:
    """The templates, filled in."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._values = installation.values
        self._origin = installation.chart.origin
        self._names = ChartNames(installation)

    def cron_job(self) -> LocatedValue:
        names = self._names
        spec: dict[str, Part] = {"schedule": self._given("cronjob", "schedule") or _SCHEDULE}
        spec |= {key: self._given("cronjob", key) for key in _OF_CRON_JOB}
        job: dict[str, Part] = {
            field: self._given("cronjob", key) for key, field in _OF_JOB.items()
        }
        job["template"] = {
            "metadata": {"labels": {**names.labels, **self._values.fields("pod", "labels")}},
            "spec": pod_part(self._installation, names),
        }
        spec["jobTemplate"] = {"spec": job}
        metadata = {
            **self._metadata(names.full),
            "labels": {**names.labels, **self._values.fields("cronjob", "labels")},
            "annotations": self._given("cronjob", "annotations"),
        }
        return self._object("batch/v1", "CronJob", metadata, {"spec": spec})

    def config(self) -> Iterator[LocatedValue]:
        text = self._given("renovate", "config")
        if text is None or self._given("renovate", "existingConfigFile") is not None:
            return
        metadata = self._metadata(self._names.config)
        data: Part = {self._names.config_file: text}
        if self._given("renovate", "configIsSecret") is None:
            yield self._object("v1", "ConfigMap", metadata, {"data": data})
        else:
            yield self._object("v1", "Secret", metadata, {"type": "Opaque", "stringData": data})

    def secrets(self) -> Iterator[LocatedValue]:
        secrets = self._given("secrets")
        if secrets is not None and self._given("existingSecret") is None:
            metadata = self._metadata(self._names.secret)
            yield self._object("v1", "Secret", metadata, {"type": "Opaque", "stringData": secrets})
        ssh = self._given("ssh_config", "enabled")
        if ssh is not None and self._given("ssh_config", "existingSecret") is None:
            data: Part = {
                "config": self._given("ssh_config", "config"),
                "id_rsa": self._given("ssh_config", "id_rsa"),
                "id_rsa.pub": self._given("ssh_config", "id_rsa_pub"),
            }
            metadata = self._metadata(self._names.ssh_secret)
            yield self._object("v1", "Secret", metadata, {"type": "Opaque", "stringData": data})

    def extra_config_maps(self) -> Iterator[LocatedValue]:
        for item in self._values.items("extraConfigmaps"):
            name = f"{self._names.full}-extra-{item.text('name') or ''}"
            data = item.at("data")
            yield self._object("v1", "ConfigMap", self._metadata(name), {"data": data})

    def claim(self) -> Iterator[LocatedValue]:
        cache = self._values.at("renovate", "persistence", "cache")
        if cache is None or not is_given(cache.at("enabled")):
            return
        spec: Part = {
            "storageClassName": cache.at("storageClass"),
            "volumeName": cache.at("volumeName"),
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": cache.at("storageSize") or _CACHE_SIZE}},
        }
        metadata = self._metadata(self._names.cache)
        yield self._object("v1", "PersistentVolumeClaim", metadata, {"spec": spec})

    def service_account(self) -> Iterator[LocatedValue]:
        if self._given("serviceAccount", "create") is not None:
            metadata = {
                **self._metadata(self._names.service_account),
                "annotations": self._given("serviceAccount", "annotations"),
            }
            yield self._object("v1", "ServiceAccount", metadata, {})

    def extra_objects(self) -> Iterator[LocatedValue]:
        for item in self._extra:
            if isinstance(item.content, dict):
                yield self._in_namespace(self._named(item))

    def notes(self) -> Iterator[Note]:
        if any(not isinstance(item.content, dict) for item in self._extra):
            at = self._values.at("extraObjects") or self._values
            message = "objects that the values hold as a template are not known"
            yield Note(message=message, path=at.origin.path, origin=at.origin)
        has_config = self._given("renovate", "config") or self._given(
            "renovate", "existingConfigFile"
        )
        if has_config is None and self._installation.is_complete:
            yield Note(
                message="the chart can't be installed without a value for `renovate.config` or "
                "`renovate.existingConfigFile`",
                path=self._origin.path,
                origin=self._origin,
                is_error=True,
                hides_objects=False,
            )

    @property
    def _extra(self) -> tuple[LocatedValue, ...]:
        return self._values.items("extraObjects")

    def _named(self, value: LocatedValue) -> LocatedValue:
        """Return a value in which the chart's own name is filled in."""
        content = value.content
        if isinstance(content, str):
            return LocatedValue(_FULL_NAME.sub(self._names.full, content), value.origin)
        if isinstance(content, dict):
            return LocatedValue(
                {key: self._named(item) for key, item in content.items()}, value.origin
            )
        if isinstance(content, tuple):
            return LocatedValue(tuple(map(self._named, content)), value.origin)
        return value

    def _in_namespace(self, item: LocatedValue) -> LocatedValue:
        namespace = self._names.namespace
        if namespace is None or item.at("metadata", "namespace") is not None:
            return item
        metadata = LocatedValue({**item.fields("metadata"), "namespace": namespace}, item.origin)
        return LocatedValue({**item.fields(), "metadata": metadata}, item.origin)

    def _given(self, *path: str) -> LocatedValue | None:
        value = self._values.at(*path)
        return value if is_given(value) else None

    def _metadata(self, name: str) -> dict[str, Part]:
        return {"name": name, "namespace": self._names.namespace, "labels": self._names.labels}

    def _object(
        self, version: str, kind: str, metadata: Part, fields: dict[str, Part]
    ) -> LocatedValue:
        parts: dict[str, Part] = {
            "apiVersion": version,
            "kind": kind,
            "metadata": metadata,
            **fields,
        }
        return assembled(parts, self._origin)
