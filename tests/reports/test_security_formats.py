"""How the history of vulnerabilities looks, and that nothing in it can be more than text."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from renovate_kit.reports.formats.security_csv import SecurityCsv
from renovate_kit.reports.formats.security_html import SecurityHtml
from renovate_kit.reports.formats.security_interface import SecurityFormat
from renovate_kit.reports.formats.security_json import SecurityJson
from renovate_kit.reports.formats.security_markdown import SecurityMarkdown
from renovate_kit.reports.formats.security_openvex import SecurityOpenVex
from renovate_kit.reports.formats.security_text import SecurityText
from renovate_kit.reports.formats.terminal_text import Layout
from renovate_kit.reports.report import Period
from renovate_kit.reports.security_report import SecurityEntry, SecurityReport
from renovate_kit.reports.statistics.security_history import DEFAULT_LIMITS, security_entries
from renovate_kit.reports.store.security_rows import KnownPullRequest, SecurityFacts
from tests.reports.pull_request_samples import (
    IDS,
    LODASH,
    MENTION,
    advisory,
    alert,
    closed,
    hours,
    merged,
    security_pull_request,
)

HOSTILE = "a|b`c <script>alert(1)</script> \x1b[31m\x1b]0;x\x07 @maria #1 [x](http://e) =1+1\u202e"
LONG = "@an-organisation-with-a-long-name/and-a-package-with-one-too"


def entries(*, package: str = "lodash", title: str = "Command Injection") -> list[SecurityEntry]:
    """Return one open, one refused, one fixed and one dismissed entry."""
    update = replace(LODASH, dep_name=package)
    mention = replace(MENTION, package_name=package, title=title)
    one = security_pull_request(updates=(update,), advisories=(mention,), title=title)
    told = (
        one,
        closed(replace(one, repository="acme/refused"), hours(5)),
        merged(replace(one, repository="acme/fixed"), hours(9)),
    )
    dismissed = alert(
        repository="acme/dismissed", package_name=package, summary=title, state="dismissed"
    )
    facts = SecurityFacts(
        pull_requests=tuple(KnownPullRequest(seen=seen, states=()) for seen in told),
        alerts=(dismissed,),
        advisories=(advisory(epss=0.5, known_exploited_at=hours(-9)),),
    )
    return list(security_entries(facts, now=hours(100)))


def report(some: list[SecurityEntry]) -> SecurityReport:
    return SecurityReport(
        entries=tuple(some),
        since=None,
        only_open=False,
        told_at=hours(100),
        known_until=hours(9),
        limits=DEFAULT_LIMITS,
    )


FORMATS = [
    SecurityText(),
    SecurityText(evidence=True),
    SecurityMarkdown(),
    SecurityJson(),
    SecurityCsv(),
    SecurityOpenVex(),
]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: type(form).__name__)
@pytest.mark.parametrize("hostile", [False, True])
def test_no_format_tells_a_terminal_what_to_do(form: SecurityFormat, *, hostile: bool) -> None:
    text = HOSTILE if hostile else "lodash"
    said = form.render(report(entries(package=text, title=text)))
    assert said.endswith("\n")
    assert "\x1b" not in said
    assert "\x07" not in said


@pytest.mark.parametrize("width", [40, 60, 80, 92, 100, 120, 159, 160, 200])
@pytest.mark.parametrize("package", ["lodash", LONG, HOSTILE])
@pytest.mark.parametrize("evidence", [True, False])
def test_text_fits_the_terminal(width: int, package: str, *, evidence: bool) -> None:
    layout = Layout(width=width)
    said = SecurityText(layout, evidence=evidence).render(
        report(entries(package=package, title=package))
    )
    longest = max(len(line) for line in said.splitlines())
    # What can't be broken, such as a name, is left whole; a table never is wider than 60.
    words = max(len(word) for word in said.split())
    assert longest <= max(width, 60, words + 4)
    if not evidence:
        table = [line for line in said.splitlines() if line.startswith(("high", "severity"))]
        assert table
        assert all(len(line) <= max(width, 60) for line in table)


def test_colours_are_only_there_when_asked_for() -> None:
    some = report(entries())
    assert "\x1b[31mopen\x1b[0m" in SecurityText(Layout(width=80, colour=True)).render(some)
    assert "\x1b" not in SecurityText(Layout(width=80)).render(some)


def test_text_tells_what_is_remarkable() -> None:
    said = SecurityText().render(report(entries()))
    assert "4 vulnerabilities: 2 open (2 high), 1 fixed, 1 dismissed" in said
    assert "SLA: 1 met, 0 missed, 2 running" in said
    assert "lodash CVE-2021-23337: known to be exploited since 2026-09-06" in said
    assert "1 pull request closed without a merge" in said


def test_an_empty_history_says_where_one_comes_from() -> None:
    said = SecurityText().render(report([]))
    assert said.startswith("0 vulnerabilities\n")
    assert "renovate-kit sync" in said
    assert json.loads(SecurityOpenVex().render(report([])))["statements"] == []


def test_several_repositories_have_tables_of_their_own_where_it_is_narrow() -> None:
    said = SecurityText(Layout(width=80)).render(report(entries()))
    assert [line for line in said.splitlines() if line.startswith("acme/")] == [
        "acme/dismissed",
        "acme/fixed",
        "acme/refused",
        "acme/shop",
    ]
    wide = SecurityText(Layout(width=160)).render(report(entries()))
    assert "repository" in wide.splitlines()[0]


def test_json_keeps_its_contract() -> None:
    told = json.loads(SecurityJson().render(report(entries())))
    assert told["version"] == 1
    assert told["summary"]["entries"] == len(told["entries"]) == 4
    fixed = next(each for each in told["entries"] if each["state"] == "fixed")
    contract = {
        "repository": "acme/fixed",
        "package": "lodash",
        "ids": list(IDS),
        "severity": "high",
        "detected_at": "2026-09-07T08:00:00Z",
        "pull_request": 4,
        "merged_at": "2026-09-07T17:00:00Z",
        "fixed_version": "4.17.21",
        "open": False,
    }
    assert {key: fixed[key] for key in contract} == contract
    assert fixed["exposure_from_detection_seconds"] == 9 * 3600
    assert fixed["sla"] == {
        "limit_seconds": 30 * 86400,
        "due_at": "2026-10-07T08:00:00Z",
        "state": "met",
    }
    assert all(each.keys() == fixed.keys() for each in told["entries"])


def test_csv_has_no_formulas_and_one_line_each() -> None:
    some = entries(package='=HYPERLINK("http://e","x")\n+1')
    rows = list(csv.reader(io.StringIO(SecurityCsv().render(report(some)))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 5
    assert rows[1][1] == '\'=HYPERLINK("http://e","x") +1'
    scoped = SecurityCsv().render(report(entries(package="@babel/core")))
    assert ",@babel/core," in scoped


def test_html_sorts_by_what_cells_mean_and_not_by_their_letters() -> None:
    told = next(each for each in entries() if each.open)
    ranked = [
        replace(told, severity="low", detected_at=hours(-400), age=timedelta(hours=500)),
        replace(told, severity="moderate", detected_at=hours(-30), age=timedelta(days=4)),
        replace(told, severity="high", detected_at=hours(-20), age=timedelta(hours=47)),
        replace(told, severity="critical", detected_at=hours(1), age=timedelta(minutes=90)),
    ]
    period = Period(name="2026-W37", start=hours(0), end=hours(168))
    html = SecurityHtml(period, time_zone="UTC").render(report(ranked))

    def values(column: str) -> list[int]:
        cells = re.findall(rf'data-label="{column}"><data value="(-?\d+)">', html)
        return [int(each) for each in cells]

    assert values("Severity") == [-3, -2, -1, 0]
    assert values("Detected") == [int(hours(at).timestamp()) for at in (-400, -30, -20, 1)]
    assert values("Exposed") == [1_800_000, 345_600, 169_200, 5_400]


def test_markdown_shows_hostile_text_as_it_is() -> None:
    said = SecurityMarkdown().render(report(entries(package=HOSTILE, title=HOSTILE)))
    assert "<script>" not in said
    assert not re.search(r"(?<!\\)@maria", said)
    rows = [line for line in said.splitlines() if line.startswith("|")]
    cells = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert len(cells) == 1


def test_markdown_links_only_to_the_web() -> None:
    entry = next(each for each in entries() if each.repository == "acme/shop")
    assert entry.pull_request is not None
    forged = replace(entry.pull_request, url="javascript:alert(1)")
    said = SecurityMarkdown().render(report([replace(entry, pull_request=forged)]))
    assert "javascript" not in said


def test_openvex_states_what_is_known() -> None:
    said = SecurityOpenVex().render(report(entries()))
    told = json.loads(said)
    assert told["@context"] == "https://openvex.dev/ns/v0.2.0"
    assert re.fullmatch(r"https://openvex\.dev/docs/public/vex-[0-9a-f]{64}", told["@id"])
    assert (told["timestamp"], told["version"]) == ("2026-09-07T17:00:00Z", 1)
    statuses = {each["products"][0]["@id"]: each["status"] for each in told["statements"]}
    assert statuses == {
        "pkg:github/acme/dismissed": "under_investigation",
        "pkg:github/acme/fixed": "fixed",
        "pkg:github/acme/refused": "affected",
        "pkg:github/acme/shop": "affected",
    }
    for each in told["statements"]:
        assert each["vulnerability"]["name"] == IDS[0]
        assert ("action_statement" in each) == (each["status"] == "affected")
    assert said == SecurityOpenVex().render(replace(report(entries()), told_at=hours(500)))


def test_openvex_leaves_out_what_has_no_number() -> None:
    some = [replace(entry, ids=()) for entry in entries()]
    assert json.loads(SecurityOpenVex().render(report(some)))["statements"] == []


@pytest.mark.parametrize(
    ("package", "ecosystem", "url"),
    [
        ("@babel/core", "npm", "pkg:npm/%40babel/core@1.0.0"),
        ("Ruamel_YAML", "pip", "pkg:pypi/ruamel-yaml@1.0.0"),
        ("org.slf4j:slf4j-api", "maven", "pkg:maven/org.slf4j/slf4j-api@1.0.0"),
        ("tj-actions/changed-files", "actions", "pkg:github/tj-actions/changed-files@1.0.0"),
        ("thing", None, "pkg:generic/thing@1.0.0"),
    ],
)
def test_openvex_names_packages_by_their_urls(
    package: str, ecosystem: str | None, url: str
) -> None:
    entry = replace(entries()[0], package=package, ecosystem=ecosystem, vulnerable_version="1.0.0")
    told = json.loads(SecurityOpenVex().render(report([replace(entry, host="git.example.org")])))
    (product,) = told["statements"][0]["products"]
    assert product["subcomponents"] == [{"@id": url}]
    assert product["@id"].startswith("pkg:generic/acme/")


def test_durations_are_readable() -> None:
    entry = next(each for each in entries() if each.repository == "acme/shop")
    for age, words in (
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=59, seconds=31), "1 h"),
        (timedelta(seconds=7194), "2 h"),
        (timedelta(minutes=150), "3 h"),
        (timedelta(hours=47, minutes=40), "2 d"),
        (timedelta(days=79, hours=13), "80 d"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=1234), "1,234 d"),
    ):
        assert f" {words} " in SecurityText().render(report([replace(entry, age=age)]))


def test_an_entry_that_names_nothing_is_called_by_its_pull_request() -> None:
    entry = next(each for each in entries() if each.repository == "acme/shop")
    assert entry.pull_request is not None
    bare = replace(entry, package=None, ids=(), summary=None)
    title = f"pull request 4 ({entry.pull_request.title})"
    assert f"\n{title}\n  " in SecurityText(evidence=True).render(report([bare]))
    told = SecurityMarkdown().render(report([bare])).replace("\\", "")
    assert f"\n\n{title} in `acme/shop`\n" in told
    named = SecurityText(evidence=True).render(report([replace(bare, package="lodash")]))
    assert f"\nlodash {title}\n  " in named
    merge = replace(entry.pull_request, number=None, title=None, branch="renovate/all")
    said = SecurityText(evidence=True).render(report([replace(bare, pull_request=merge)]))
    assert "\nthe merge of renovate/all\n" in said
    nothing = SecurityText(evidence=True).render(report([replace(bare, pull_request=None)]))
    assert "\n(not told)\n" in nothing


@pytest.mark.parametrize("width", range(44, 140, 3))
@pytest.mark.parametrize("package", ["lodash", LONG])
def test_as_many_columns_as_fit_are_shown_and_the_others_named(width: int, package: str) -> None:
    (entry,) = (x for x in entries(package=package) if x.repository == "acme/shop")
    said = SecurityText(Layout(width=width)).render(report([entry]))
    headings, dashes = said.splitlines()[:2]
    told = re.search(r"left out for want of room: ([\w, ]+) \(", " ".join(said.split()))
    left_out = told[1].split(", ") if told else []
    wanted = ["severity", "state", "package", "advisory", "fixed in", "PR", "exposed", "SLA"]
    assert re.split(r" {2,}", headings) == [each for each in wanted if each not in left_out]
    # The narrowest column that was left out would not have fitted beside the others.
    narrowest = {"fixed in": 8, "PR": 2, "exposed": 7, "SLA": 7}
    assert all(len(dashes) + 2 + narrowest[each] > width for each in left_out)
    if not left_out and package == LONG and width < 120:
        assert len(dashes) == width


def test_without_a_terminal_all_columns_are_shown() -> None:
    said = SecurityText().render(report(entries(package=LONG)))
    assert "left out" not in said
    assert LONG in said
    assert "repository" in said.splitlines()[0]


def test_the_record_may_be_of_no_known_time() -> None:
    bare = [replace(entry, known_until=None) for entry in entries()]
    assert "as of" not in SecurityText().render(report(bare))
    fixed = [entry for entry in entries() if not entry.open]
    assert "what is open" not in SecurityText().render(report(fixed))
