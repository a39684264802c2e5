"""Times the weekly report: of a year of hourly runs, and of 5,000 repositories.

The latter with logs alone, and with the pull requests of a forge, 20 of each.

python benchmarks/report.py [--repositories NUMBER]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.reports.fleet import Fleet

_YEAR = Fleet(
    repositories=1,
    first=datetime(2025, 9, 15, tzinfo=UTC),
    every=timedelta(hours=1),
    runs=8_760,
)
_MOST_SECONDS = {
    "a year of hourly runs": 1.0,
    "many repositories": 10.0,
    "many repositories and their forge": 10.0,
}
_MOST_MIB = 55
_MOST_KIB_PER_REPOSITORY = 12
"""What stays of a repository is its part of the report; what it is made of must not."""


def measure(name: str, fleet: Fleet, folder: Path) -> bool:
    """Print how long a report takes as people run it; return whether that is good enough."""
    store = folder / "store.sqlite3"
    store.unlink(missing_ok=True)
    fleet.write(store)
    command = [sys.executable, "-m", "renovate_kit", "report", "weekly", "--week", "2026-W36"]
    arguments = [*command, "--store", str(store), "--output", str(folder / "week.md")]
    start = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    if process.returncode:
        raise SystemExit(process.returncode)
    most = _MOST_SECONDS[name]
    memory = used.ru_maxrss / 1024
    print(f"{name}: {seconds:.2f} s (limit {most:.0f} s), CPU {cpu:.2f} s, {memory:.0f} MiB")
    limit = _MOST_MIB + fleet.repositories * _MOST_KIB_PER_REPOSITORY / 1024
    if memory > limit:
        print(f"{name}: that is more than {limit:.0f} MiB")
    return seconds <= most and memory <= limit


def main() -> int:
    """Measure all; 1 if one takes too much time or memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repositories", type=int, default=5_000)
    many = Fleet(
        repositories=parser.parse_args().repositories,
        first=datetime(2026, 6, 22, 3, tzinfo=UTC),
        every=timedelta(days=1),
        runs=84,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = [
            measure("a year of hourly runs", _YEAR, folder),
            measure("many repositories", many, folder),
            measure("many repositories and their forge", replace(many, pull_requests=20), folder),
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
