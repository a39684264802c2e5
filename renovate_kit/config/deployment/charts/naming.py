"""The names that the official chart gives to its objects.

Source: `charts/renovate/templates/_helpers.tpl` of https://github.com/renovatebot/helm-charts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.charts.assembling import is_given
from renovate_kit.config.deployment.charts.installations import Installation
from renovate_kit.config.document.located import LocatedValue

__all__ = ["CHART_NAME", "ChartNames"]

CHART_NAME: Final = "renovate"
_LONGEST: Final = 63


@dataclass(frozen=True, slots=True)
class ChartNames:
    """The names in one installation.

    Attributes:
        installation: of the chart.
    """

    installation: Installation

    @property
    def namespace(self) -> LocatedValue | None:
        """The namespace of all objects; None if that is not told."""
        override = self.installation.values.at("namespaceOverride")
        return override if is_given(override) else self.installation.namespace

    @property
    def full(self) -> str:
        """The name of the CronJob, with which the other names begin."""
        values, release = self.installation.values, self.installation.release
        if override := values.text("fullnameOverride"):
            return _cut(override)
        name = values.text("nameOverride") or CHART_NAME
        return _cut(release if name in release else f"{release}-{name}")

    @property
    def config(self) -> str:
        """The ConfigMap, or the Secret, with the config."""
        return f"{self.full}-config"

    @property
    def config_file(self) -> str:
        """The name of the config file in it."""
        values = self.installation.values
        if is_given(values.at("renovate", "configIsJavaScript")):
            return "config.js"
        return "config.json5" if is_given(values.at("renovate", "configIsJson5")) else "config.json"

    @property
    def secret(self) -> str:
        """The Secret with variables."""
        return self.installation.values.text("existingSecret") or f"{self.full}-secret"

    @property
    def ssh_secret(self) -> str:
        """The Secret with the files of ssh."""
        existing = self.installation.values.text("ssh_config", "existingSecret")
        return existing or f"{self.full}-ssh-secret"

    @property
    def cache(self) -> str:
        """The claim for the cache, and its volume."""
        return f"{self.full}-cache"

    @property
    def service_account(self) -> str:
        """The ServiceAccount of the pod."""
        values = self.installation.values
        default = self.full if is_given(values.at("serviceAccount", "create")) else "default"
        return values.text("serviceAccount", "name") or default

    @property
    def labels(self) -> Mapping[str, str | LocatedValue]:
        """The labels by which selectors find the pod."""
        values = self.installation.values
        return {
            "app.kubernetes.io/name": _cut(values.text("nameOverride") or CHART_NAME),
            "app.kubernetes.io/instance": self.installation.release,
            **values.fields("global", "commonLabels"),
        }


def _cut(name: str) -> str:
    return name[:_LONGEST].removesuffix("-")
