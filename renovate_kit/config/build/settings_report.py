"""What the settings say of the weekly report, which renovate-kit writes in the same namespace."""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from renovate_kit.config.build.schedules import checked_schedule
from renovate_kit.config.build.settings_parts import (
    Amounts,
    Image,
    Name,
    Part,
    Quantity,
    Resources,
    VariableName,
)

__all__ = ["REPOSITORY", "ReportStore", "ReportToken", "WeeklyReport", "WeeklyReportDifference"]

Place: TypeAlias = Literal["issue", "commit"]
REPOSITORY = r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$"
_IMAGE = r"^[^\s:@]+(:\d+/[^\s:@]+)?$"


def _folder(value: str) -> str:
    parts = value.strip("/").split("/")
    if not re.fullmatch(r"[\w./ -]+", value) or not all(parts) or {".", "..", ".git"} & {*parts}:
        message = "must be a folder inside of the repository"
        raise ValueError(message)
    return "/".join(parts)


def _issue() -> list[Place]:
    return ["issue"]


class ReportImage(Image):
    """The image with renovate-kit: one of your own, as none is published."""

    repository: Annotated[str, StringConstraints(pattern=_IMAGE)]
    """Without a tag."""


class ReportStore(Part):
    """The volume with what is known of all runs."""

    size: Quantity = "1Gi"
    storage_class: Name | None = None
    """Its storage class; without it the cluster's default."""


class ReportToken(Part):
    """Where the token for GitHub is; it needs issues: write or contents: write to publish."""

    secret: Name | None = None
    """The Secret; without it, Renovate's own."""
    key: VariableName = "RENOVATE_TOKEN"
    """The key in it."""


class WeeklyReportDifference(Part):
    """How the weekly report of an overlay differs."""

    suspend: bool | None = None
    publish_to: Annotated[str, StringConstraints(pattern=REPOSITORY)] | None = None


class WeeklyReport(Part):
    """Read logs and pull requests, and publish a report each week."""

    image: ReportImage
    schedule: Annotated[str, AfterValidator(checked_schedule)] = "0 6 * * 1"
    """When the report of the week before is published, in the deployment's time zone."""
    suspend: bool = False
    """Whether logs are neither read nor reported, as in an overlay that is no reporter."""
    ingest_schedule: Annotated[str, AfterValidator(checked_schedule)] = "40 * * * *"
    """When logs are read: before Kubernetes removes the pods."""
    repositories: list[Annotated[str, StringConstraints(pattern=REPOSITORY)]] = Field(
        default_factory=list
    )
    """Whose pull requests are read; without them, Renovate's `repositories`."""
    publish: Annotated[list[Place], Field(min_length=1)] = Field(default_factory=_issue)
    publish_to: Annotated[str, StringConstraints(pattern=REPOSITORY)] | None = None
    """Where the report is published; without it, the only repository."""
    issue_labels: list[Annotated[str, Field(min_length=1)]] = Field(default_factory=list)
    branch: Annotated[str, StringConstraints(pattern=r"^[^\s-][^\s]*$")] | None = None
    """Where reports are committed; without it, the default branch."""
    folder: Annotated[str, AfterValidator(_folder)] = "reports/weekly"
    """Where they are, in the repository."""
    token: ReportToken = ReportToken()
    store: ReportStore = ReportStore()
    resources: Resources = Resources.model_construct(
        requests=Amounts.model_construct(cpu="50m", memory="128Mi"),
        limits=Amounts.model_construct(cpu="1", memory="512Mi"),
    )
