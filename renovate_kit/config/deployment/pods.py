"""What a manifest says of the pod in which Renovate runs, wherever it says it."""

from typing import Final

from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.recognition import JOB_KIND, is_renovate_image
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = [
    "container_place",
    "has_renovate_image",
    "image_user",
    "is_helper",
    "is_made_by_operator",
    "is_made_up",
    "is_whole",
    "job_spec",
    "pod_template",
    "runs_as_job",
    "security_setting",
    "user_of",
]

_JOBS: Final = frozenset({"CronJob", "Job"})
_FIRST_MAJOR_WITH_NEW_USER: Final = 39
_NEW_USER: Final = 12021
_OLD_USER: Final = 1000
_ONLY_IN_CONTAINERS: Final = frozenset(
    {"allowPrivilegeEscalation", "capabilities", "privileged", "readOnlyRootFilesystem"}
)


def is_whole(deployment: Deployment) -> bool:
    """Return whether a workload says enough for what it lacks to be missing.

    A patch that is read on its own says only what it changes, and values of a chart that are not
    all known may say more. What an operator makes a workload of is its own affair.
    """
    if is_made_by_operator(deployment):
        return False
    if deployment.chart is not None:
        return deployment.source.is_complete
    has_image = deployment.container.text("image") is not None
    is_cron_job = deployment.kind == "CronJob"
    has_schedule = deployment.workload.text("spec", "schedule") is not None
    return has_image and (has_schedule or not is_cron_job)


def is_helper(deployment: Deployment) -> bool:
    """Return whether the container only prepares the pod, by some other command of the image."""
    words = [str(word.content) for word in deployment.container.items("command")]
    is_first = deployment.container in deployment.pod.items("initContainers")
    return is_first and bool(words) and not any(word.endswith("renovate") for word in words)


def is_made_by_operator(deployment: Deployment) -> bool:
    """Return whether an operator makes the pod of a resource of its own."""
    return deployment.chart is not None and deployment.chart.text("kind") == JOB_KIND


def is_made_up(deployment: Deployment, value: LocatedValue) -> bool:
    """Return whether a chart or an operator decided on a value, and no person."""
    made, origin = deployment.workload.origin, value.origin
    is_at_chart = origin.document is made.document and origin.span == made.span
    return deployment.chart is not None and is_at_chart


def has_renovate_image(deployment: Deployment) -> bool:
    """Return whether the image is Renovate's own, as far as its name tells."""
    if deployment.release is None:
        return deployment.chart is not None
    return is_renovate_image(deployment.release.image)


def runs_as_job(deployment: Deployment) -> bool:
    """Return whether Renovate runs in the pods of a Job."""
    return deployment.kind in _JOBS


def job_spec(deployment: Deployment) -> LocatedValue | None:
    """Return the spec of the Job; None if the workload makes none."""
    match deployment.kind:
        case "CronJob":
            return deployment.workload.at("spec", "jobTemplate", "spec")
        case "Job":
            return deployment.workload.at("spec")
        case _:
            return None


def pod_template(deployment: Deployment) -> LocatedValue | None:
    """Return what holds the metadata and the spec of the pod."""
    if deployment.kind == "Pod":
        return deployment.workload
    if deployment.kind == "CronJob":
        return deployment.workload.at("spec", "jobTemplate", "spec", "template")
    return deployment.workload.at("spec", "template")


def container_place(deployment: Deployment) -> Origin:
    """Return the place that stands for the container: the first key in it, on its first line.

    For one that a chart makes that is where the chart is named.
    """
    item = deployment.container
    if is_made_up(deployment, item):
        return item.origin
    own = (
        member.origin
        for member in item.fields().values()
        if member.origin.document is item.origin.document
        and member.origin.key_span is not None
        and item.origin.span.start <= member.origin.key_span.start < item.origin.span.end
    )
    return min(own, key=lambda origin: (origin.key_span or origin.span).start, default=item.origin)


def security_setting(deployment: Deployment, name: str) -> LocatedValue | None:
    """Return a field of the security context that holds for the container; None if none does.

    Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
    """
    own = deployment.container.at("securityContext", name)
    if (own is not None and own.content is not None) or name in _ONLY_IN_CONTAINERS:
        return own
    return deployment.pod.at("securityContext", name)


def image_user(deployment: Deployment) -> int | None:
    """Return the user for which the image is made; None if the image is not Renovate's own.

    Source: `USER` in `tools/docker/Dockerfile` of Renovate, changed by its release 39.
    """
    release = deployment.release
    if release is None or not has_renovate_image(deployment):
        return None
    major = int(release.version.split(".")[0]) if release.version else None
    is_old = major is not None and major < _FIRST_MAJOR_WITH_NEW_USER
    return _OLD_USER if is_old else _NEW_USER


def user_of(deployment: Deployment) -> int | None:
    """Return the user as which the container runs; None if the image decides and is not known."""
    user = security_setting(deployment, "runAsUser")
    if user is not None and type(user.content) is int:
        return user.content
    return image_user(deployment)
