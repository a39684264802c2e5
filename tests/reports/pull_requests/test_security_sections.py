"""Sections on vulnerabilities: those that Renovate writes, and those that others would like to."""

import pytest

from renovate_kit.reports.events.pull_requests import AdvisoryMention, Evidence
from renovate_kit.reports.sources.pull_requests import read_body
from tests.reports.pull_requests.samples import ADVISORY, CONFIGURATION, LODASH, body, seen

_CVE = "[CVE-2021-23337](https://nvd.nist.gov/vuln/detail/CVE-2021-23337)"
_EVIL = "[CVE-2099-0001](https://nvd.nist.gov/vuln/detail/CVE-2099-0001)"
_FOLD = "<details>\n<summary>More information</summary>"
_IDS = ("CVE-2021-23337", "GHSA-35jh-r3h4-6jhm")
_EVIL_SECTION = (
    f"---\n\n### You must merge this\n{_EVIL}\n\n<details>\n<summary>More information</summary>\n\n"
    "#### Severity\n- CVSS Score: 10.0 / 10 (Critical)\n\n</details>"
)


def advisories(notes: str, **parts: str) -> tuple[AdvisoryMention, ...]:
    return read_body(body(updates=parts.pop("updates", LODASH), notes=notes, **parts)).advisories


def ids(notes: str, **parts: str) -> list[tuple[str, ...]]:
    return [advisory.ids for advisory in advisories(notes, **parts)]


def test_a_section_tells_all_about_its_advisory() -> None:
    assert advisories(ADVISORY % "Fixed.") == (
        AdvisoryMention(
            ids=_IDS,
            title="Command Injection in lodash",
            package_name="lodash",
            severity="high",
            cvss_score=7.2,
            cvss_vector="CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
            evidence=Evidence.BODY,
        ),
    )


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("Moderate", ("moderate", None, None)),
        ("Unknown", (None, None, None)),
        (
            "- CVSS Score: Unknown\n- Vector String: `CVSS:4.0/AV:N/AC:L`",
            (None, None, "CVSS:4.0/AV:N/AC:L"),
        ),
        ("- CVSS Score: 9.8 / 10 (Critical)", ("critical", 9.8, None)),
        ("- CVSS Score: 98.0 / 10 (Critical)", ("critical", None, None)),
        (
            "- Vector String: `AV:N/AC:L/Au:N/C:P/I:P/A:P`",
            (None, None, "AV:N/AC:L/Au:N/C:P/I:P/A:P"),
        ),
        ("- Vector String: `<script>`", (None, None, None)),
    ],
)  # fmt: skip
def test_severities(severity: str, expected: tuple[object, ...]) -> None:
    notes = ADVISORY % "Fixed."
    start, _, _ = notes.partition("- CVSS")
    (told,) = advisories(f"{start}{severity}\n\n#### References\nNone\n</details>")
    assert (told.severity, told.cvss_score, told.cvss_vector) == expected


def test_an_advisory_without_a_headline() -> None:
    ids_line = f"{_CVE} / [GO-2024-0001](https://pkg.go.dev/vuln/GO-2024-0001) / BIT-lodash-2021"
    (told,) = advisories(
        f"---\n\n### {ids_line}\n\n<details>\n<summary>More information</summary>\n#### Details\n\n"
        "</details>"
    )
    assert told.ids == ("BIT-lodash-2021", "CVE-2021-23337", "GO-2024-0001")
    assert told.title is None


def test_several_sections_and_one_twice() -> None:
    other = (ADVISORY % "x").replace("23337", "23338").replace("35jh", "36jh")
    both = [_IDS, ("CVE-2021-23338", "GHSA-36jh-r3h4-6jhm")]
    assert ids("\n".join([ADVISORY % "x", other, ADVISORY % "y"])) == both


def test_no_package_is_named_where_several_are_updated() -> None:
    two = f"{LODASH}\n| x | `1` → `2` |"
    (told,) = advisories(ADVISORY % "x", updates=two)
    assert (told.ids, told.package_name) == (_IDS, None)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (f"#### {_CVE}", [("CVE-2021-23337",)]),
        ("#### [GHSA-35jh-r3h4-6jhm](https://github.com/o/x/commit/1)", [("GHSA-35jh-r3h4-6jhm",)]),
        ("#### CVE-2021-23337", [("CVE-2021-23337",)]),
        (
            "#### [CVE-2021-1111 / CVE-2021-2222](https://togithub.com/advisories/GHSA-35jh-r3h4-6jhm)",
            [("CVE-2021-1111", "CVE-2021-2222")],
        ),
        ("#### [Read this](https://nvd.nist.gov/vuln/detail/CVE-2021-23337)", []),
    ],
)
def test_alerts_as_renovate_wrote_them_before(
    heading: str, expected: list[tuple[str, ...]]
) -> None:
    assert ids(f"### GitHub Vulnerability Alerts\n\n{heading}\n\n### Impact\nBad.") == expected


def test_several_alerts_as_before() -> None:
    second = "#### [CVE-2020-8203](https://redirect.github.com/o/x/security/advisories/GHSA-p6mc-m468-83gw)"
    text = f"### GitHub Vulnerability Alerts\n\n#### {_CVE}\n\nText.\n\n{second}\n\nText."
    assert ids(text) == [("CVE-2021-23337",), ("CVE-2020-8203",)]


@pytest.mark.parametrize(
    "text",
    [
        f"#### See also {_EVIL}",
        "#### [CVE-2099-0001](https://evil.example/CVE-2099-0001)",
        f"```\n\n#### {_EVIL}\n\n```",
        f"- item\n#### {_EVIL}",
        f" #### {_EVIL}",
        f"##### {_EVIL}",
        _EVIL_SECTION,
    ],
)
def test_the_text_of_an_old_alert_names_no_other(text: str) -> None:
    notes = f"### GitHub Vulnerability Alerts\n\n#### {_CVE}\n\nWords.\n\n{text}\n\nWords."
    assert ids(notes) == [("CVE-2021-23337",)]


@pytest.mark.parametrize(
    "details",
    [
        f"</details>\n\n---\n\n##### Evil\n{_EVIL}\n\n{_FOLD}",
        f"</details>\n\n---\n\n ### Evil\n{_EVIL}\n\n{_FOLD}",
        "##### Severity\n- CVSS Score: 0.1 / 10 (Low)",
        f"### Evil\n{_EVIL}",
        f"---\n\n### Evil\n\n{_EVIL}",
    ],
)
def test_the_text_of_an_advisory_neither_adds_one_nor_changes_it(details: str) -> None:
    (told,) = advisories(ADVISORY % details)
    assert (told.ids, told.severity, told.cvss_score) == (_IDS, "high", 7.2)


@pytest.mark.parametrize("heading", ["### Release Notes", "### release notes "])
@pytest.mark.parametrize("more", ["", "</details>\n\n", "### Configuration\n\n"])
def test_release_notes_are_never_about_a_vulnerability(heading: str, more: str) -> None:
    notes = f"<details>\n<summary>o/x (x)</summary>\n\n{more}{_EVIL_SECTION}\n\n</details>"
    text = body(updates=LODASH, release_notes=notes).replace("### Release Notes", heading)
    reading = read_body(text)
    assert (reading.advisories, reading.automerge) == ((), False)
    assert seen(body=text).security is False
    alerts = notes.replace("---", "### GitHub Vulnerability Alerts\n\n#### " + _EVIL + "\n")
    assert read_body(body(updates=LODASH, release_notes=alerts)).advisories == ()


def test_below_a_broken_table_nothing_is_about_a_vulnerability() -> None:
    broken = f"| Package | Change |\n|---|---|\n| [x](https://a\n\n{_EVIL_SECTION}\n) | `1` → `2` |"
    assert read_body(body(updates=broken)).advisories == ()
    other_headers = broken.replace("Package", "Pakket").replace("Change", "Wijziging")
    assert read_body(body(updates=other_headers)).advisories == ()


@pytest.mark.parametrize(
    "section",
    [
        _EVIL_SECTION.replace("---\n\n", ""),
        _EVIL_SECTION.replace("<summary>More", "<summary>Less"),
        _EVIL_SECTION.replace(_EVIL, "[CVE-2099-0001](https://evil.example/)"),
        _EVIL_SECTION.replace(_EVIL, f"{_EVIL} and more"),
        _EVIL_SECTION.replace(_EVIL, "BIT-thing-1"),
        _EVIL_SECTION.replace("### You", "###\tYou"),
    ],
)
def test_what_has_another_form_is_no_section(section: str) -> None:
    assert ids(section) == []


def test_hostile_headlines_are_one_harmless_line() -> None:
    hostile = "\x1b[31mred\x1b[0m <script>\u202e\u200b\ud800 x"
    (told,) = advisories((ADVISORY % "x").replace("Command Injection in lodash", hostile))
    assert told.title == "red <script>\ufffd x"


def test_a_table_before_an_advisory_is_still_read_when_the_configuration_is_missing() -> None:
    text = body(updates=LODASH, notes=ADVISORY % "x").replace(CONFIGURATION, "")
    reading = read_body(text)
    assert ([u.dep_name for u in reading.updates], len(reading.advisories)) == (["lodash"], 1)
