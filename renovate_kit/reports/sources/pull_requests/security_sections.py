"""The sections of a body that say which vulnerabilities an update is for.

Renovate writes them from a database, behind the table and in front of the release notes:

- now (`generatePrBodyNotes` of `lib/workers/repository/init/vulnerability.ts` since 43, and of
  `lib/workers/repository/process/vulnerabilities.ts` since 35): a rule, `### Headline`, a line of
  ids, and a fold that holds `#### Severity`. Renovate turns the headings of an advisory's own text
  into those of the fifth level, so nothing in that text can open a section, or tell a severity.
- before, for alerts of GitHub: `### GitHub Vulnerability Alerts`, and for each advisory
  `#### [CVE-...](page of the advisory)`. The text below keeps its headings, so one that isn't the
  first counts only if it stands alone, is nothing but ids with a page of advisories behind them,
  and is in no fence; and sections of the other form don't count below it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from renovate_kit.reports.events.pull_requests import AdvisoryMention, Evidence
from renovate_kit.reports.sources.pull_requests.links import direct_url, leading_link
from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["first_section", "read_advisories"]

_MOST_ADVISORIES: Final = 200
_MOST_IDS: Final = 20
_LONGEST_LINE: Final = 4000
_ID: Final = re.compile(
    r"CVE-\d{4}-\d{4,19}|GHSA(?:-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d{1,9}|RUSTSEC-\d{4}-\d{4}"
    r"|GO-\d{4}-\d{4,9}|OSV-\d{4}-\d{1,9}|MAL-\d{4}-\d{1,9}"
)
_ALIAS: Final = re.compile(r"[A-Z][A-Za-z0-9]{1,19}(?:-[A-Za-z0-9._:]{1,40}){1,6}")
_HEADING: Final = "### "
_ALERTS: Final = "### GitHub Vulnerability Alerts"
_ALERT_HEADING: Final = "#### "
_RULE: Final = "---"
_MORE: Final = ("<details>", "<summary>More information</summary>")
_SEVERITY: Final = "#### Severity"
_FOLD_END: Final = "</details>"
_SCORE: Final = re.compile(
    r"- (?:CVSS )?Score: (\d{1,2}(?:\.\d)?) ?/ ?10(?: \(([A-Za-z]{1,20})\))?"
)
_VECTOR: Final = re.compile(
    r"- Vector String: `((?:CVSS:[0-9]\.[0-9]/)?[A-Z][A-Za-z]{0,4}:[A-Za-z:/]{1,250})`"
)
_SEVERITIES: Final = {
    "critical": "critical",
    "high": "high",
    "moderate": "moderate",
    "medium": "moderate",
    "low": "low",
}
_NVD: Final = "https://nvd.nist.gov/vuln/detail/"
_GITHUB_PAGE: Final = re.compile(
    r"https://github\.com/(?:[\w.-]{1,100}/[\w.-]{1,100}/security/)?advisories"
    r"/GHSA(?:-[0-9a-z]{4}){3}"
)
_FENCES: Final = ("```", "~~~")


def first_section(lines: Sequence[str]) -> int:
    """Return where the first section begins; the number of lines if there is none."""
    return _next_section(lines, 0)


def read_advisories(lines: Sequence[str], package_name: str | None) -> tuple[AdvisoryMention, ...]:
    """Return what the sections in front of the release notes are about, each once.

    Args:
        lines: of that part of a body.
        package_name: of the only dependency that is updated, if there is only one.
    """
    found: dict[tuple[str, ...], AdvisoryMention] = {}
    for mention in _mentions(lines, package_name):
        found.setdefault(mention.ids, mention)
        if len(found) == _MOST_ADVISORIES:
            break
    return tuple(found.values())


def _mentions(lines: Sequence[str], package_name: str | None) -> Iterator[AdvisoryMention]:
    at = _next_section(lines, 0)
    while at < len(lines) and (section := _ids_at(lines, at)):
        ids, title, below = section
        end = _next_section(lines, below)
        yield _with_severity(_mention(ids, package_name, title), lines[below:end])
        at = end
    for ids in _alert_ids(lines[at + 1 :]):
        yield _mention(ids, package_name)


def _mention(
    ids: tuple[str, ...], package_name: str | None, title: str | None = None
) -> AdvisoryMention:
    return AdvisoryMention(
        ids=ids,
        title=title,
        package_name=package_name,
        severity=None,
        cvss_score=None,
        cvss_vector=None,
        evidence=Evidence.BODY,
    )


def _ids_at(lines: Sequence[str], at: int) -> tuple[tuple[str, ...], str | None, int] | None:
    """Return ids, headline and where the fold begins, if a section begins at a line."""
    line = lines[at]
    if not line.startswith(_HEADING) or not _behind_rule(lines, at):
        return None
    ids = _ids(line.removeprefix(_HEADING))  # OSV has advisories without a headline
    title, below = None, at + 1
    if not ids and below < len(lines):
        ids, title, below = _ids(lines[below]), plain(line.removeprefix(_HEADING)), below + 1
    if not ids or not _fold_follows(lines, below):
        return None
    return ids, title or None, below


def _behind_rule(lines: Sequence[str], at: int) -> bool:
    before = at - 1
    while before > 0 and not lines[before].strip() and at - before < 4:  # noqa: PLR2004 - blanks
        before -= 1
    return before >= 0 and lines[before] == _RULE


def _fold_follows(lines: Sequence[str], at: int) -> bool:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return tuple(line.strip() for line in lines[at : at + 2]) == _MORE


def _ids(text: str) -> tuple[str, ...]:
    """Return the ids of a line that has nothing else: `[CVE-1](page) / [GHSA-2](page) / OSV-3`."""
    if len(text) > _LONGEST_LINE:
        return ()
    parts = text.strip().split(" / ")
    if len(parts) > _MOST_IDS:
        return ()
    ids = [_linked_id(part) for part in parts]
    if not all(ids) or not any(_ID.fullmatch(each) for each in ids if each):
        return ()
    return tuple(sorted({each for each in ids if each}))


def _linked_id(part: str) -> str | None:
    link = leading_link(part)
    if link is None:
        return part if _ALIAS.fullmatch(part) else None
    own_page = link.end == len(part) and link.text in link.target
    return link.text if own_page and _ALIAS.fullmatch(link.text) else None


def _next_section(lines: Sequence[str], below: int) -> int:
    return next(
        (
            at
            for at in range(below, len(lines))
            if lines[at].startswith(_HEADING) and (lines[at] == _ALERTS or _ids_at(lines, at))
        ),
        len(lines),
    )


def _with_severity(mention: AdvisoryMention, lines: Sequence[str]) -> AdvisoryMention:
    at = next((at for at, line in enumerate(lines) if line == _SEVERITY), None)
    if at is None:
        return mention
    severity, score, vector = None, None, None
    for line in lines[at + 1 : at + 5]:
        if line.startswith("#") or _FOLD_END in line:
            break
        if match := _SCORE.fullmatch(line):
            score = float(match[1]) if float(match[1]) <= 10 else None  # noqa: PLR2004 - CVSS
            severity = match[2]
        elif match := _VECTOR.fullmatch(line):
            vector = match[1]
        elif severity is None and line.strip().isalpha():
            severity = line.strip()
    return AdvisoryMention(
        ids=mention.ids,
        title=mention.title,
        package_name=mention.package_name,
        severity=_SEVERITIES.get((severity or "").lower()),
        cvss_score=score,
        cvss_vector=vector,
        evidence=mention.evidence,
    )


def _alert_ids(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the ids of the headings of GitHub's alerts, as Renovate wrote them up to 43."""
    fence: str | None = None
    first = True
    for at, line in enumerate(lines):
        mark = line.lstrip(" ")[:3]
        if mark in _FENCES and fence in {None, mark}:
            fence = mark if fence is None else None
        elif fence is None and line.startswith(_ALERT_HEADING) and _stands_alone(lines, at):
            ids = _heading_ids(line, first=first)
            if ids:
                yield ids
        first = first and not line.strip()


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    return not any(line.strip() for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]))


def _heading_ids(line: str, *, first: bool) -> tuple[str, ...]:
    """Return the ids of a heading.

    Args:
        line: the heading.
        first: whether only Renovate can have written it: nothing else stands before it.
    """
    if len(line) > _LONGEST_LINE:
        return ()
    text = line.removeprefix(_ALERT_HEADING).strip()
    link = leading_link(text)
    parts = (link.text if link else text).split(" / ")
    if len(parts) > _MOST_IDS or not all(_ID.fullmatch(part) for part in parts):
        return ()
    own_page = link is not None and link.end == len(text) and _is_page_of(link.target, parts)
    return tuple(sorted(set(parts))) if first or own_page else ()


def _is_page_of(target: str, ids: Sequence[str]) -> bool:
    url = direct_url(target) or ""
    if url.startswith(_NVD):
        return url.removeprefix(_NVD) in ids
    return bool(_GITHUB_PAGE.fullmatch(url))
