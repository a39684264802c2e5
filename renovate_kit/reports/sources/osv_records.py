"""Records of the OSV schema, from whichever database, as what we keep of them.

Everything in a record comes from outside: times, numbers and texts that can't be what they should
be are left out, and lists end somewhere.

Source: OSV schema 1.7, https://ossf.github.io/osv-schema/
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final

import msgspec

from renovate_kit.reports.events.pull_requests import AdvisoryPublished, AffectedRange
from renovate_kit.reports.severities import severity_of_score, severity_word
from renovate_kit.reports.sources.cvss import cvss_base_score, is_cvss_vector
from renovate_kit.reports.sources.one_line import one_line

__all__ = ["advisory_numbers", "is_advisory_number", "read_record", "record_of"]

_NUMBER: Final = re.compile(r"[A-Z][A-Za-z0-9]{0,19}(?:-[A-Za-z0-9]{1,40}){1,6}")
_NUMBERS: Final = re.compile(
    r"\b(?:CVE-\d{4}-\d{4,19}|(?:GHSA|PYSEC|RUSTSEC|GO|OSV|MAL)-[A-Za-z0-9][A-Za-z0-9-]{3,40})"
)
_LONGEST_NUMBER: Final = 100
_LONGEST_SUMMARY: Final = 300
_LONGEST_NAME: Final = 300
_LONGEST_TIME: Final = 40
_MOST_ALIASES: Final = 100
_MOST_RANGES: Final = 2000
_VECTORS: Final = ("CVSS_V3", "CVSS_V4", "CVSS_V2")
_LONGEST_VECTOR: Final = 300
_OF_COMMITS: Final = "GIT"


def is_advisory_number(text: object) -> bool:
    """Whether a text can be the number of an advisory, and is safe in an address."""
    return (
        isinstance(text, str)
        and len(text) <= _LONGEST_NUMBER
        and _NUMBER.fullmatch(text) is not None
    )


def advisory_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of advisories in a text, in order, at most a hundred."""
    found = (match[0] for match in _NUMBERS.finditer(text))
    return tuple(dict.fromkeys(islice(found, _MOST_ALIASES)))


def read_record(data: bytes, *, source: str) -> AdvisoryPublished | None:
    """Return what a record as JSON says; None if it is none."""
    try:
        return record_of(msgspec.json.decode(data), source=source)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None


def record_of(told: object, *, source: str) -> AdvisoryPublished | None:
    """Return what a decoded record says; None if it has no number of an advisory.

    Args:
        told: the record.
        source: who published it, such as `osv`.
    """
    if not isinstance(told, Mapping) or not is_advisory_number(told.get("id")):
        return None
    named = _list(told.get("aliases"))[:_MOST_ALIASES]
    aliases = {str(each) for each in named if is_advisory_number(each)}
    vectors = _vectors(told)
    vector = next((vectors[kind] for kind in _VECTORS if kind in vectors), None)
    score = cvss_base_score(vector) if vector is not None else None
    summary = told.get("summary")
    return AdvisoryPublished(
        advisory=told["id"],
        aliases=tuple(sorted(aliases - {told["id"]})),
        summary=one_line(summary, limit=_LONGEST_SUMMARY) if isinstance(summary, str) else None,
        severity=_severity(told) or severity_of_score(score),
        cvss_score=score,
        cvss_vector=vector,
        published_at=_time(told.get("published")),
        modified_at=_time(told.get("modified")),
        withdrawn_at=_time(told.get("withdrawn")),
        affected=tuple(islice(_ranges(told), _MOST_RANGES)),
        source=source,
    )


def _severity(told: Mapping[str, object]) -> str | None:
    """Return the database's own word; GitHub's says `MODERATE` where CVSS says medium."""
    word = _mapping(told.get("database_specific")).get("severity")
    return severity_word(word) if isinstance(word, str) else None


def _vectors(told: Mapping[str, object]) -> dict[str, str]:
    everywhere = [*_list(told.get("severity"))]
    for affected in _list(told.get("affected")):
        everywhere += _list(_mapping(affected).get("severity"))
    vectors: dict[str, str] = {}
    for each in map(_mapping, everywhere[:_MOST_ALIASES]):
        kind, score = each.get("type"), each.get("score")
        if not isinstance(kind, str) or not isinstance(score, str):
            continue
        if len(score) <= _LONGEST_VECTOR and is_cvss_vector(score):
            vectors.setdefault(kind, score)
    return vectors


def _ranges(told: Mapping[str, object]) -> Iterator[AffectedRange]:
    for affected in map(_mapping, _list(told.get("affected"))):
        package = _mapping(affected.get("package"))
        ecosystem, name = _name(package.get("ecosystem")), _name(package.get("name"))
        if ecosystem is None or name is None:
            continue
        for each in map(_mapping, _list(affected.get("ranges"))):
            if each.get("type") == _OF_COMMITS:
                continue
            for introduced, fixed, last in _intervals(_list(each.get("events"))):
                yield AffectedRange(
                    ecosystem=ecosystem,
                    package_name=name,
                    introduced=introduced,
                    fixed=fixed,
                    last_affected=last,
                )


def _intervals(
    events: Sequence[object],
) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Yield where each range begins and ends; events are in order."""
    introduced = None
    for event in map(_mapping, events):
        if (begins := _name(event.get("introduced"))) is not None:
            if introduced is not None:
                yield introduced, None, None
            introduced = begins
        elif (fixed := _name(event.get("fixed"))) is not None:
            yield introduced, fixed, None
            introduced = None
        elif (last := _name(event.get("last_affected"))) is not None:
            yield introduced, None, last
            introduced = None
    if introduced is not None:
        yield introduced, None, None


def _time(told: object) -> datetime | None:
    if not isinstance(told, str) or len(told) > _LONGEST_TIME:
        return None
    try:
        at = datetime.fromisoformat(told)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _name(told: object) -> str | None:
    return one_line(told, limit=_LONGEST_NAME) or None if isinstance(told, str) else None


def _list(told: object) -> Sequence[object]:
    return told if isinstance(told, list) else ()


def _mapping(told: object) -> Mapping[str, object]:
    return told if isinstance(told, Mapping) else {}
