"""Times the weekly report: of a year of hourly runs, and of 5,000 repositories.

python benchmarks/report.py [--repositories NUMBER]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
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
_LIMITS = {"a year of hourly runs": 1.0, "many repositories": 10.0}


def measure(name: str, fleet: Fleet, folder: Path) -> bool:
    """Print how long a report takes as people run it; return whether that is fast enough."""
    store = folder / "store.sqlite3"
    store.unlink(missing_ok=True)
    fleet.write(store)
    command = [sys.executable, "-m", "renovate_kit", "report", "weekly", "--week", "2026-W36"]
    start, cpu = time.perf_counter(), _cpu_seconds()
    subprocess.run([*command, "--store", store, "--output", folder / "week.md"], check=True)
    seconds, cpu = time.perf_counter() - start, _cpu_seconds() - cpu
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{name}: {seconds:.2f} s (limit {_LIMITS[name]:.0f} s), CPU {cpu:.2f} s, {memory:.0f} MiB"
    )
    return seconds <= _LIMITS[name]


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure both; 1 if one is too slow."""
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
        fast = [
            measure("a year of hourly runs", _YEAR, folder),
            measure("many repositories", many, folder),
        ]
    return 0 if all(fast) else 1


if __name__ == "__main__":
    sys.exit(main())
