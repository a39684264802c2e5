"""Times questions about a year of hourly runs, as people ask them: whole processes.

Each question is asked five times; the least counts, of the time that passed and of the CPU's.
Exits 1 if one of them takes longer than 300 ms. `--store FILE` takes a store that is there, such
as one that `renovate-kit ingest` made of a year of logs; without it one is made, which takes
some minutes.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest import KIT, ingest_year, measure

REPOSITORY = "luddera/pi-cluster"
DEPENDENCY = "sissbruecker/linkding"
BOUND_MS = 300
TIMES = 5


def questions(store: Path) -> Iterator[Sequence[str]]:
    """Yield what is asked."""
    yield ["runs"]
    yield ["runs", "--limit", "20", "--format", "json"]
    yield ["runs", "--since", "2025-12-01", "--repository", REPOSITORY]
    yield ["runs", "show", "last"]
    yield ["errors"]
    yield ["errors", "--repository", REPOSITORY]
    for problem in json.loads(asked(store, ["errors", "--format", "json"]))["problems"][:1]:
        yield ["errors", "show", problem["fingerprint"]]
    yield ["why", DEPENDENCY]
    yield ["why", DEPENDENCY, "--repository", REPOSITORY]


def asked(store: Path, question: Sequence[str]) -> str:
    """Return the answer to a question.

    Raises:
        RuntimeError: there is none.
    """
    cost = measure([*KIT, *question, "--store", store])
    if cost.code:
        raise RuntimeError(cost.output)
    return cost.output


def are_answered_in_time(store: Path) -> bool:
    """Print what each question takes; return whether all are within the bound."""
    in_time = True
    for question in questions(store):
        costs = [measure([*KIT, *question, "--store", store]) for _ in range(TIMES)]
        passed = min(cost.seconds for cost in costs) * 1000
        cpu = min(cost.cpu_seconds for cost in costs) * 1000
        peak = max(cost.peak_mb for cost in costs)
        failed = any(cost.code for cost in costs)
        late = failed or max(passed, cpu) > BOUND_MS
        in_time &= not late
        remark = "  failed" if failed else f"  more than {BOUND_MS} ms" if late else ""
        name = " ".join(question)
        print(f"  {name:62} {passed:5.0f} ms {cpu:5.0f} ms of CPU {peak:4.0f} MB{remark}")
    return in_time


def main() -> int:
    """Ask; the exit code is the verdict."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path, metavar="FILE", help="a store that is there")
    store: Path | None = parser.parse_args().store
    if store is not None:
        return int(not are_answered_in_time(store))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "store.db"
        cost = ingest_year(Path(folder), made)
        return cost.code or int(not are_answered_in_time(made))


if __name__ == "__main__":
    sys.exit(main())
