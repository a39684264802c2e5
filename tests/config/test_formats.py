import json
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.diagnostics import Diagnostic, Fix, OfficialCounts, Severity
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Place, Span
from renovate_kit.config.formats.github import GithubFormat
from renovate_kit.config.formats.gitlab import GitlabFormat
from renovate_kit.config.formats.interface import Failure, Format, Outcome
from renovate_kit.config.formats.json import JsonFormat
from renovate_kit.config.formats.junit import JunitFormat
from renovate_kit.config.formats.repository_paths import RepositoryPaths
from renovate_kit.config.formats.sarif import MOST_RESULTS, SarifFormat
from renovate_kit.config.formats.text import TextFormat
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.rule_page import rule_pages
from renovate_kit.config.subject import ConfigKind
from tests.config.sarif_structure import assert_is_sarif

TOP = PurePosixPath("/home/runner/checkout")
PATHS = RepositoryPaths(working_folder=TOP / "sub", top=TOP)
FORMATS: dict[str, Format] = {
    "text": TextFormat(),
    "json": JsonFormat(),
    "sarif": SarifFormat(PATHS, rule_pages(), "1.2.3"),
    "github": GithubFormat(PATHS),
    "gitlab": GitlabFormat(PATHS),
    "junit": JunitFormat(),
}
MISSING = Failure(path="missing.json", message="missing.json: no such file", hint="check the path")
TOKEN = "ghp_" + "a1B2" * 9


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    path: str = "renovate.json"
    kind: ConfigKind = ConfigKind.REPO
    official: OfficialCounts | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def diagnostic(**changes: object) -> Diagnostic:
    values: dict[str, Any] = {
        "path": "renovate.json",
        "place": Place(2, 3, 2, 10),
        "code": "RK101",
        "rule": "unknown-option",
        "severity": Severity.ERROR,
        "message": "`labls` is no option",
        "help": "did you mean `labels`?",
        "pointer": "packageRules[0].labls",
        "official": "error",
        "official_count": 1,
        "fix": None,
        "excerpt": '  "labls": []',
    }
    values.update(changes)
    return Diagnostic(**values)


def outcome(*diagnostics: Diagnostic) -> Outcome:
    return Outcome(files=(File(diagnostics=diagnostics),))


def checked(text: str, path: str = "renovate.json") -> Outcome:
    result = check_bytes(text.encode(), path=path, kind=None, catalogue=load_catalogue())
    return Outcome(files=(result,))


def test_json_has_all_that_the_contract_names() -> None:
    text = '{\n  "kubernetes": {"fileMatch": ["a"]},\n  "labls": [], "prHourlyLimit": "x"\n}'
    whole = json.loads(JsonFormat().render(checked(text)))
    assert whole["version"] == 1
    (file,) = whole["files"]
    assert (file["path"], file["kind"]) == ("renovate.json", "repo")
    assert file["official"] == {"errors": 2, "warnings": 0, "migrates": True}
    outdated, unknown, _ = file["diagnostics"]
    assert unknown == {
        "code": "RK101",
        "rule": "unknown-option",
        "severity": "error",
        "message": unknown["message"],
        "help": "did you mean `labels`?",
        "pointer": "labls",
        "line": 3,
        "column": 3,
        "endLine": 3,
        "endColumn": 10,
        "official": "error",
        "officialCount": 1,
        "fix": unknown["fix"],
        "docs": "docs/rules.md#unknown-option",
    }
    assert (outdated["pointer"], outdated["fix"]) == ("kubernetes.fileMatch", {"safe": True})


def test_json_says_null_where_the_official_validator_reads_no_such_file() -> None:
    (file,) = json.loads(JsonFormat().render(outcome()))["files"]
    assert file["official"] is None


def test_json_says_what_could_not_be_checked() -> None:
    whole = json.loads(JsonFormat().render(Outcome(files=(), failures=(MISSING,))))
    assert whole["files"] == []
    assert whole["failures"] == [
        {
            "path": "missing.json",
            "message": "missing.json: no such file",
            "hint": "check the path",
        }
    ]


def test_sarif_of_a_real_config_has_place_rule_and_fix() -> None:
    text = '{\n  "masterIssue": true,\n  "labls": []\n}'
    log = json.loads(FORMATS["sarif"].render(checked(text)))
    assert_is_sarif(log)
    unknown, outdated = log["runs"][0]["results"]
    assert (unknown["ruleId"], unknown["level"]) == ("RK101", "error")
    location = unknown["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "sub/renovate.json"
    assert location["region"]["startLine"] == 3
    (change,) = outdated["fixes"][0]["artifactChanges"]
    fixed = text
    for replacement in reversed(change["replacements"]):
        start = replacement["deletedRegion"]["charOffset"]
        end = start + replacement["deletedRegion"]["charLength"]
        fixed = fixed[:start] + replacement["insertedContent"]["text"] + fixed[end:]
    assert json.loads(fixed) == {"dependencyDashboard": True, "labls": []}


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no schema")
def test_sarif_obeys_the_schema_of_the_standard() -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    schema = Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8")
    validator = jsonschema.Draft4Validator(json.loads(schema))
    outcomes = [
        Outcome(files=()),
        Outcome(files=(File(),), failures=(MISSING,)),
        checked('{"masterIssue": true, "labls": [], "hostRules": [{"matchHost": ""}]}'),
        checked("{"),
        outcome(*(diagnostic(severity=severity) for severity in Severity)),
    ]
    for each in outcomes:
        validator.validate(json.loads(FORMATS["sarif"].render(each)))


def test_sarif_says_that_a_run_failed_if_a_file_could_not_be_read() -> None:
    log = json.loads(FORMATS["sarif"].render(Outcome(files=(), failures=(MISSING,))))
    assert_is_sarif(log)
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert "no such file" in note["message"]["text"]


def test_sarif_keeps_the_worst_of_more_results_than_github_takes() -> None:
    notes = [diagnostic(severity=Severity.INFO)] * MOST_RESULTS
    log = json.loads(FORMATS["sarif"].render(outcome(*notes, diagnostic())))
    assert_is_sarif(log)
    results = log["runs"][0]["results"]
    assert len(results) == MOST_RESULTS
    assert results[0]["level"] == "error"
    (note,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("1 more")


def test_sarif_leaves_a_fix_out_that_would_carry_a_secret() -> None:
    fix = Fix(description="write it", edits=(Edit(Span(0, 1), TOKEN),), is_safe=True)
    text = FORMATS["sarif"].render(outcome(diagnostic(fix=fix)))
    assert TOKEN not in text
    assert "fixes" not in json.loads(text)["runs"][0]["results"][0]


def fingerprints(text: str) -> list[str]:
    log = json.loads(FORMATS["sarif"].render(checked(text)))
    return [
        result["partialFingerprints"]["primaryLocationLineHash"]
        for result in log["runs"][0]["results"]
    ]


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param('{"a":\n\n\n"b",\n   "labls": []}', id="other lines above"),
        pytest.param('{ "labls" : [ ] , "a":"b" }', id="other order and blanks"),
    ],
)
def test_a_fingerprint_outlives_changes_around_the_finding(moved: str) -> None:
    before = fingerprints('{"a": "b", "labls": []}')
    assert len(set(before)) == 2
    assert set(fingerprints(moved)) == set(before)


def test_a_fingerprint_outlives_a_rule_that_is_put_before() -> None:
    rule = '{"matchPackageNames": ["a"], "labls": []}'
    new_rule = '{"matchPackageNames": ["b"], "enabled": false}'
    before = fingerprints(f'{{"packageRules": [{rule}]}}')
    assert set(before) <= set(fingerprints(f'{{"packageRules": [{new_rule}, {rule}]}}'))


def test_equal_findings_of_a_file_have_different_fingerprints() -> None:
    found = fingerprints('{"packageRules": [{"labls": []}, {"labls": []}]}')
    assert len(found) == len(set(found)) >= 2


def test_github_commands_come_worst_first() -> None:
    found = [diagnostic(severity=severity) for severity in reversed(Severity)]
    lines = FORMATS["github"].render(outcome(*found)).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0] == (
        "::error file=sub/renovate.json,line=2,endLine=2,col=3,endColumn=10,"
        "title=RK101 unknown-option::`labls` is no option%0Adid you mean `labels`?"
    )


def test_github_gets_no_columns_for_several_lines() -> None:
    text = FORMATS["github"].render(outcome(diagnostic(place=Place(1, 2, 3, 4))))
    assert "line=1,endLine=3,title=" in text


def test_a_path_can_not_end_a_github_command() -> None:
    hostile = "a,line=1::x%\n::stop-commands::now.json"
    text = FORMATS["github"].render(outcome(diagnostic(path=hostile)))
    (line,) = text.splitlines()
    assert "file=sub/a%2Cline=1%3A%3Ax%25%0A%3A%3Astop-commands%3A%3Anow.json,line=2" in line


def test_gitlab_gets_path_severity_and_positions() -> None:
    (issue,) = json.loads(FORMATS["gitlab"].render(outcome(diagnostic())))
    assert issue["check_name"] == "unknown-option"
    assert issue["severity"] == "major"
    assert issue["location"] == {
        "path": "sub/renovate.json",
        "positions": {"begin": {"line": 2, "column": 3}, "end": {"line": 2, "column": 10}},
    }
    assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])


def test_gitlab_fingerprints_differ_between_files() -> None:
    files = tuple(
        File(path=path, diagnostics=(diagnostic(path=path),)) for path in ("a.json", "b.json")
    )
    issues = json.loads(FORMATS["gitlab"].render(Outcome(files=files, failures=(MISSING,))))
    assert len({issue["fingerprint"] for issue in issues}) == 3


def test_junit_counts_what_fails() -> None:
    files = (File(diagnostics=tuple(diagnostic(severity=each) for each in Severity)), File())
    suites = ET.fromstring(FORMATS["junit"].render(Outcome(files=files, failures=(MISSING,))))  # noqa: S314 - our own text
    assert suites.attrib | {"name": ""} == {
        "name": "",
        "tests": "5",
        "failures": "2",
        "errors": "1",
    }
    assert len(suites.findall(".//failure")) == 2
    assert len(suites.findall(".//error")) == 1
    assert len(suites.findall(".//testcase")) == 5


def test_junit_fails_from_the_severity_that_was_chosen() -> None:
    text = JunitFormat(Severity.INFO).render(outcome(diagnostic(severity=Severity.INFO)))
    assert 'failures="1"' in text


def test_text_for_a_file_has_findings_and_summary() -> None:
    text = TextFormat().render(Outcome(files=(File(diagnostics=(diagnostic(),)),)))
    assert text.startswith("renovate.json:2:3: error RK101 unknown-option: ")
    assert text.endswith("1 file checked: 1 error\n")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("renovate.json", "sub/renovate.json", id="relative"),
        pytest.param("./a/../b c.json", "sub/b%20c.json", id="roundabout"),
        pytest.param("../ren%ovate#.json", "ren%25ovate%23.json", id="above, with marks"),
        pytest.param("/home/runner/checkout/x.json", "x.json", id="absolute inside"),
        pytest.param("/etc/renovate.json", "file:///etc/renovate.json", id="outside"),
        pytest.param("\udcff.json", "sub/%FF.json", id="no UTF-8"),
    ],
)
def test_paths_become_uris_from_the_top_of_the_repository(path: str, uri: str) -> None:
    assert PATHS.uri(path) == uri


HOSTILE = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(
        [
            "\x1b[2J",
            "]]>",
            "</failure><x>",
            "&lt;&",
            "\r\n::error::x",
            "%0A::warning::",
            "\ud800",
            "\u202e\u2028",
            "\x00\x0b\ufffe",
            '"\\',
        ]
    ),
)

# What the operating system can give for a name: any bytes but NUL.
HOSTILE_PATHS = st.one_of(
    st.binary(max_size=20).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
    st.sampled_from(["\x1b[2J", "a\n::error::x", "]]>&<", "%0A", "a,line=1::"]),
)


@st.composite
def hostile_diagnostics(draw: st.DrawFn) -> Diagnostic:
    line, column = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    place = Place(line, column, line + draw(st.integers(0, 1)), column + draw(st.integers(0, 9)))
    edit = Edit(Span(0, draw(st.integers(0, 5))), draw(HOSTILE))
    return diagnostic(
        path=draw(HOSTILE_PATHS),
        message=draw(HOSTILE) + "x",
        help=draw(HOSTILE),
        pointer=draw(HOSTILE),
        excerpt=draw(HOSTILE),
        place=place,
        severity=draw(st.sampled_from(Severity)),
        fix=draw(st.none() | st.just(Fix(description="mend", edits=(edit,), is_safe=True))),
    )


@st.composite
def hostile_outcomes(draw: st.DrawFn) -> Outcome:
    failure = Failure(path=draw(HOSTILE_PATHS), message=draw(HOSTILE) + "x", hint=draw(HOSTILE))
    found = draw(st.lists(hostile_diagnostics(), max_size=3))
    return Outcome(
        files=(File(path=draw(HOSTILE_PATHS), diagnostics=tuple(found)),),
        failures=draw(st.sampled_from([(), (failure,)])),
    )


@given(hostile_outcomes())
def test_no_text_breaks_out_of_a_format(hostile: Outcome) -> None:
    texts = {name: each.render(hostile) for name, each in FORMATS.items()}
    for text in texts.values():
        text.encode()
    found, failures = hostile.files[0].diagnostics, hostile.failures
    (file,) = json.loads(texts["json"])["files"]
    assert [item["message"] for item in file["diagnostics"]] == [item.message for item in found]
    assert_is_sarif(json.loads(texts["sarif"]))
    assert len(json.loads(texts["gitlab"])) == len(found) + len(failures)
    commands = texts["github"].split("\n")[:-1]
    assert len(commands) == len(found) + len(failures)
    assert all(re.match("::(error|warning|notice) ", line) for line in commands)
    suites = ET.fromstring(texts["junit"])  # noqa: S314 - our own text
    assert len(suites.findall(".//testcase")) == (len(found) or 1) + len(failures)
    for name in ("text", "github"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", texts[name])


@given(hostile_outcomes())
def test_the_same_outcome_gives_the_same_text(hostile: Outcome) -> None:
    for each in FORMATS.values():
        assert each.render(hostile) == each.render(hostile)
