"""The table of a body: every column that Renovate can write, and what breaks tables."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renovate_kit.reports.events.pull_requests import PullRequestUpdate
from renovate_kit.reports.sources.pull_requests import read_body
from tests.reports.pull_requests.samples import CONFIGURATION, DEBUG, INTRODUCTION, body, table

_BADGES = "https://developer.mend.io/api/mc/badges"
_ALL_BADGES = (
    "| Package | Change | Age | Adoption | Passing | Confidence |\n|---|---|---|---|---|---|\n"
    "| [@scope/x](https://example.org/) ([source](https://togithub.com/o/x/tree/HEAD/packages/x)) "
    "| [`4.4.4` -> `4.5.2`](https://renovatebot.com/diffs/npm/@scope%2fx/4.4.4/4.5.2) "
    f"| [![age]({_BADGES}/age/npm/@scope%2fx/4.5.2?slim=true)](https://docs.renovatebot.com/) "
    f"| [![adoption]({_BADGES}/adoption/npm/@scope%2fx/4.5.2?slim=true)](https://d.example/) "
    f"| [![passing]({_BADGES}/compatibility/npm/@scope%2fx/4.4.4/4.5.2?slim=true)](https://d/) "
    f"| [![confidence]({_BADGES}/confidence/npm/@scope%2fx/4.4.4/4.5.2?slim=true)](https://d/) |"
)


def updates(text: str) -> list[PullRequestUpdate]:
    return list(read_body(body(updates=text)).updates)


def steps(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.dep_name, each.update_type, each.current, each.new) for each in updates(text)]


def test_all_badges_tell_registry_and_versions() -> None:
    (update,) = updates(_ALL_BADGES)
    assert update.dep_name == "@scope/x"
    assert (update.package_name, update.datasource) == ("@scope/x", "npm")
    assert (update.current_version, update.new_version) == ("4.4.4", "4.5.2")
    assert update.source_url == "https://example.org/"
    assert update.update_type == "minor"


def test_badges_of_old_hosts_tell_the_registry_only() -> None:
    (update,) = updates(
        "| Package | Change | Age |\n|---|---|---|\n| requests | `==2.27.0` -> `==2.28.1` "
        "| [![age](https://badges.renovateapi.com/packages/pypi/requests/2.28.1/age-slim)]"
        "(https://d/) |"
    )
    assert (update.datasource, update.package_name) == ("pypi", None)
    assert (update.current_version, update.new_version) == (None, "2.28.1")


def test_a_badge_of_another_host_tells_nothing() -> None:
    (update,) = updates(
        "| Package | Change | Age |\n|---|---|---|\n| x | `1.0.0` → `2.0.0` "
        "| ![age](https://evil.example/api/mc/badges/age/npm/y/9.9.9?slim=true) |"
    )
    assert (update.datasource, update.package_name, update.new_version) == (None, None, None)


@pytest.mark.parametrize("arrow", ["→", "->", "&rarr;", "-&gt;"])
@pytest.mark.parametrize("linked", [True, False])
def test_arrows_of_all_times(arrow: str, linked: bool) -> None:  # noqa: FBT001 - a parameter
    change = f"`v1.2.3` {arrow} `v1.3.0`"
    cell = f"[{change}](https://example.org/a_(b))" if linked else change
    assert steps(f"| Package | Change |\n|---|---|\n| x | {cell} |") == [
        ("x", "minor", "v1.2.3", "v1.3.0")
    ]


@pytest.mark.parametrize(
    ("cell", "current", "new"),
    [
        (" → `a9ce23f`", None, "a9ce23f"),
        ("`a9ce23f` → ", "a9ce23f", None),
        ("`abc1234` → `def5678`", "abc1234", "def5678"),
        ("`^1.0.0 \\|\\| ^2.0.0` → `^3.0.0`", "^1.0.0 || ^2.0.0", "^3.0.0"),
        ("`4.0.0`", None, "4.0.0"),
        ("1.0 -> 2.0", "1.0", "2.0"),
        ("[`1` → `2`]()", "1", "2"),
    ],
)
def test_changes(cell: str, current: str | None, new: str | None) -> None:
    (step,) = steps(f"| Package | Update | Change |\n|---|---|---|\n| x | digest | {cell} |")
    assert step == ("x", "digest", current, new)


@pytest.mark.parametrize("cell", ["`1` → `2` → `3`", "from one to two", "", "`1` `2`"])
def test_a_change_that_is_none_is_no_update(cell: str) -> None:
    assert steps(f"| Package | Change |\n|---|---|\n| x | {cell} |") == []


def test_more_columns() -> None:
    (update,) = updates(
        "| Package | Type | Update | Change | Pending | References | Package file | Age "
        "| Confidence |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
        "| x | devDependencies | minor | `1.0` -> `1.1` | `1.3` (+2) | [source](https://github.com/o/x)"
        " | web/package.json | 12 days | high |"
    )
    assert (update.dep_type, update.pending, update.package_file) == (
        "devDependencies",
        "1.3",
        "web/package.json",
    )
    assert (update.age_days, update.merge_confidence) == (12, "high")


def test_values_in_two_columns() -> None:
    assert steps(
        "| Package | Type | Update | Current value | New value |\n|---|---|---|---|---|\n"
        "| x | prod | major | `^1.0.0` | `^2.0.0` |"
    ) == [("x", "major", "^1.0.0", "^2.0.0")]


def test_a_replacement_names_both() -> None:
    (update,) = updates(
        "| Package | Change |\n|---|---|\n"
        "| [old](https://example.org/old) ([source](https://a.b/c)) "
        "→ [@new/one](https://example.org/new) | `1.0.0` → `2.1.0` |"
    )
    assert (update.dep_name, update.replacement) == ("old", "@new/one")
    assert (update.update_type, update.source_url) == ("replacement", "https://example.org/old")


def test_lock_file_maintenance_has_no_versions() -> None:
    assert steps(
        "| Update | Change |\n|---|---|\n| lockFileMaintenance | All locks refreshed |"
    ) == [("lock files", "lockFileMaintenance", None, None)]


def test_names_with_a_guard_against_mentions() -> None:
    assert steps("| Package | Change |\n|---|---|\n| @&#8203;types/node | `1.0.0` → `1.0.1` |") == [
        ("@types/node", "patch", "1.0.0", "1.0.1")
    ]


def test_several_tables_under_headings_are_read_and_others_are_not() -> None:
    text = (
        "## Tools\n\n| Package | Change |\n|---|---|\n| a | `1` → `2` |\n\n"
        "## Owners\n\n| Team | Channel |\n|---|---|\n| a | `1` → `2` |\n\n"
        "## Libraries\n\n| Package | Change |\n| --- | :---: |\n| b | `3` → `4` |"
    )
    assert [each[0] for each in steps(text)] == ["a", "b"]


def test_the_same_row_twice_is_one_update() -> None:
    row = "| a | `1` → `2` |\n"
    assert len(updates("| Package | Change |\n|---|---|\n" + row * 2)) == 1


def test_the_title_names_what_a_table_without_names_is_about() -> None:
    text = body(updates="| Change |\n|---|\n| `1.0` → `1.1` |")
    (update,) = read_body(text, named="x").updates
    assert (update.dep_name, update.current, update.new) == ("x", "1.0", "1.1")
    assert read_body(text).updates == ()


@pytest.mark.parametrize(
    "broken",
    [
        "| [x](https://a\n| y | `1` → `2` |",  # a line end in a link
        "| x | `1` → `2` |\nmore",
        "| x | `1` → `2` | extra |",
        "| x |",
    ],
)
def test_of_a_broken_table_nothing_is_believed(broken: str) -> None:
    reading = read_body(body(updates=f"| Package | Change |\n|---|---|\n{broken}"))
    assert reading.updates == ()
    assert reading.is_renovate


def test_a_body_that_was_cut_keeps_its_whole_rows() -> None:
    cut = (
        f"{INTRODUCTION}\n\n| Package | Change |\n|---|---|\n| a | `1` → `2` |\n| b | `3`"
        "\n\n> [!IMPORTANT]\n> ✂️ PR body was truncated to here.\n"
    )
    assert [update.dep_name for update in read_body(cut).updates] == ["a"]
    assert [update.dep_name for update in read_body(cut.partition("\n\n>")[0]).updates] == ["a"]


def test_a_table_in_release_notes_or_in_an_advisory_is_none() -> None:
    other = "| Package | Change |\n|---|---|\n| evil | `1` → `2` |"
    notes = f"<details>\n<summary>o/x (x)</summary>\n\n{other}\n\n</details>"
    assert read_body(body(release_notes=notes)).updates == ()
    assert read_body(body(notes=f"### GitHub Vulnerability Alerts\n\n{other}")).updates == ()
    assert read_body(body(notes=f"<details>\n\n{other}\n\n</details>")).updates == ()


_VALUE = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("C", "M", "Z"),
        exclude_characters="`&\u115f\u1160\u3164\uffa0",
    ),
    min_size=1,
    max_size=30,
).filter(str.isprintable)
_NAME = st.text(st.sampled_from(list("abcXYZ0189@/._-:|`[]()äλ")), min_size=1, max_size=40).filter(
    lambda name: (
        "](" not in name
        and "``" not in name
        and not (name.startswith("`") and name.endswith("`"))
        and not name.startswith("[")
    )
)
_TYPES = st.sampled_from(["major", "minor", "patch", "digest", "pin", "pinDigest", "bump"])
_ROW = st.fixed_dictionaries(
    {
        "name": _NAME,
        "url": st.sampled_from(["", "https://github.com/o/x", "https://example.org/a_(b)/?c=d"]),
        "type": st.sampled_from(["", "dependencies", "final", "a|b"]),
        "update": _TYPES,
        "old": st.one_of(st.just(""), _VALUE),
        "new": _VALUE,
    }
)


def _written(row: dict[str, str]) -> dict[str, str]:
    name, url = row["name"], row["url"].replace("https://github.com", "https://redirect.github.com")
    package = f"[{name}]({url})" if url else name
    return {
        "Package": "@&#8203;" + package[1:] if package.startswith("@") else package,
        "Type": row["type"],
        "Update": row["update"],
        "Change": f"`{row['old']}` → `{row['new']}`",
    }


@given(st.lists(_ROW, min_size=1, max_size=8, unique_by=lambda row: row["name"]))
@example([{"name": "a|b", "url": "", "type": "x", "update": "pin", "old": "1|2", "new": "\\"}])
@example(
    [{"name": "a[b]", "url": "https://x.y/z", "type": "", "update": "pin", "old": "", "new": "1"}]
)
def test_what_renovate_writes_is_read_back(rows: list[dict[str, str]]) -> None:
    read = updates(table([_written(row) for row in rows]))
    assert [
        (each.dep_name, each.source_url or "", each.dep_type or "", each.update_type)
        for each in read
    ] == [(row["name"], row["url"], row["type"], row["update"]) for row in rows]
    assert [(each.current or "", each.new) for each in read] == [
        (row["old"], row["new"]) for row in rows
    ]


@given(st.text(max_size=400))
@example("| a |\n|---|\n| b")
@example("|\n|\n|")
def test_no_text_breaks_the_reader(text: str) -> None:
    for whole in (text, body(updates=text), body(notes=text), body(release_notes=text)):
        assert isinstance(read_body(whole).updates, tuple)


_FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "| Package | Change |", "|---|---|", "| x | `1` → `2` |", "### Release Notes", "---",
            "### GitHub Vulnerability Alerts", "#### [CVE-2020-0001](x)", "<details>", "</details>",
            "<summary>More information</summary>", "#### Severity", "- CVSS Score: 99 / 10 (High)",
            "### x", "GHSA-aaaa-bbbb-cccc", "### Configuration", "📅 **Schedule**: (UTC)", "", "|",
            "- Branch creation", "  - \ud800", "🚦 **Automerge**: Enabled.", DEBUG, CONFIGURATION,
            "<!--renovate-debug:!!!-->", "<!--renovate-debug:aGFsbG8gZHU=-->", "`", "[](", "](",
        ]
    ),
    max_size=40,
)  # fmt: skip


@given(_FRAGMENTS)
def test_no_order_of_parts_breaks_the_reader(parts: list[str]) -> None:
    reading = read_body("\n".join(parts))
    assert all(update.dep_name == "x" or update.new is None for update in reading.updates)
    assert all(advisory.ids for advisory in reading.advisories)
