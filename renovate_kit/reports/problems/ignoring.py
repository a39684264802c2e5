"""The ignore file: which problems somebody chose not to see, why, and until when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Final

from renovate_kit.errors import UsageError
from renovate_kit.reports.problem_report import Ignored, IgnoreUse

__all__ = ["IGNORE_FILE", "IgnoreEntry", "Ignores", "read_ignores"]

IGNORE_FILE: Final = "renovate-kit-ignore.toml"
"""What the file is called where nobody names another."""
_TABLE: Final = "ignore"
_KEYS: Final = ("fingerprint", "message", "repository", "reason", "expires")
_SHORTEST_FINGERPRINT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreEntry:
    """One `[[ignore]]` table.

    Attributes:
        fingerprint: of the problem, or its first six digits or more.
        message: a pattern with `*` and `?` for "message: detail", in any case.
        repository: a pattern for repositories; None for all, and for the process.
        reason: why.
        expires: the first day on which it does not hold any more.
    """

    fingerprint: str | None
    message: str | None
    repository: str | None
    reason: str
    expires: date | None

    @property
    def name(self) -> str:
        """What the entry is about, in a word."""
        return self.fingerprint or f'"{self.message}"'

    def is_expired(self, today: date) -> bool:
        """Whether its day has come."""
        return self.expires is not None and self.expires <= today

    def fits(self, fingerprint: str, text: str, repository: str | None) -> bool:
        """Whether a problem in a repository is meant.

        Args:
            fingerprint: of the problem.
            text: its message, and its detail behind a colon.
            repository: where it occurs; None for the process.
        """
        if self.fingerprint is not None and not fingerprint.startswith(self.fingerprint):
            return False
        if self.message is not None and not fnmatchcase(text.casefold(), self.message.casefold()):
            return False
        if self.repository is None:
            return True
        return repository is not None and fnmatchcase(
            repository.casefold(), self.repository.casefold()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignores:
    """The entries of an ignore file as they hold on a day."""

    entries: tuple[IgnoreEntry, ...] = ()
    today: date = date.min

    def ignored(
        self, fingerprint: str, texts: Iterable[str], repository: str | None
    ) -> Ignored | None:
        """Return why a problem is ignored in a repository, or None if it is not.

        Args:
            fingerprint: of the problem.
            texts: all its messages with details; each has to be meant.
            repository: where it occurs; None for the process.
        """
        known = tuple(texts)
        for entry in self.entries:
            if not entry.is_expired(self.today) and all(
                entry.fits(fingerprint, text, repository) for text in known
            ):
                return Ignored(reason=entry.reason, expires=entry.expires)
        return None

    def idle(
        self, problems: Collection[tuple[str, Collection[str], str | None]]
    ) -> tuple[IgnoreUse, ...]:
        """Return the entries that are expired, and those that nothing on record fits.

        Args:
            problems: fingerprint, messages with details, and repository of each.
        """
        return tuple(
            IgnoreUse(
                entry=entry.name,
                reason=entry.reason,
                expired_on=entry.expires if entry.is_expired(self.today) else None,
            )
            for entry in self.entries
            if entry.is_expired(self.today)
            or not any(
                all(entry.fits(fingerprint, text, repository) for text in texts)
                for fingerprint, texts, repository in problems
            )
        )


def read_ignores(text: str, *, name: str, today: date) -> Ignores:
    """Return the entries of an ignore file.

    Args:
        text: of the file, in TOML.
        name: of the file, for messages.
        today: the day on which they are to hold.

    Raises:
        UsageError: it is no TOML, or an entry lacks its reason or has a key that nobody knows.
    """
    import tomllib  # noqa: PLC0415 - most people have no such file

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML: {error}", hint="mend the file") from None
    unknown = sorted(set(document) - {_TABLE})
    tables = document.get(_TABLE, [])
    if unknown or not isinstance(tables, list):
        raise UsageError(
            f"{name} has {unknown[0] if unknown else 'an ignore'} that is no [[ignore]] table",
            hint="see docs/errors.md for what it may hold",
        )
    return Ignores(entries=_entries(tables, name), today=today)


def _entries(tables: Sequence[object], name: str) -> tuple[IgnoreEntry, ...]:
    return tuple(
        _entry(table if isinstance(table, Mapping) else {}, f"{name}: entry {number}")
        for number, table in enumerate(tables, start=1)
    )


def _entry(table: Mapping[str, object], where: str) -> IgnoreEntry:
    for key in table:
        if key not in _KEYS:
            raise UsageError(
                f"{where} has the key {key!r}", hint=f"an entry may have {', '.join(_KEYS)}"
            )
    fingerprint = _text(table, "fingerprint", where)
    message = _text(table, "message", where)
    reason = _text(table, "reason", where)
    if reason is None:
        raise UsageError(f"{where} has no reason", hint="say in a word why it is ignored")
    if fingerprint is None and message is None:
        raise UsageError(
            f"{where} has neither fingerprint nor message", hint="say which problem is meant"
        )
    if fingerprint is not None and len(fingerprint) < _SHORTEST_FINGERPRINT:
        raise UsageError(
            f"{where} has the fingerprint {fingerprint!r}",
            hint=f"give at least {_SHORTEST_FINGERPRINT} of its digits",
        )
    return IgnoreEntry(
        fingerprint=fingerprint and fingerprint.lower(),
        message=message,
        repository=_text(table, "repository", where),
        reason=reason,
        expires=_day(table.get("expires"), where),
    )


def _text(table: Mapping[str, object], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} has a {key} that is no text", hint="write it between quotes")
    return value.strip()


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UsageError(
            f"{where} has an expires that is no day", hint="write it as 2026-12-31"
        ) from None
