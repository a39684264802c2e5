"""Manifests for the examples of rules: a whole CronJob around the few lines that matter."""

from textwrap import dedent, indent

from renovate_kit.config.rule import Invalid, Valid

__all__ = ["cron_job", "unwanted", "wanted"]

_CRON_JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: renovate
spec:
  schedule: "0 * * * *"
{spec}  jobTemplate:
    spec:
{job}      template:
        spec:
{pod}          containers:
            - name: renovate
              image: renovate/renovate:44.121.2
{container}          restartPolicy: Never
"""
_PATH = "manifests.yaml"


def cron_job(*, spec: str = "", job: str = "", pod: str = "", container: str = "") -> str:
    """Return a CronJob that runs Renovate.

    Args:
        spec: more lines of its `spec`.
        job: of the spec of its Job.
        pod: of the spec of its pod.
        container: of its container.
    """
    return _CRON_JOB.format(
        spec=_block(spec, 2),
        job=_block(job, 6),
        pod=_block(pod, 10),
        container=_block(container, 14),
    )


def wanted(text: str, *, files: tuple[tuple[str, str], ...] = (), path: str = _PATH) -> Valid:
    """Return an example in which a rule finds nothing."""
    return Valid(dedent(text), path=path, files=files)


def unwanted(
    text: str,
    at: str,
    *,
    fixed: str | None = None,
    files: tuple[tuple[str, str], ...] = (),
    path: str = _PATH,
) -> Invalid:
    """Return an example in which a rule finds one thing, at the text `at`."""
    return Invalid(dedent(text), at=at, fixed=fixed, path=path, files=files)


def _block(text: str, width: int) -> str:
    block = indent(dedent(text).strip("\n"), " " * width)
    return f"{block}\n" if block else ""
