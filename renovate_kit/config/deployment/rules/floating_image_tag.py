"""The rule `floating-image-tag`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.image import is_floating
from renovate_kit.config.deployment.model import Release
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["FloatingImageTag"]

_IMAGE = "renovate/renovate:44.121.2"
_MOVING = re.compile(
    r"(?:latest|full|slim|main|master|stable|edge|next|nightly|dev|develop)(?:-(?:full|slim))?"
)


class FloatingImageTag(DeploymentRule):
    """The image has no tag, or one that moves from release to release.

    Each run may be another Renovate, and none can be repeated. A tag without a full version,
    such as `44`, moves too, and what a node has pulled once it keeps, so that two nodes run two
    releases. Write the full version, best together with its digest:
    `renovate/renovate:44.121.2@sha256:...`. Then Renovate proposes its own updates like any other,
    if the `managerFilePatterns` of its `kubernetes` or `flux` manager take the file; the preset
    `docker:pinDigests` lets it add the digest.

    Source: https://docs.renovatebot.com/getting-started/running/#docker-image
    """

    code = "RK700"
    name = "floating-image-tag"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job()),
        wanted(cron_job().replace("44.121.2", "44.121.2-full")),
        wanted(cron_job().replace(":44.121.2", f":latest@sha256:{'0123456789abcdef' * 4}")),
    )
    invalid: ClassVar = (
        unwanted(cron_job().replace("44.121.2", "latest"), at="renovate/renovate:latest"),
        unwanted(
            cron_job().replace(_IMAGE, "ghcr.io/renovatebot/renovate"),
            at="ghcr.io/renovatebot/renovate",
        ),
        unwanted(cron_job().replace("44.121.2", "44"), at="renovate/renovate:44"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the image of the container, if another one may hide behind its name tomorrow."""
        release = subject.deployment.release
        if release is None or not is_floating(release):
            return
        advice = (
            f"write a full version, as in `{release.repository}:{subject.catalogue.release}`, best "
            "with its digest: Renovate then proposes its own updates"
        )
        if release.version is not None:
            yield DeploymentFinding(
                origin=release.origin,
                at_key=False,
                severity=Severity.INFO,
                message=f"the tag `{release.tag}` moves with each release, and a node that has "
                "pulled it keeps the old one",
                help=advice,
            )
        elif _is_moving(release) and not (release.tag is None and subject.deployment.chart):
            name = f"`{release.tag}`" if release.tag else "`latest`, for want of a tag"
            yield DeploymentFinding(
                origin=release.origin,
                at_key=False,
                message=f"the image is {name}, whatever was released last: no run can be "
                "repeated, and Renovate can't update it",
                help=advice,
            )


def _is_moving(release: Release) -> bool:
    return release.tag is None or _MOVING.fullmatch(release.tag) is not None
