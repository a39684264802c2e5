"""`renovate-kit ingest`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.ingest_environment import redactor
from renovate_kit.cli.ingest_lines import line_on
from renovate_kit.cli.ingest_options import (
    ContextOption,
    CronJobOption,
    FromClusterOption,
    FromLokiOption,
    KubeconfigOption,
    LogsArgument,
    NamespaceOption,
    OrgIdOption,
    QueryOption,
    RedactEnvOption,
    SelectorOption,
    SinceOption,
    StartedAtOption,
)
from renovate_kit.cli.ingest_sources import ClusterFlags, LokiFlags, Wanted, found_sources
from renovate_kit.cli.output import report_failure, say
from renovate_kit.cli.progress import ProgressBar
from renovate_kit.cli.settings import default_store
from renovate_kit.errors import InputError, RemoteError, RenovateKitError, UsageError

if TYPE_CHECKING:
    from renovate_kit.redaction import Redactor
    from renovate_kit.reports.sources import LogSource, Passed
    from renovate_kit.reports.store import Store

__all__ = ["EPILOG", "ingest"]

EPILOG = """\b
Examples:
  renovate-kit ingest run.log
  renovate-kit ingest 'logs/*.jsonl.gz'
  renovate-kit ingest logs/ old-logs.tar.zst
  kubectl logs --timestamps job/renovate-29377980 | renovate-kit ingest -
  renovate-kit ingest --started-at 2026-09-07T08:00Z text-without-times.log
  renovate-kit ingest --from-cluster --namespace renovate --cronjob renovate
  renovate-kit ingest --from-loki http://loki:3100 --query '{namespace="renovate"}' --since 7d

\b
Environment: KUBECONFIG; RENOVATE_KIT_LOKI_TOKEN, a bearer token;
RENOVATE_KIT_REDACT, a file with secrets to mask, one a line.

Exit codes: 0 stored or known already, 2 wrong usage, 3 something could not be read or stored,
4 the cluster or Loki failed."""


def ingest(  # noqa: PLR0913 - each argument is a flag
    logs: LogsArgument = None,
    *,
    started_at: StartedAtOption = None,
    from_cluster: FromClusterOption = False,
    namespace: NamespaceOption = None,
    cronjob: CronJobOption = None,
    selector: SelectorOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    from_loki: FromLokiOption = None,
    query: QueryOption = None,
    since: SinceOption = None,
    org_id: OrgIdOption = None,
    redact_env: RedactEnvOption = None,
    store: StoreOption = None,
) -> None:
    """Read what Renovate logged and keep it. The same log again changes nothing."""
    wanted = Wanted(
        logs=logs or (),
        from_cluster=from_cluster,
        cluster=ClusterFlags(
            namespace=namespace,
            cron_job=cronjob,
            selector=selector,
            context=context,
            kubeconfig=kubeconfig,
        ),
        loki=LokiFlags(url=from_loki, query=query, since=since, org_id=org_id),
    )
    wanted.check()
    start = None if started_at is None else _start(started_at, wanted)
    raise typer.Exit(_ingest_all(wanted, redactor(redact_env or ()), start, store))


def _ingest_all(
    wanted: Wanted, secrets: "Redactor", start: datetime | None, store: str | None
) -> int:
    """Take all logs, and return the exit code: that of the worst failure."""
    from renovate_kit.reports.store import open_store

    worst = 0
    with open_store(store or default_store()) as opened:
        for outcome in _outcomes(wanted, secrets, start, opened):
            if isinstance(outcome, str):
                say(f"{secrets.redact(outcome)}\n")
            else:
                worst = max(worst, outcome.exit_code)
                outcome.message = secrets.redact(outcome.message)
                report_failure(outcome)
    return worst


def _outcomes(
    wanted: Wanted, secrets: "Redactor", start: datetime | None, store: "Store"
) -> Iterator[str | RenovateKitError]:
    """Yield what came of each log: a line, or a failure that does not stop the next."""
    from renovate_kit.reports.sources import LogSource

    try:
        for source in found_sources(wanted, secrets, datetime.now(UTC)):
            if isinstance(source, InputError):
                yield source
            elif isinstance(source, LogSource):
                yield _outcome(source, store, start)
            else:
                yield _passed(source)
    except (InputError, RemoteError) as error:
        yield error


def _outcome(
    source: "LogSource", store: "Store", started_at: datetime | None
) -> str | RenovateKitError:
    from renovate_kit.reports.ingest_pipeline import ingest_log
    from renovate_kit.reports.sources import NoLogError

    if started_at is not None and source.is_one_of_many:
        raise _only_one()
    try:
        with source, ProgressBar(f"Reading {source.name}", source.size) as bar:
            result = ingest_log(
                source,
                store,
                now=datetime.now(UTC),
                on_progress=bar.update,
                started_at=started_at,
            )
    except NoLogError as error:
        if not source.is_one_of_many:
            return error
        return f"{source.name}: skipped, {error.message.removeprefix(f'{source.name}: ')}"
    except (InputError, RemoteError) as error:
        return error
    return line_on(source.name, result)


def _passed(passed: "Passed") -> str | RenovateKitError:
    return passed.error or f"{passed.name}: skipped, {passed.reason}"


def _only_one() -> UsageError:
    return UsageError("--started-at is for one log", hint="take the others by themselves")


def _start(text: str, wanted: Wanted) -> datetime:
    """Return the start that was given for the run of the only log."""
    if len(wanted.logs) != 1:
        raise _only_one()
    try:
        given = datetime.fromisoformat(text)
        start = given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        hint = "write it as 2026-09-07T08:00Z"
        raise UsageError(f"{text!r} is no time", hint=hint) from None
    if start > datetime.now(UTC):
        raise UsageError(f"{text} is yet to come", hint="check the date and the zone")
    return start
