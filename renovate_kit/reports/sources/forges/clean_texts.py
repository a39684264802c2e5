"""What a forge tells, made fit to be kept: no secrets, no control characters."""

from collections.abc import Callable
from dataclasses import replace

from renovate_kit.reports.events.pull_requests import AlertSeen, PullRequestSeen
from renovate_kit.reports.sources.pull_requests.plain_text import kept

__all__ = ["clean_alert", "clean_details"]


def clean_details(pull_request: PullRequestSeen, redact: Callable[[str], str]) -> PullRequestSeen:
    """Return a pull request whose details came after the rest of it, with these clean too.

    What a clone may have told of it is left out, so that it does not pass for the forge's word.
    """
    return replace(
        pull_request,
        updates=(),
        merge_method=None,
        merged_by=kept(pull_request.merged_by, redact),
        closed_by=kept(pull_request.closed_by, redact),
    )


def clean_alert(alert: AlertSeen, redact: Callable[[str], str]) -> AlertSeen:
    """Return an alert with texts that are fit to be kept."""
    return replace(
        alert,
        state=kept(alert.state, redact) or "",
        ids=tuple(clean for each in alert.ids if (clean := kept(each, redact))),
        ecosystem=kept(alert.ecosystem, redact),
        package_name=kept(alert.package_name, redact) or "",
        manifest=kept(alert.manifest, redact),
        severity=kept(alert.severity, redact),
        cvss_vector=kept(alert.cvss_vector, redact),
        affected=kept(alert.affected, redact),
        fixed_version=kept(alert.fixed_version, redact),
        summary=kept(alert.summary, redact),
        dismissed_reason=kept(alert.dismissed_reason, redact),
    )
