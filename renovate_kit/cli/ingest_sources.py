"""Where the logs are that `ingest` was told to take: files, a cluster, or Loki."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.ingest_environment import kubeconfig
from renovate_kit.cli.settings import loki_token
from renovate_kit.errors import InputError, UsageError
from renovate_kit.redaction import Redactor

if TYPE_CHECKING:
    from renovate_kit.reports.sources import LogSource, Passed

__all__ = ["ClusterFlags", "LokiFlags", "Wanted", "found_sources"]

_NAMESPACE = "renovate"
_QUERY = '{namespace="renovate"}'
_SINCE = "24h"
_DURATION = re.compile(r"([0-9]{1,6})(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterFlags:
    """Which pods of which cluster; None where the flag was not given."""

    namespace: str | None
    cron_job: str | None
    selector: str | None
    context: str | None
    kubeconfig: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LokiFlags:
    """What to ask Loki; None where the flag was not given."""

    url: str | None
    query: str | None
    since: str | None
    org_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for."""

    logs: Sequence[str]
    from_cluster: bool
    cluster: ClusterFlags
    loki: LokiFlags

    def check(self) -> None:
        """Refuse flags that contradict each other.

        Raises:
            UsageError: there is no source, or more than one kind, or a flag of another kind.
        """
        kinds = [bool(self.logs), self.from_cluster, self.loki.url is not None]
        if sum(kinds) != 1:
            hint = "name logs, or --from-cluster, or --from-loki URL"
            message = "there is more than one kind of source" if sum(kinds) else "no log is named"
            raise UsageError(message, hint=hint)
        cluster, loki = self.cluster, self.loki
        _refuse(
            self.from_cluster,
            "--from-cluster",
            {
                "--namespace": cluster.namespace,
                "--cronjob": cluster.cron_job,
                "--selector": cluster.selector,
                "--context": cluster.context,
                "--kubeconfig": cluster.kubeconfig,
            },
        )
        asked = {"--query": loki.query, "--since": loki.since, "--org-id": loki.org_id}
        _refuse(loki.url is not None, "--from-loki", asked)
        if cluster.cron_job is not None and cluster.selector is not None:
            raise UsageError("--cronjob and --selector both say which pods", hint="use one of them")


def found_sources(
    wanted: Wanted, redactor: Redactor, now: datetime
) -> Iterator["LogSource | Passed | InputError"]:
    """Yield the logs, what was passed by, and which of the named files can't be read.

    Raises:
        UsageError: a flag is wrong.
        InputError: there is no such source.
        RemoteError: a service on the network failed.
    """
    if wanted.from_cluster:
        yield from _of_cluster(wanted.cluster, redactor)
    elif wanted.loki.url is not None:
        yield from _of_loki(wanted.loki.url, wanted.loki, redactor, now)
    else:
        for name in _expand(wanted.logs):
            yield from _of_file(name, redactor)


def _refuse(is_meant: bool, source: str, flags: dict[str, str | None]) -> None:  # noqa: FBT001
    given = [name for name, value in flags.items() if value is not None]
    if given and not is_meant:
        raise UsageError(f"{given[0]} is for {source}", hint=f"add {source}, or leave it out")


def _of_file(name: str, redactor: Redactor) -> Iterator["LogSource | Passed | InputError"]:
    from renovate_kit.reports.sources import open_logs

    path = None if name == "-" else Path(name)
    try:
        yield from open_logs(path, stdin=None if path else sys.stdin.buffer, redact=redactor.redact)
    except InputError as error:
        yield error


def _of_cluster(flags: ClusterFlags, redactor: Redactor) -> Iterator["LogSource | Passed"]:
    from renovate_kit.reports.sources.cluster_client import ClusterAccess, ClusterClient
    from renovate_kit.reports.sources.kubernetes import ClusterQuery, cluster_logs

    access = ClusterAccess(kubeconfig=kubeconfig(flags.kubeconfig), context=flags.context)
    query = ClusterQuery(
        namespace=flags.namespace or _NAMESPACE,
        cron_job=flags.cron_job,
        selector=flags.selector,
    )
    with ClusterClient(access) as client:
        yield from cluster_logs(client, query, redact=redactor.redact)


def _of_loki(
    url: str, flags: LokiFlags, redactor: Redactor, now: datetime
) -> Iterator["LogSource | Passed"]:
    try:
        from renovate_kit.http import HttpClient
    except ImportError:
        hint = "pip install 'renovate-kit[loki]'"
        raise UsageError("reading from Loki needs httpx", hint=hint) from None
    from renovate_kit.reports.sources.loki import LokiQuery, loki_logs

    query = LokiQuery(query=flags.query or _QUERY, start=_start(flags.since, now), end=now)
    headers = {"X-Scope-OrgID": flags.org_id} if flags.org_id else {}
    if token := loki_token():
        headers["Authorization"] = f"Bearer {token}"
    with HttpClient(url, service="Loki", headers=headers) as client:
        yield from loki_logs(client, query, redact=redactor.redact)


def _start(since: str | None, now: datetime) -> datetime:
    text = since or _SINCE
    match = _DURATION.fullmatch(text)
    if match is not None:
        try:
            return now - timedelta(**{_UNITS[match[2]]: int(match[1])})
        except OverflowError:
            pass
    else:
        try:
            given = datetime.fromisoformat(text)
            return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            pass
    raise UsageError(
        f"--since {text!r} is no time", hint="write it as 24h, 7d or 2026-09-07T08:00Z"
    )


def _expand(names: Sequence[str]) -> Sequence[str]:
    """Return the logs that the arguments mean; a quoted glob is expanded here."""
    expanded: list[str] = []
    for name in names:
        # Path.exists raises an error for what lies in a folder that can't be entered.
        is_there = name == "-" or os.path.exists(name)  # noqa: PTH110 - see above
        is_pattern = has_magic(name) and not is_there
        # Path.glob takes no absolute pattern.
        found = sorted(glob(name, recursive=True)) if is_pattern else [name]  # noqa: PTH207 - see above
        if not found:
            raise _nothing_matches(name)
        expanded += found
    return expanded


def _nothing_matches(pattern: str) -> InputError:
    """Return why a pattern has no files: for one, its folder can't be listed."""
    from renovate_kit.reports.sources import printable

    folder = Path(pattern)
    while has_magic(str(folder)):
        folder = folder.parent
    try:
        os.listdir(folder)  # noqa: PTH208 - asks for the error only
    except OSError as error:
        reason = (error.strerror or "can't be listed").lower()
        return InputError(f"{printable(str(folder))}: {reason}", hint="check the folder")
    hint = "check the pattern"
    return InputError(f"{printable(pattern)}: no file matches this pattern", hint=hint)
