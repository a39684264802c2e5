"""Reads repositories of a forge into the store, and says what came of each."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from renovate_kit.cli.output import report_failure, say
from renovate_kit.cli.progress import ProgressBar
from renovate_kit.cli.settings import default_store
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.sync_interruption import ends_when_told
from renovate_kit.cli.sync_lines import line_on
from renovate_kit.errors import RemoteError, UsageError

if TYPE_CHECKING:
    from renovate_kit.redaction import Redactor
    from renovate_kit.reports.sources.forges import ForgeSource, Selection
    from renovate_kit.reports.sources.forges.asking import Patience
    from renovate_kit.reports.sources.forges.secret import Secret
    from renovate_kit.reports.sources.pull_requests import RenovateSigns
    from renovate_kit.reports.store import Store
    from renovate_kit.reports.sync_pipeline import Synced, SyncOptions

__all__ = ["Wanted", "renovate_signs", "run_sync"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for.

    Attributes:
        repositories: full names.
        owner: all of theirs.
        topic: only those with it.
        since: how far back, as given.
        branch_prefixes: of Renovate's branches; empty for the usual one.
        authors: logins of Renovate, beside the usual ones.
        with_alerts: whether alerts are wanted.
        details: how many requests for details a repository may take.
        wait: longest rate limit to wait for, in seconds.
        store: where it goes, as given.
        noun: what this forge calls a pull request.
    """

    repositories: Sequence[str]
    owner: str | None
    topic: str | None
    since: str | None
    branch_prefixes: Sequence[str]
    authors: Sequence[str]
    with_alerts: bool
    details: int
    wait: int
    store: str | None
    noun: str = "pull request"

    def selection(self) -> "Selection":
        """Return which repositories.

        Raises:
            UsageError: none are named.
        """
        from renovate_kit.reports.sources.forges import Selection

        if not self.repositories and self.owner is None and self.topic is None:
            hint = "name repositories, or --org NAME, or --topic NAME"
            raise UsageError("no repository is named", hint=hint)
        return Selection(repositories=tuple(self.repositories), owner=self.owner, topic=self.topic)


def run_sync(
    wanted: Wanted, token: "Secret | None", opened: "Callable[[Patience], ForgeSource]"
) -> int:
    """Read what is wanted, and return the exit code: that of the worst failure.

    Args:
        wanted: what to read.
        token: what must not be shown, wherever it turns up.
        opened: opens the forge.

    Raises:
        UsageError: something about `wanted` is wrong.
        RemoteError: the repositories can't be listed.
        StoreError: the store can't be used.
    """
    from renovate_kit.http import Retries
    from renovate_kit.redaction import Redactor
    from renovate_kit.reports.sources.forges.asking import Patience
    from renovate_kit.reports.store import open_store

    selection = wanted.selection()
    now = datetime.now(UTC)
    since = None if wanted.since is None else parse_since(wanted.since, now=now)
    patience = Patience(
        now=lambda: datetime.now(UTC), retries=Retries(), longest_limit=float(wanted.wait)
    )
    secrets = Redactor() if token is None else Redactor([token.reveal()])
    with (
        ends_when_told(),
        closing(opened(patience)) as source,
        open_store(wanted.store or default_store()) as store,
    ):
        return _all(source, store, selection, _Telling(wanted, secrets, now, since))


def renovate_signs(branch_prefixes: Sequence[str], authors: Sequence[str]) -> "RenovateSigns":
    """Return how Renovate is set up, where it is another way than usual.

    Args:
        branch_prefixes: of its branches; empty for the usual one.
        authors: its logins, beside those with renovate in them.
    """
    from renovate_kit.reports.sources.pull_requests import DEFAULT_SIGNS, RenovateSigns

    return RenovateSigns(
        branch_prefixes=tuple(branch_prefixes) or DEFAULT_SIGNS.branch_prefixes,
        authors=tuple(authors),
    )


class _Telling:
    """Says on the terminal how far it is, and at the end of each repository what came of it."""

    def __init__(
        self, wanted: Wanted, secrets: "Redactor", now: datetime, since: datetime | None
    ) -> None:
        self._wanted = wanted
        self._secrets = secrets
        self._now = now
        self._since = since
        self._bar: ProgressBar | None = None

    def options(self) -> "SyncOptions":
        from renovate_kit.reports.sync_pipeline import SyncOptions

        return SyncOptions(
            now=self._now,
            redact=self._secrets.redact,
            since=self._since,
            with_alerts=self._wanted.with_alerts,
            detailed_pages=self._wanted.details,
            signs=renovate_signs(self._wanted.branch_prefixes, self._wanted.authors),
            on_progress=self._progress,
        )

    def done(self, synced: "Synced") -> None:
        self.stop()
        line = line_on(synced, noun=self._wanted.noun)
        say(f"{self._secrets.redact(line)}\n")
        if synced.error is not None:
            synced.error.message = self._secrets.redact(synced.error.message)
            report_failure(synced.error)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.__exit__()
            self._bar = None

    def _progress(self, done: int, total: int | None) -> None:
        if self._bar is None:
            self._bar = ProgressBar(f"Reading {self._wanted.noun}s", total)
        self._bar.update(done)


def _all(source: "ForgeSource", store: "Store", selection: "Selection", telling: _Telling) -> int:
    from renovate_kit.reports.sync_pipeline import sync

    worst, is_any = 0, False
    try:
        for synced in sync(source, store, selection, telling.options()):
            is_any = True
            telling.done(synced)
            if synced.error is not None:
                worst = max(worst, synced.error.exit_code)
    except RemoteError as error:
        report_failure(error)
        worst = max(worst, error.exit_code)
    else:
        if not is_any:
            say(f"{source.host}: there is no such repository\n")
    finally:
        telling.stop()
    return worst
