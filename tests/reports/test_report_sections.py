import re
from dataclasses import replace
from pathlib import Path

import pytest

from renovate_kit.errors import InputError
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.markdown_limits import MarkdownLimits
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.sections import HTML_ORDER, MARKDOWN_ORDER, SectionName
from renovate_kit.reports.report import Report
from tests.reports import hand_made, hand_made_figures
from tests.reports.html_reading import read

SEVERAL = hand_made.report(hand_made.repository(), hand_made.unknown_repository())
TEMPLATES = Path(hand_made_figures.__file__).parents[2] / ("renovate_kit/reports/formats/templates")
HEADINGS = {
    SectionName.ATTENTION: "Needs attention",
    SectionName.SECURITY: "Security",
    SectionName.UPDATES: "Updates",
    SectionName.HELD_BACK: "Held back",
    SectionName.HEALTH: "Health",
    SectionName.TREND: "Trend",
    SectionName.AGES: "Open pull requests",
    SectionName.FRESHNESS: "Freshness",
    SectionName.DEPENDENCIES: "Dependencies",
}


def headings(report: Report, *sections: SectionName) -> list[str]:
    """Return the headings of the Markdown, with those of HTML being the same."""
    layout = ReportLayout(sections=sections or None)
    found = re.findall(r"^##+ (.*)$", MarkdownFormat(layout).render(report), re.MULTILINE)
    page = read(HtmlFormat(layout).render(report))
    if sections:
        assert [each.text for each in (*page.all("h2"), *page.all("h3"))] == [
            each.replace("`", "") for each in found
        ] or len(report.repositories) > 1
    return found


def test_every_section_has_a_template_and_every_template_a_section() -> None:
    for suffix in ("md", "html"):
        names = {
            path.name.removesuffix(f".{suffix}.j2")
            for folder in ("sections", "repository")
            for path in (TEMPLATES / folder).glob(f"*.{suffix}.j2")
        }
        assert names == set(SectionName)
    assert set(HTML_ORDER) == set(MARKDOWN_ORDER) == set(SectionName)
    assert len(HTML_ORDER) == len(MARKDOWN_ORDER) == len(SectionName)


def test_markdown_has_what_needs_somebody_first() -> None:
    found = headings(hand_made_figures.report())
    wanted = ["Needs attention", "Security", "Updates", "Health", "Problems", "Freshness"]
    assert [each for each in found if each in wanted] == wanted


@pytest.mark.parametrize("section", list(HEADINGS))
def test_one_section_alone(section: SectionName) -> None:
    report = hand_made_figures.report()
    found = headings(report, section)
    assert found[0] == HEADINGS[section]
    others = set(HEADINGS.values()) - {HEADINGS[section]}
    assert not others & set(found)
    text = MarkdownFormat(ReportLayout(sections=(section,))).render(report)
    assert f"**{report.headline}**" in text
    assert "| Up to date? |" in text


def test_sections_come_in_the_chosen_order() -> None:
    report = hand_made_figures.report()
    chosen = (SectionName.DEPENDENCIES, SectionName.HEALTH, SectionName.SECURITY)
    assert headings(report, *chosen) == ["Dependencies", "Health", "Security"]
    assert headings(report, *reversed(chosen)) == ["Security", "Health", "Dependencies"]


def test_section_named_twice_comes_once() -> None:
    chosen = (SectionName.HEALTH, SectionName.SECURITY, SectionName.HEALTH)
    assert headings(hand_made.report(hand_made.repository()), *chosen) == ["Health", "Security"]


def test_of_several_repositories_each_has_the_chosen_sections() -> None:
    found = headings(SEVERAL, SectionName.HELD_BACK, SectionName.HEALTH)
    assert found == [
        *("Health", "`owner/apps`", "Held back", "Runs"),
        *("`owner/quiet-logs`", "Held back", "Runs"),
    ]


def test_repositories_are_not_named_where_nothing_is_told_of_them() -> None:
    assert headings(SEVERAL, SectionName.ATTENTION) == ["Needs attention"]
    page = read(HtmlFormat(ReportLayout(sections=(SectionName.ATTENTION,))).render(SEVERAL))
    assert [each.text for each in page.all("h2")] == ["Needs attention"]


def test_page_skips_only_to_what_is_there() -> None:
    for sections, links in (((SectionName.HEALTH,), []), ((SectionName.ATTENTION,), ["skip"])):
        page = read(HtmlFormat(ReportLayout(sections=sections)).render(SEVERAL))
        assert [each.attributes.get("class") for each in page.all("a")][: len(links)] == links
        inner = [each.attributes["href"] for each in page.all("a")]
        assert ("#attention" in inner) == bool(links)


# Limits


def test_rows_beyond_a_limit_are_counted() -> None:
    many = tuple(hand_made.update(f"dep-{number}") for number in range(40))
    report = hand_made.report(replace(hand_made.repository(), updates=many))
    text = MarkdownFormat(limits=MarkdownLimits(most_rows=10)).render(report)
    assert "`dep-9`" in text
    assert "`dep-10`" not in text
    assert "\n\nAnd 30 more rows, which the report in JSON or CSV has.\n\n</details>" in text


def test_sections_and_things_beyond_a_limit_are_counted() -> None:
    names = [f"owner/apps-{number}" for number in range(8)]
    parts = [hand_made.repository(name, text=f"Update axios in {name}") for name in names]
    report = hand_made.report(*parts)
    few = MarkdownLimits(most_sections=2, most_things=3, most_quiet=0)
    text = MarkdownFormat(limits=few).render(report)
    assert len(re.findall("^## `owner/apps-", text, re.MULTILINE)) == 2
    assert "And 6 more things, which the report in JSON or CSV lists." in text
    assert "6 more repositories, of which 6 have something to say" in text


@pytest.mark.parametrize("repositories", [1, 60])
def test_file_is_never_larger_than_github_shows(repositories: int) -> None:
    updates = tuple(
        hand_made.update(f"organisation/some-dependency-{number}")
        for number in range(6_000 // repositories)
    )
    parts = [
        replace(hand_made.repository(f"owner/apps-{number}"), updates=updates)
        for number in range(repositories)
    ]
    text = MarkdownFormat().render(hand_made.report(*parts))
    assert len(text.encode()) <= 500_000
    assert "more rows, which the report in JSON or CSV has." in text
    assert text.count("<details>") == text.count("</details>")


def test_limit_that_nothing_meets_gives_the_smallest() -> None:
    text = MarkdownFormat(limits=MarkdownLimits(most_bytes=1)).render(SEVERAL)
    assert "## Health" in text
    assert "## `owner/apps`" not in text


# Templates of one's own


def with_template(folder: Path, name: str, template: str, report: Report | None = None) -> str:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(template, "utf-8")
    return MarkdownFormat(ReportLayout(templates=folder)).render(
        report or hand_made.report(hand_made.repository())
    )


def test_own_section_stands_in_for_one_of_the_package(tmp_path: Path) -> None:
    text = with_template(
        tmp_path,
        "sections/health.md.j2",
        "## Well-being\n\n{{ report.runs.total | count('run') }} of {{ report.headline }}\n\n",
        hand_made.report(hand_made.repository(), text="a | b"),
    )
    assert "## Well-being\n\n12 345 runs of What happened: a \\| b\n" in text.replace("\u202f", " ")
    assert "## Health" not in text
    assert "## Needs attention" in text


def test_block_of_the_report_can_be_replaced(tmp_path: Path) -> None:
    text = with_template(
        tmp_path,
        "report.md.j2",
        '{% extends "builtin/report.md.j2" %}\n'
        "{% block footer %}\nAsk `#platform`.\n{% endblock %}\n",
    )
    assert text.endswith("\n\nAsk `#platform`.\n")
    assert text.startswith("# Renovate report 2026-W43\n")


def test_own_part_can_use_that_of_the_package_and_macros(tmp_path: Path) -> None:
    text = with_template(
        tmp_path,
        "repository/security.md.j2",
        '{% include "builtin/repository/security.md.j2" %}\n'
        "{% macro bold(text) %}**{{ text }}**{% endmacro %}\n"
        '{{ bold(part.repository ~ " *") | markdown }}\n\n',
    )
    assert "## Security\n" in text
    assert "\n**owner/apps \\*** \n".replace(" \n", "\n") in text


def test_folder_without_templates_changes_nothing(tmp_path: Path) -> None:
    report = hand_made_figures.report()
    layout = ReportLayout(templates=tmp_path)
    assert MarkdownFormat(layout).render(report) == MarkdownFormat().render(report)


@pytest.mark.parametrize(
    ("template", "name", "line"),
    [
        ("\n{{ report.headlin }}", "report.md.j2", 2),
        ("\n\n{% if %}", "report.md.j2", 3),
        ("{{ 1 / 0 }}", "sections/health.md.j2", 1),
        ("{{ part.repository + 1 }}", "repository/updates.md.j2", 1),
        ("\n{% include 'missing.md.j2' %}", "repository/freshness.md.j2", 2),
        ("\n{% for %}", "repository/freshness.md.j2", 2),
    ],
)
def test_mistake_in_a_template_is_told_with_its_place(
    template: str, name: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="the template is wrong") as raised:
        with_template(tmp_path, name, template)
    assert raised.value.message.startswith(f"{tmp_path / name}:{line}: ")
    assert "docs/report-templates.md" in raised.value.hint


# What is documented


def test_documents_name_every_section_and_block() -> None:
    docs = TEMPLATES.parents[3] / "docs"
    settings = (docs / "report-settings.md").read_text("utf-8")
    table = settings.split("## Sections")[1].split("## Locales")[0]
    assert re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE) == list(MARKDOWN_ORDER)
    templates = (docs / "report-templates.md").read_text("utf-8")
    for name, framing in (("report.md.j2", []), ("report.html.j2", ["footer"])):
        blocks = re.findall(r"{% block (\w+) %}", (TEMPLATES / name).read_text("utf-8"))
        (row,) = re.findall(rf"^\| `{name}` .*", templates, re.MULTILINE)
        assert re.findall(r"`(\w+)`", row) == [
            *(each for each in blocks if each != "main"),
            *framing,
        ]
