"""The settings of a deployment: what `config/renovate-kit.yaml` may say."""

import re
from pathlib import PurePosixPath
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, JsonValue, StringConstraints, model_validator

from renovate_kit.config.build.schedules import checked_schedule, shortest_period
from renovate_kit.config.build.settings_parts import (
    ADDRESS,
    URL,
    Autodiscover,
    Cache,
    Deadlines,
    History,
    Image,
    Log,
    Name,
    NetworkPolicy,
    Part,
    Report,
    ResourceQuota,
    Resources,
    Secret,
    Security,
)
from renovate_kit.config.build.settings_report import WeeklyReport, WeeklyReportDifference
from renovate_kit.config.models.names import Platform

__all__ = ["BUILT_FILES", "OVERLAY_KEYS", "Settings"]

_LONGEST_RUN: Final = 6 * 60 * 60
BUILT_FILES: Final = frozenset(
    {
        "configmap.yaml",
        "cronjob.yaml",
        "kustomization.yaml",
        "namespace.yaml",
        "networkpolicy.yaml",
        "persistentvolumeclaim.yaml",
        "renovate-container-env.yaml",
        "report-access.yaml",
        "report-cronjobs.yaml",
        "report-networkpolicy.yaml",
        "report-persistentvolumeclaim.yaml",
        "resourcequota.yaml",
        "serviceaccount.yaml",
    }
)
"""What the builder itself calls files."""
_GLOBAL_SCHEMA: Final = "https://docs.renovatebot.com/renovate-global-schema.json"
_REPOSITORY_SCHEMA: Final = "https://docs.renovatebot.com/renovate-schema.json"


def _time_zone(value: str) -> str:
    from zoneinfo import available_timezones  # noqa: PLC0415 - it reads many files

    if value not in available_timezones():
        message = f"there is no time zone `{value}`"
        raise ValueError(message)
    return value


def _author(value: str) -> str:
    from renovate_kit.config.effective.git_author import is_git_author  # noqa: PLC0415 - rarely set

    if "${" in value or not is_git_author(value):
        message = "must be a name with a mail address, as `Renovate Bot <bot@example.com>`"
        raise ValueError(message)
    return value


def _inner_path(value: str) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        message = "must be a folder inside of the tree"
        raise ValueError(message)
    return str(path)


def _extra(value: str) -> str:
    if value in BUILT_FILES or not re.fullmatch(r"[\w.][\w.-]*\.ya?ml", value):
        message = "must be a YAML file of your own, in the folder of the built manifests"
        raise ValueError(message)
    return value


Schedule: TypeAlias = Annotated[str, AfterValidator(checked_schedule)]
TimeZone: TypeAlias = Annotated[str, AfterValidator(_time_zone)]
RepositoryNames: TypeAlias = list[Annotated[str, StringConstraints(pattern=r"^\S+$")]]
DryRun: TypeAlias = Literal["extract", "lookup", "full"]
GlobalOptions: TypeAlias = Annotated[
    dict[str, JsonValue], Field(json_schema_extra={"$ref": _GLOBAL_SCHEMA})
]
RepositoryOptions: TypeAlias = Annotated[
    dict[str, JsonValue], Field(json_schema_extra={"$ref": _REPOSITORY_SCHEMA})
]


class LogDifference(Part):
    """What an overlay logs differently."""

    level: Literal["trace", "debug", "info", "warn", "error", "fatal"] | None = None
    format: Literal["json", "pretty"] | None = None


class AmountsDifference(Part):
    """Processor time and memory, as far as an overlay has others."""

    cpu: str | int | None = None
    memory: str | int | None = None


class ResourcesDifference(Part):
    """What an overlay promises and allows differently."""

    requests: AmountsDifference | None = None
    limits: AmountsDifference | None = None


class DeadlinesDifference(Part):
    """What an overlay gives up at another time."""

    start: int | None = None
    run: int | None = None


class Overlay(Part):
    """How one environment differs from the base; `null` takes away what the base has."""

    schedule: Schedule | None = None
    time_zone: TimeZone | None = None
    suspend: bool | None = None
    image: Image | None = None
    repositories: RepositoryNames | None = None
    autodiscover: Autodiscover | None = None
    dry_run: DryRun | None = None
    log: LogDifference | None = None
    resources: ResourcesDifference | None = None
    deadlines: DeadlinesDifference | None = None
    weekly_report: WeeklyReportDifference | None = None
    config: GlobalOptions | None = None
    """Global options that the base has not, or has otherwise."""


OVERLAY_KEYS: Final = frozenset(field.alias or name for name, field in Overlay.model_fields.items())
"""What an overlay can make different."""


class Settings(Part):
    """A deployment of Renovate as a CronJob in Kubernetes."""

    name: Annotated[Name, StringConstraints(max_length=52)] = "renovate"
    """Of the CronJob and what belongs to it; Kubernetes appends 11 characters for a Job."""
    namespace: Name = "renovate"
    path: Annotated[str, AfterValidator(_inner_path)] = "infrastructure/controllers"
    """The folder of `base` and the overlays."""
    image: Image
    schedule: Schedule = "@hourly"
    time_zone: TimeZone = "Etc/UTC"
    """Of the schedule."""
    suspend: bool = False

    platform: Platform
    endpoint: Annotated[str, StringConstraints(pattern=URL)] | None = None
    """Where the platform's API is, if not at its usual place."""
    git_author: (
        Annotated[str, StringConstraints(pattern=ADDRESS), AfterValidator(_author)] | None
    ) = None
    """`Name <address>`."""
    repositories: RepositoryNames = Field(default_factory=list)
    repositories_in: Literal["config", "args"] = "config"
    """Whether the repositories stand in Renovate's config or are arguments of the container."""
    autodiscover: Autodiscover | None = None
    dry_run: DryRun | None = None
    config_in: Literal["json", "env"] = "json"
    """Whether Renovate's config is a file in a ConfigMap or variables."""
    config: GlobalOptions = Field(default_factory=dict)
    """All other options of Renovate's global config, as Renovate spells them."""
    report: Report | None = None
    log: Log = Log()
    secret: Secret

    resources: Resources = Resources()
    deadlines: Deadlines = Deadlines()
    backoff_limit: Annotated[int, Field(ge=0, le=1)] = 0
    """How often a run that failed is repeated before the next one is due."""
    history: History = History()
    cache: Cache = Cache()
    security: Security = Security()
    network_policy: NetworkPolicy = NetworkPolicy()
    resource_quota: ResourceQuota | None = None
    extra_resources: list[Annotated[str, AfterValidator(_extra)]] = Field(default_factory=list)
    """Files of your own beside those of the builder, which the base takes too."""
    weekly_report: WeeklyReport | None = None
    """Read the logs, and publish a report of each week."""

    overlays: dict[Name, Overlay] = Field(default_factory=dict)
    repository: RepositoryOptions | None = None
    """The `renovate.json` of the repository itself."""

    @model_validator(mode="after")
    def _finds_repositories(self) -> Self:
        if bool(self.repositories) == bool(self.autodiscover):
            message = "name `repositories` or an `autodiscover` filter, not both"
            raise ValueError(message)
        if "base" in self.overlays:
            message = "an overlay can't be called `base`"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _ends_before_the_next_run(self) -> Self:
        period = shortest_period(self.schedule)
        if self.deadlines.run is not None and self.deadlines.run >= period:
            message = (
                f"`deadlines.run` must be less than the {period} seconds between two runs:"
                " a run that hangs would hold up the next"
            )
            raise ValueError(message)
        return self

    @property
    def run_deadline(self) -> int:
        """After how many seconds a run is stopped."""
        if self.deadlines.run is not None:
            return self.deadlines.run
        period = shortest_period(self.schedule)
        return min(period - period // 12, _LONGEST_RUN)

    @property
    def variables_name(self) -> str:
        """The name of the ConfigMap with the environment."""
        return f"{self.name}-configmap"

    @property
    def config_name(self) -> str:
        """The name of the ConfigMap with Renovate's config."""
        return f"{self.name}-config"

    def in_overlay(self, name: str) -> "Settings":
        """Return the settings that hold in an overlay.

        Raises:
            pydantic.ValidationError: base and overlay don't go together.
        """
        data = self.model_dump(by_alias=True, exclude={"overlays"})
        difference = self.overlays[name].model_dump(by_alias=True, exclude_unset=True)
        return Settings.model_validate(_merged(data, difference))


def _merged(base: dict[str, Any], difference: dict[str, Any]) -> dict[str, Any]:
    """Return an object with the values of another over it; null takes a value away.

    Renovate's options are whole: what stands in `config` is not merged into their insides.
    """
    merged = dict(base)
    for key, value in difference.items():
        if value is None:
            merged.pop(key, None)
        elif key == "config":
            merged[key] = {**base.get(key, {}), **value}
        elif isinstance(value, dict) and isinstance(base.get(key), dict) and key != "image":
            merged[key] = _merged(base[key], value)
        else:
            merged[key] = value
    if "autodiscover" in difference and difference["autodiscover"] is not None:
        merged.pop("repositories", None)
    elif difference.get("repositories"):
        merged.pop("autodiscover", None)
    return merged
