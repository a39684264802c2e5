"""What is no log, or can't be read, is refused with one line and a way out."""

from pathlib import Path

import pytest

from renovate_kit.errors import InputError
from renovate_kit.reports.sources import open_log


def _refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught, open_log(path) as source:
        list(source.events())
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in _refusal(tmp_path / "absent.log").message


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in _refusal(tmp_path).message


def test_a_file_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("x")
    assert _refusal(tmp_path / "run.log" / "x").message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "is a binary file"),
        (b"\x28\xb5\x2f\xfd\x24\x00", "is no valid zstd file"),
        (b"\xfd7zXZ\x00\x00\x04", "is no valid xz file"),
        (b"BZh91AY&SY", "is no valid bzip2 file"),
        (b"PK\x03\x04\x14\x00", "is an archive of several files"),
        (b"\x1f\x8b but no gzip", "is no valid gzip file"),
        (b"\x1f\x8b", "is no valid gzip file"),
        (" INFO: Renovate started\n".encode("utf-16"), "is UTF-16 text"),
        (b"\n\n", "is not a Renovate log"),
        (b"hello\n", "is not a Renovate log"),
        (b"[1, 2]\n{}\n", "is not a Renovate log"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(content)
    assert reason in _refusal(path).message


def test_no_input_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="no log to read"):
        open_log(None)
