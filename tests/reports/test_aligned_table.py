"""Tables for a terminal are those of `tabulate`."""

from hypothesis import given
from hypothesis import strategies as st
from tabulate import tabulate

from renovate_kit.reports.formats.aligned_table import aligned_table

HEADINGS = ("run", "started (UTC)", "result")
CELLS = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\x85")),
    st.sampled_from(["", " ", "-", "12", "1,234", "\x1b[32mhealthy\x1b[0m", "…", "7 min 3 s"]),
).filter(lambda cell: len(cell.splitlines()) <= 1)


@given(
    st.lists(st.tuples(*[CELLS] * len(HEADINGS)), min_size=1),
    st.frozensets(st.sampled_from(HEADINGS)),
)
def test_it_is_what_tabulate_makes(rows: list[tuple[str, ...]], right: frozenset[str]) -> None:
    table = tabulate(
        rows,
        headers=HEADINGS,
        tablefmt="simple",
        colalign=["right" if heading in right else "left" for heading in HEADINGS],
        disable_numparse=True,
    )
    expected = "\n".join(line.rstrip() for line in table.splitlines())
    assert aligned_table(HEADINGS, rows, right=right).rstrip() == expected.rstrip()


def test_colours_take_no_room() -> None:
    rows = [("1", "\x1b[31mfailed\x1b[0m", "x"), ("20", "healthy", "y")]
    assert aligned_table(("run", "verdict", "z"), rows, right={"run"}) == (
        "  run  verdict    z\n-----  ---------  ---\n"
        "    1  \x1b[31mfailed\x1b[0m     x\n   20  healthy    y"
    )
