"""A cause that many repositories share is told once, in Markdown and HTML."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.json_report import JsonFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.markdown_limits import MarkdownLimits
from renovate_kit.reports.report import Attention, AttentionKind, Report, RepositoryReport
from tests.reports import hand_made
from tests.reports.html_reading import read
from tests.reports.html_validation import assert_valid_html
from tests.reports.markdown_checks import lint_findings
from tests.reports.period import branch, problem, rows, run, turn
from tests.reports.questions import week


def part(number: int, *things: Attention) -> RepositoryReport:
    return replace(hand_made.repository(f"owner/app-{number:03}"), attention=things)


def lookup(detail: str) -> Attention:
    return Attention(
        kind=AttentionKind.PROBLEM,
        what=f"Package lookup failures: {detail}",
        what_to_do="check that the package exists",
        cause="Package lookup failures",
    )


def of(*parts: RepositoryReport) -> Report:
    return replace(hand_made.report(*parts), attention=())


def needs(markdown: str) -> list[str]:
    """Return the lines of the section that says what needs a person."""
    section = markdown.partition("## Needs attention\n\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line]


def items(markdown: str) -> list[str]:
    return [line for line in needs(markdown) if line.startswith("- ")]


def test_cause_of_many_repositories_is_one_line_with_the_rest_folded() -> None:
    report = of(*(part(number, lookup("no-result")) for number in range(130)))
    text = MarkdownFormat().render(report)
    assert items(text) == [
        (
            "- **Problem** in 130 repositories (`owner/app-000`, `owner/app-001`, `owner/app-002` "
            "and 127 more): Package lookup failures: no-result. *What to do:* check that the "
            "package exists."
        )
    ]
    folded = needs(text)
    assert folded[1:3] == ["  <details>", "  <summary>The 130 repositories</summary>"]
    assert folded[3:-1] == [f"  - `owner/app-{number:03}`" for number in range(130)]
    assert "| What needs me? | 130 things of 1 cause |" in text


def test_cause_of_few_repositories_is_told_one_by_one() -> None:
    report = of(*(part(number, lookup("no-result")) for number in range(3)))
    text = MarkdownFormat().render(report)
    assert [re.findall(r"`[^`]+`", line) for line in items(text)] == [
        [f"`owner/app-{number:03}`"] for number in range(3)
    ]
    assert "| What needs me? | 3 things |" in text


def test_html_folds_the_same_repositories() -> None:
    report = of(*(part(number, lookup(f"package-{number}")) for number in range(40)))
    page = read(HtmlFormat().render(report))
    (thing,) = [each for each in page.all("li") if each.attributes.get("class", "")[:5] == "thing"]
    assert "Problem in 40 repositories (owner/app-000, " in thing.text
    members = [each.text for each in page.all("li") if "details" in each.inside]
    assert [f"owner/app-{number:03}: package-{number}" for number in range(40)] == members[:40]


def test_what_differs_is_told_of_each_repository() -> None:
    report = of(
        *(
            part(
                number,
                Attention(
                    kind=AttentionKind.SKIPPED,
                    what=f"{number} of 14 runs ended with disabled: Renovate is off",
                    what_to_do="switch it on",
                    cause="Renovate is off",
                    last_at=datetime(2026, 10, 20, number, tzinfo=UTC),
                ),
            )
            for number in range(1, 6)
        )
    )
    text = MarkdownFormat().render(report)
    assert len(items(text)) == 1
    assert "`owner/app-005`): Renovate is off. *What to do:* switch it on." in text
    for number in range(1, 6):
        assert (
            f"- `owner/app-{number:03}`: {number} of 14 runs ended with disabled (last on" in text
        )


def test_names_alone_are_not_told_twice() -> None:
    report = of(*(part(number, lookup("no-result")) for number in range(5)))
    lines = needs(MarkdownFormat().render(report))
    assert len(lines) == 1
    assert lines[0].startswith("- **Problem** in 5 repositories (`owner/app-000`, ")


def test_words_that_are_all_one_repository_s() -> None:
    things = (
        Attention(kind=AttentionKind.BRANCH_ERROR, what=f"{n} of them", what_to_do="look", cause="")
        for n in range(6)
    )
    report = of(*(part(n, thing) for n, thing in enumerate(things)))
    lines = needs(MarkdownFormat().render(report))
    assert lines[0].endswith("and 3 more). *What to do:* look.")
    assert [f"  - `owner/app-{n:03}`: {n} of them" for n in range(6)] == lines[3:-1]


def test_pull_requests_of_one_update_are_told_once_with_a_link_to_each() -> None:
    update = hand_made.repository().attention[0]
    report = of(*(part(n, replace(update, pull_request=n + 1)) for n in range(8)))
    text = MarkdownFormat().render(report)
    assert len(items(text)) == 1
    for n in range(8):
        assert (
            f"  - `owner/app-{n:03}` [#{n + 1}](https://github.com/owner/app-{n:03}/pull/" in text
        )


def test_updates_that_differ_are_not_taken_together() -> None:
    update = hand_made.repository().attention[0]
    report = of(*(part(n, replace(update, what=f"Update axios to v1.{n}")) for n in range(8)))
    assert len(items(MarkdownFormat().render(report))) == 8


def test_advice_that_differs_keeps_causes_apart() -> None:
    def advised(n: int) -> Attention:
        return replace(lookup("no-result"), what_to_do="ask" if n % 2 else "look")

    report = of(*(part(n, advised(n)) for n in range(10)))
    assert len(items(MarkdownFormat().render(report))) == 2


def test_most_pressing_kind_comes_first_and_in_it_what_most_share() -> None:
    silent = Attention(kind=AttentionKind.SILENCE, what="none", what_to_do="look", since=None)
    alone = replace(lookup("x"), what="Something rare", what_to_do="think")
    report = of(
        part(0, alone, lookup("a")), *(part(n, lookup("a")) for n in range(1, 9)), part(9, silent)
    )
    lines = items(MarkdownFormat().render(report))
    assert [re.findall(r"\*\*(.+?)\*\*(?: in (\d+))?", line)[0] for line in lines] == [
        ("No runs", ""),
        ("Problem", "9"),
        ("Problem", ""),
    ]


def test_folded_repositories_are_clean_markdown_and_html(tmp_path: Path) -> None:
    hostile = "</details> | `x` <b> @all #1"
    alone = replace(lookup(hostile), what="Something rare")
    many = [part(n, lookup(f"{hostile} {n}")) for n in range(9)]
    reports = {
        "last": of(*many),
        "first": of(*many, part(10, alone)),
        "two": of(*many, *(part(n, alone) for n in range(20, 29))),
    }
    texts = {name: MarkdownFormat().render(report) for name, report in reports.items()}
    few = MarkdownLimits(most_members=2, most_things=1)
    texts["limited"] = MarkdownFormat(limits=few).render(reports["two"])
    for text in texts.values():
        assert text.count("<details>") == text.count("</details>")
    assert lint_findings(texts, tmp_path) == []
    assert_valid_html(HtmlFormat().render(reports["two"]), tmp_path)


def test_json_keeps_each_item() -> None:
    report = of(*(part(number, lookup("no-result")) for number in range(130)))
    told = json.loads(JsonFormat().render(report))
    assert [len(each["attention"]) for each in told["repositories"]] == [1] * 130
    assert told["totals"]["attention"] == 130


def test_too_many_repositories_are_counted() -> None:
    report = of(*(part(number, lookup("no-result")) for number in range(30)))
    text = MarkdownFormat(limits=MarkdownLimits(most_members=10)).render(report)
    assert "- `owner/app-009`\n" in text
    assert "  - `owner/app-010`\n" not in text
    assert "  And 20 more things, which the report in JSON or CSV lists.\n" in text


def test_causes_of_real_statistics_are_parts_of_what_is_said() -> None:
    name, logged = "owner/app", "Failed to look up npm package x: no-result"
    known = rows(
        runs=[
            run(0, turn("external-host-error", repository=name)),
            run(1, turn("disabled-by-config", repository=name)),
            run(2, turn("done", repository=name), complete=False),
            run(3, turn("done", repository=name)),
        ],
        problems=[
            problem(3, detail=logged, repository=name),
            problem(2, "Cannot sync git", detail="a: b", level=ProblemLevel.ERROR, repository=name),
        ],
        branches=[branch(3, "error", repository=name)],
    )
    (found,) = week(known).repositories
    causes = {each.kind: each.cause for each in found.attention}
    assert causes[AttentionKind.BRANCH_ERROR] == ""
    assert causes[AttentionKind.PROBLEM] == "Package lookup failures"
    for each in found.attention:
        assert each.cause is not None
        assert each.what.startswith(each.cause) or each.what.endswith(each.cause)
    failed = [each for each in found.attention if each.kind is AttentionKind.RUN_FAILED]
    assert [f"{each.what.partition(': ')[0]}: {each.cause}" for each in failed] == [
        each.what for each in failed
    ]
    assert len(failed) == 2
