"""OSV.dev: single records by number, and which records of packages have changed.

Source: https://google.github.io/osv.dev/api/
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, TypeVar

import httpx
import msgspec

from renovate_kit.errors import RemoteError
from renovate_kit.http import HttpClient
from renovate_kit.reports.events.pull_requests import AdvisoryPublished
from renovate_kit.reports.sources.osv_records import (
    advisory_numbers,
    is_advisory_number,
    record_of,
)

__all__ = ["OSV_URL", "OsvAnswer", "OsvService"]

OSV_URL: Final = "https://api.osv.dev"
_T = TypeVar("_T")
_SOURCE: Final = "osv"
_MOST_AT_ONCE: Final = 500
"""OSV.dev takes up to a thousand questions at once."""
_MOST_PAGES: Final = 50


class _Changed(msgspec.Struct):
    id: str = ""
    modified: datetime | None = None


class _Listed(msgspec.Struct):
    vulns: list[_Changed] | None = None
    next_page_token: str | None = None


class _Batch(msgspec.Struct):
    results: list[_Listed | None] = msgspec.field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class OsvAnswer:
    """What OSV.dev has under a number.

    Attributes:
        record: None if there is none.
        instead: numbers of records that it names in this case.
    """

    record: AdvisoryPublished | None
    instead: tuple[str, ...] = ()


class OsvService:
    """Asks OSV.dev, or another server with its API."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    def record(self, number: str) -> OsvAnswer:
        """Return the record of an advisory.

        Raises:
            RemoteError: the service can't be reached, or answers with something else.
        """
        if not is_advisory_number(number):
            return OsvAnswer(record=None)
        answer = self._client.get(f"/v1/vulns/{number}", {})
        if answer.status_code == HTTPStatus.OK:
            record = record_of(self._decoded(answer, object), source=_SOURCE)
            if record is None:
                raise self._unusable("a record without a number")
            return OsvAnswer(record=record)
        others = advisory_numbers(answer.text[:2000])
        return OsvAnswer(record=None, instead=tuple(x for x in others if x != number))

    def modified(self, packages: Iterable[tuple[str, str]]) -> Mapping[str, datetime]:
        """Return by number when the records of packages changed last.

        Args:
            packages: ecosystem and name of each.

        Raises:
            RemoteError: the service can't be reached, or answers with something else.
        """
        changed: dict[str, datetime] = {}
        asked: list[dict[str, object]] = [
            {"package": {"ecosystem": ecosystem, "name": name}} for ecosystem, name in packages
        ]
        for _ in range(_MOST_PAGES):
            following: list[dict[str, object]] = []
            for at in range(0, len(asked), _MOST_AT_ONCE):
                some = asked[at : at + _MOST_AT_ONCE]
                following += self._take(some, changed)
            if not following:
                break
            asked = following
        return changed

    def _take(
        self, questions: Sequence[dict[str, object]], changed: dict[str, datetime]
    ) -> list[dict[str, object]]:
        """Ask, keep what is told, and return what to ask for the next page."""
        answer = self._client.post("/v1/querybatch", {"queries": list(questions)})
        if answer.status_code != HTTPStatus.OK:
            raise self._unusable(f"{answer.status_code} {answer.reason_phrase}")
        results = self._decoded(answer, _Batch).results
        following = []
        for question, result in zip(questions, results, strict=False):
            if result is None:
                continue
            for each in result.vulns or ():
                if each.modified is not None and each.modified.tzinfo is not None:
                    changed[each.id] = each.modified
            if result.next_page_token:
                following.append({**question, "page_token": result.next_page_token})
        return following

    def _decoded(self, answer: httpx.Response, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._unusable(str(error) or "no JSON") from error

    def _unusable(self, reason: str) -> RemoteError:
        where = f"OSV.dev at {self._client.url}"
        return RemoteError(
            f"{where}: unusable answer: {reason}", hint="try again later, or use --osv-file"
        )
