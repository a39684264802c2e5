"""The summary of a step takes 1 MiB, with all that is there already."""

from pathlib import Path

import pytest

from renovate_kit.errors import OutputError
from renovate_kit.reports.publishing.step_summary import append_summary

MOST = 1 << 20
WHOLE = "It is elsewhere."


def test_it_is_appended_as_a_block_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    append_summary(file, "# R\n", whole=WHOLE)
    append_summary(file, "# S\n", whole=WHOLE)
    assert file.read_text() == "# R\n\n# S\n"
    file.write_text("no end of line")
    append_summary(file, "# R\n", whole=WHOLE)
    assert file.read_text() == "no end of line\n\n# R\n"


def test_a_large_report_is_made_to_fit_beside_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_text("é" * 200_000)
    report = "# R\n\n" + "".join(f"## {name}\n\n{'é' * 200_000}\n\n" for name in "ABC")
    append_summary(file, report, whole=WHOLE)
    raw = file.read_bytes()
    assert len(raw) <= MOST
    text = raw.decode()
    assert "There is room for 1 MiB here. Left out: B and C. It is elsewhere." in text
    assert "## A" in text


def test_a_full_or_unwritable_summary_is_told(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_bytes(b"x" * (MOST - 100))
    with pytest.raises(OutputError, match="the step's summary is full"):
        append_summary(file, "# R\n", whole=WHOLE)
    assert file.stat().st_size == MOST - 100
    with pytest.raises(OutputError, match="is a directory"):
        append_summary(tmp_path, "# R\n", whole=WHOLE)
    with pytest.raises(OutputError, match="no such file"):
        append_summary(tmp_path / "none" / "summary", "# R\n", whole=WHOLE)
