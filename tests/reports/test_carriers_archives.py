"""Logs in compressed files, archives and folders."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import InputError
from renovate_kit.reports.events import RunEnded, RunStarted
from renovate_kit.reports.sources import LogSource, NoLogError, Passed, open_logs
from renovate_kit.reports.sources import decompression as decompression_module
from tests.reports.reading import drained, of_type, only_end, read, taken

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
LOG = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
OTHER = (PICLUSTER / "picluster-run02.log").read_bytes()


def _zstd(raw: bytes) -> bytes:
    module = decompression_module._zstd_module()  # noqa: SLF001 - the one that the package finds
    if module is None:
        pytest.skip("no zstd here")
    packed: bytes = module.compress(raw, options={module.CompressionParameter.checksum_flag: 1})
    return packed


_VARIED = b"".join(
    line[:-1] + b',"x":"%s"}\n' % sha256(b"%d" % number).hexdigest().encode()
    for number, line in enumerate(LOG.splitlines() * 20)
)
"""Twenty times the log, with something in each line that does not compress well."""

PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstd": _zstd,
    "xz": lzma.compress,
    "bzip2": bz2.compress,
}
every_compression = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())


@every_compression
def test_a_compressed_log_tells_the_same(pack: Callable[[bytes], bytes]) -> None:
    assert read(pack(LOG)) == read(LOG)


@every_compression
def test_frames_one_after_another_are_one_log(pack: Callable[[bytes], bytes]) -> None:
    assert read(pack(LOG[:50_000]) + pack(LOG[50_000:])) == read(LOG)


@every_compression
def test_a_cut_off_file_keeps_what_was_readable(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(_VARIED)
    source = drained(packed[: len(packed) * 3 // 4])
    assert source.statistics.records > 605
    assert source.statistics.damage is not None
    assert "is cut off after" in source.statistics.damage


@every_compression
def test_damage_in_the_middle_keeps_what_was_before(pack: Callable[[bytes], bytes]) -> None:
    packed = bytearray(pack(_VARIED))
    middle = len(packed) * 3 // 4
    packed[middle : middle + 64] = b"\xff" * 64
    source = drained(bytes(packed))
    assert source.statistics.records > 605
    assert source.statistics.damage is not None


def test_zstd_without_its_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = _zstd(LOG)
    monkeypatch.setattr(decompression_module, "_zstd_module", lambda: None)
    with pytest.raises(InputError, match="zstd, which needs a package") as caught:
        read(packed)
    assert "renovate-kit[zstd]" in caught.value.hint


def _tar(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
        folder = tarfile.TarInfo("empty")
        folder.type = tarfile.DIRTYPE
        tar.addfile(folder)
    return packed.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _told(path: Path) -> dict[str, str]:
    """What came of each file that a path stands for."""
    told: dict[str, str] = {}
    for source in open_logs(path):
        if isinstance(source, Passed):
            told[source.name] = source.reason
            continue
        with source:
            try:
                runs = len(of_type(taken(source), RunEnded))
                told[source.name] = f"{runs} runs {source.statistics.damage or ''}".strip()
            except NoLogError as error:
                if not source.is_one_of_many:
                    raise
                told[source.name] = error.message.rpartition(": ")[2]
    return told


FILES = {
    "logs/a.jsonl": LOG,
    "logs/b.log.gz": gzip.compress(OTHER),
    "logs/0.log.20260907-080000.gz": gzip.compress(OTHER),
    "logs/notes.txt": b"buy milk\n",
    "logs/empty.log": b"",
    "logs/image.png": b"\x89PNG\0",
    "deep/" * 30 + "c.log": OTHER,
}


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("x.tar", _tar),
        ("x.tar.gz", lambda files: gzip.compress(_tar(files))),
        ("x.tar.zst", lambda files: _zstd(_tar(files))),
        ("x.tar.xz", lambda files: lzma.compress(_tar(files))),
        ("x.zip", _zip),
    ],
    ids=["tar", "tar.gz", "tar.zst", "tar.xz", "zip"],
)
def test_each_log_in_an_archive_is_a_source_of_its_own(
    tmp_path: Path, name: str, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(FILES))
    assert _told(path) == {
        f"{path}: logs/a.jsonl": "1 runs",
        f"{path}: logs/b.log.gz": "1 runs",
        f"{path}: logs/0.log.20260907-080000.gz": "1 runs",
        f"{path}: logs/notes.txt": "is not a Renovate log",
        f"{path}: logs/empty.log": "is empty",
        f"{path}: logs/image.png": "has no name that logs have",
        f"{path}: {'deep/' * 30}c.log": "1 runs",
    }


def test_logs_that_are_not_read_to_their_end_do_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(_tar({"a.jsonl": LOG, "b.jsonl": LOG})))
    starts = [next(source.events()) for source in open_logs(path) if isinstance(source, LogSource)]
    assert len(of_type(starts, RunStarted)) == 2


def test_an_archive_from_a_pipe_is_read(tmp_path: Path) -> None:
    (source,) = open_logs(None, stdin=io.BytesIO(_tar({"a.jsonl": LOG})))
    assert isinstance(source, LogSource)
    assert source.name == "standard input: a.jsonl"
    with pytest.raises(InputError, match="from a pipe"):
        list(open_logs(None, stdin=io.BytesIO(_zip({"a.jsonl": LOG}))))
    del tmp_path


def test_progress_through_an_archive_is_told_by_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(_tar({"a.jsonl": LOG, "b.jsonl": LOG}))
    for source in open_logs(path):
        assert isinstance(source, LogSource)
        assert source.size == path.stat().st_size
        taken(source)
        assert 0 < source.bytes_read <= path.stat().st_size


@pytest.mark.parametrize("packed", [False, True], ids=["tar", "tar.gz"])
def test_a_cut_archive_keeps_what_is_there(tmp_path: Path, *, packed: bool) -> None:
    path = tmp_path / "x.tar"
    whole = _tar({"a.jsonl": LOG, "b.jsonl": LOG})
    cut = whole[: len(whole) * 3 // 4]
    path.write_bytes(gzip.compress(cut)[:-9] if packed else cut)
    told = _told(path)
    assert told[f"{path}: a.jsonl"] == "1 runs"
    assert told[f"{path}: b.jsonl"].startswith("1 runs the archive is cut off")


def test_a_header_that_announces_gigabytes_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.log")
    info.type = tarfile.GNUTYPE_LONGNAME
    info.size = 7 << 30
    path = tmp_path / "x.tar"
    path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"a" * 4096)
    with pytest.raises(InputError, match="the archive is damaged"):
        list(open_logs(path))


@pytest.mark.parametrize("pack", [_tar, _zip])
def test_an_archive_without_files_is_refused(
    tmp_path: Path, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(pack({}))
    with pytest.raises(InputError, match=r"holds no file|is a binary file"):
        _told(path)


@given(st.binary(max_size=80), st.integers(0, 3000))
def test_a_damaged_archive_is_refused_or_read_and_never_a_crash(noise: bytes, at: int) -> None:
    whole = bytearray(_tar({"a.log": OTHER[:600], "b.log": OTHER[:600]}))
    whole[at : at + len(noise)] = noise
    try:
        for source in open_logs(None, stdin=io.BytesIO(bytes(whole))):
            if isinstance(source, LogSource):
                taken(source)
    except InputError:
        return


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / ".hidden.log").write_bytes(LOG)
    (tmp_path / "more.tar.gz").write_bytes(gzip.compress(_tar({"z.jsonl": LOG})))
    (tmp_path / "linked.log").symlink_to(tmp_path / "logs" / "a.jsonl")
    (tmp_path / "round").symlink_to(tmp_path)
    told = _told(tmp_path)
    assert told[f"{tmp_path}/logs/a.jsonl"] == "1 runs"
    assert told[f"{tmp_path}/linked.log"] == "1 runs"
    assert told[f"{tmp_path}/more.tar.gz: z.jsonl"] == "1 runs"
    assert told[f"{tmp_path}/logs/notes.txt"] == "is not a Renovate log"
    assert told[f"{tmp_path}/logs/empty.log"] == "is empty"
    assert told[f"{tmp_path}/logs/image.png"] == "has no name that logs have"
    assert len(told) == len(FILES) + 2


def test_a_folder_without_logs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(InputError, match="no log in this folder"):
        list(open_logs(tmp_path))


def test_a_whole_log_can_still_be_opened_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl.zst"
    path.write_bytes(_zstd(LOG))
    (source,) = open_logs(path)
    assert isinstance(source, LogSource)
    with source:
        assert only_end(taken(source)).complete
