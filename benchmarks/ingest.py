"""What reading debug logs costs: `renovate-kit ingest` beside two programs that read the same.

The log is made of real runs, repeated with new times and ids. Exits 1 unless ingesting into a
new store goes at least 10 times as fast as `renovate-log-parser analyze`, within 120 MB of
memory. RENOVATE_LOG_PARSER and DUCKDB_PYTHON are the commands of the two others, a Python with
`duckdb` the second; what is missing is left out and said.

`--large` does the same with 2 GB; `--year` ingests a year of hourly runs as files of their own
instead, in at most 5 minutes of CPU time, and asks the store what `questions.py` asks.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "tests" / "data" / "logs" / "picluster"
KIT = (sys.executable, "-m", "renovate_kit")
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
YEAR = 8_760
FASTER = 10
PEAK_MB = 120
YEAR_SECONDS = 300
TIME = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
READING = (
    "from pathlib import Path; import sys; from renovate_kit.reports.sources import open_log\n"
)
READING += "with open_log(Path(sys.argv[1])) as log: print(sum(1 for _ in log.events()))"
DUCKDB = """import duckdb, sys
duckdb.connect(sys.argv[2]).execute(
    "create table log as select * from read_json(?, format='newline_delimited', "
    "union_by_name=true, sample_size=-1, maximum_object_size=67108864)", [sys.argv[1]])"""


@dataclass(frozen=True)
class Cost:
    """What one process took; `output` is what it printed."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    code: int
    output: str


@dataclass(frozen=True)
class Run:
    """A recorded run, cut where times stand: text, time after the start, text ..."""

    context: bytes
    process: bytes
    texts: Sequence[bytes]
    offsets: Sequence[timedelta | None]

    def at(self, start: datetime, number: int) -> bytes:
        """Return the run as it would have been written by another process at another time."""
        stamps = [b"%s" % _stamp(start + offset) for offset in self.offsets if offset is not None]
        parts = [part for pair in zip(self.texts, stamps, strict=False) for part in pair]
        whole = b"".join([*parts, self.texts[-1]])
        whole = whole.replace(self.context, str(UUID(int=number + 1)).encode())
        return whole.replace(self.process, b'"pid":%d,' % (1000 + number))


def recorded_runs() -> list[Run]:
    """Return the runs that lie in the repository, ready to be repeated."""
    return [_taken_apart(file.read_bytes()) for file in sorted(LOGS.glob("*.jsonl"))]


def _taken_apart(log: bytes) -> Run:
    head = log[: log.index(b"\n")]
    found = TIME.findall(head)
    began = _moment(found[-1])
    texts, offsets, end = [], [], 0
    for match in TIME.finditer(log):
        moment = _moment(match[0])
        if abs(moment - began) < timedelta(hours=1):  # others are releases, which stay as they are
            texts.append(log[end : match.start()])
            offsets.append(moment - began)
            end = match.end()
    (context,) = re.findall(rb'"logContext":"([^"]+)"', head)
    (process,) = re.findall(rb'"pid":\d+,', head)
    return Run(context, process, [*texts, log[end:]], offsets)


def _moment(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode())


def _stamp(moment: datetime) -> bytes:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z").encode()


def repeated() -> Iterator[bytes]:
    """Yield runs without end, an hour apart."""
    runs = recorded_runs()
    number = 0
    while True:
        yield runs[number % len(runs)].at(FIRST + timedelta(hours=number), number)
        number += 1


def write_log(file: Path, size: int) -> None:
    """Write a log of at least so many bytes."""
    with file.open("wb") as log:
        for run in repeated():
            log.write(run)
            if log.tell() >= size:
                return


def measure(command: Sequence[str | Path], **settings: str) -> Cost:
    """Run a command, and return what it took."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, cpu_seconds, usage.ru_maxrss * 1024 / 1e6, process.returncode, said)


def report(name: str, cost: Cost, size: int | None = None) -> None:
    """Print one line of the table."""
    speed = f"{size / 1e6 / cost.seconds:7.1f} MB/s" if size else ""
    failed = f"  failed ({cost.code}): {cost.output.strip()[-200:]}" if cost.code else ""
    times = f"{cost.seconds:8.2f} s {cost.cpu_seconds:8.2f} s of CPU"
    print(f"  {name:30} {times} {cost.peak_mb:6.0f} MB {speed}{failed}", flush=True)


def others(log: Path, folder: Path) -> dict[str, list[str | Path]]:
    """Return what there is to compare with."""
    found: dict[str, list[str | Path]] = {}
    parser = os.environ.get("RENOVATE_LOG_PARSER") or shutil.which("renovate-log-parser")
    if parser:
        found["renovate-log-parser analyze"] = [*shlex.split(parser), "analyze", log]
    else:
        print("  renovate-log-parser is not installed: left out")
    python = os.environ.get("DUCKDB_PYTHON")
    if python:
        found["DuckDB read_json"] = [python, "-c", DUCKDB, log, folder / "duck.db"]
    else:
        print("  DUCKDB_PYTHON is not set: DuckDB is left out")
    return found


def one_log(folder: Path, size: int) -> bool:
    """Compare on one log; whether the bounds hold."""
    log = folder / "debug.jsonl"
    write_log(log, size)
    size = log.stat().st_size
    print(f"a debug log of {size / 1e6:,.0f} MB")
    report("reading alone", measure([sys.executable, "-c", READING, log]), size)
    command: list[str | Path] = [*KIT, "ingest", log, "--store", folder / "store.db"]
    ours = measure(command)
    report("renovate-kit ingest", ours, size)
    holds = ours.code == 0 and ours.peak_mb <= PEAK_MB
    for name, other in others(log, folder).items():
        cost = measure(other)
        report(name, cost, size)
        if name.startswith("renovate-log-parser") and cost.code == 0:
            holds &= cost.seconds >= ours.seconds * FASTER
    return holds


def ingest_year(folder: Path, store: Path) -> Cost:
    """Make a store of a year of hourly runs, each in a file of its own, and say what it took."""
    logs = folder / "logs"
    logs.mkdir()
    for number, run in zip(range(YEAR), repeated(), strict=False):
        (logs / f"{number:05}.jsonl").write_bytes(run)
    print(f"{YEAR:,} runs")
    cost = measure([*KIT, "ingest", logs, "--store", store])
    report("renovate-kit ingest", cost, sum(file.stat().st_size for file in logs.iterdir()))
    return cost


def one_year(folder: Path) -> bool:
    """Ingest a year of runs, and ask questions; whether the bounds hold."""
    from questions import are_answered_in_time  # noqa: PLC0415 - it makes its store with this

    store = folder / "store.db"
    cost = ingest_year(folder, store)
    print(f"  {'size of the store':30} {store.stat().st_size / 1e6:8.1f} MB")
    holds = cost.code == 0 and cost.cpu_seconds <= YEAR_SECONDS
    return are_answered_in_time(store) and holds


def main() -> int:
    """Compare, and say by the exit code whether the bounds hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="with a log of 2 GB")
    parser.add_argument("--year", action="store_true", help="with a year of hourly runs")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.year:
            return int(not one_year(Path(folder)))
        return int(not one_log(Path(folder), 2_000_000_000 if wanted.large else 100_000_000))


if __name__ == "__main__":
    sys.exit(main())
