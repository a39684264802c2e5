"""The rule `invalid-manifest`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from renovate_kit.config.deployment.amendments import renamed
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import written_objects
from renovate_kit.config.deployment.required_texts import required_texts
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.location import Pointer

if TYPE_CHECKING:
    from renovate_kit.config.kubernetes import SchemaProblem

__all__ = ["InvalidManifest"]


class InvalidManifest(DeploymentRule):
    """An object has a field that Kubernetes does not know, lacks one, or has one of a wrong type.

    The API server refuses the object, and so do Flux and Argo CD before it. The schemas come with
    the extra `kubernetes` of this package; without it nothing is checked. Kinds that Kubernetes
    itself does not have are left alone.

    Source: `api/openapi-spec/swagger.json` of Kubernetes.
    """

    code = "RK764"
    name = "invalid-manifest"
    severity = Severity.ERROR
    valid: ClassVar = (wanted(cron_job(spec="concurrencyPolicy: Forbid")),)
    invalid: ClassVar = (
        unwanted(
            cron_job(spec="concurencyPolicy: Forbid"),
            at="concurencyPolicy",
            fixed=cron_job(spec="concurrencyPolicy: Forbid"),
        ),
        unwanted(cron_job(job="backoffLimit: none"), at="none"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what the schemas say against the objects that belong to Renovate."""
        from renovate_kit.config.kubernetes import (  # noqa: PLC0415 - an extra, and a heavy one
            check_object,
            is_available,
        )

        if subject.kubernetes is None and not is_available():
            return
        for item in written_objects(subject.deployment):
            elsewhere = {value.origin.span for value in required_texts(item)}
            for problem in check_object(item.to_data(), subject.kubernetes).problems:
                place = _nearest(item, problem.pointer)
                if place.origin.span not in elsewhere:
                    yield _finding(place.origin, problem)


def _finding(origin: Origin, problem: "SchemaProblem") -> DeploymentFinding:
    fix = None
    if problem.likely is not None:
        old = str(problem.pointer[-1])
        if problem.at_key:
            fix = renamed(origin, old, problem.likely, is_safe=False)
    return DeploymentFinding(
        origin=origin,
        at_key=problem.at_key,
        message=problem.message,
        help=problem.help,
        fix=fix,
    )


def _nearest(item: LocatedValue, pointer: Pointer) -> LocatedValue:
    """Return the value at a pointer, or the innermost one that is there."""
    found = (item.at(*pointer[:length]) for length in range(len(pointer), -1, -1))
    return next(value for value in found if value is not None)
