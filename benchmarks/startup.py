"""What starting `renovate-kit` costs: the time, and the heavy modules it must not load.

Exits 1 if `renovate-kit --version` takes more than `FACTOR` times what `python -c pass` takes
plus `ALLOWANCE_MS`, or if `--version` or `--help` imports a module of `HEAVY`. A ratio, because
machines differ.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

FACTOR = 4
ALLOWANCE_MS = 100
HEAVY = ("github", "httpx", "jinja2", "kubernetes", "pydantic", "sqlalchemy")


def heavy_imports(python: Path) -> list[str]:
    """Name the modules of `HEAVY` that `--version` or `--help` loads.

    Raises:
        subprocess.CalledProcessError: the command does not run under that interpreter.
    """
    loaded = set[str]()
    for flag in ("--version", "--help"):
        finished = subprocess.run(
            [python, "-X", "importtime", "-m", "renovate_kit", flag],
            check=True,
            capture_output=True,
            text=True,
        )
        loaded |= {
            line.rpartition("|")[2].strip().partition(".")[0]
            for line in finished.stderr.splitlines()
            if line.startswith("import time:")
        }
    return sorted(loaded.intersection(HEAVY))


def median_ms(command: list[str | Path], rounds: int) -> float:
    """Run `command` once to warm the caches and then `rounds` times; the median in milliseconds."""
    durations = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        durations.append((time.perf_counter() - started) * 1000)
    return statistics.median(durations[1:])


def is_fast(python: Path, rounds: int) -> bool:
    """Measure, print the figures, and say whether they are within the bound."""
    bare = median_ms([python, "-c", "pass"], rounds)
    ours = median_ms([python.parent / "renovate-kit", "--version"], rounds)
    bound = FACTOR * bare + ALLOWANCE_MS
    print(f"python -c pass           {bare:7.1f} ms")
    print(f"renovate-kit --version   {ours:7.1f} ms, allowed {bound:.1f} ms (median of {rounds})")
    return ours <= bound


def main() -> int:
    """Check the imports and, unless told otherwise, the time; the exit code is the verdict."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", type=Path, default=Path(sys.executable), metavar="PATH")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--imports-only", action="store_true")
    arguments = parser.parse_args()

    heavy = heavy_imports(arguments.python)
    print(f"heavy modules at start-up: {', '.join(heavy) or 'none'}")
    if arguments.imports_only:
        return int(bool(heavy))
    return int(bool(heavy) or not is_fast(arguments.python, arguments.rounds))


if __name__ == "__main__":
    sys.exit(main())
