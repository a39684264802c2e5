"""The five weeks of the sample reports: their store, made as `make report` makes it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

__all__ = ["ROOT", "WEEKS", "Sample", "made_sample", "truth"]

ROOT: Final = Path(__file__).resolve().parents[2]
WEEKS: Final = ("2026-W38", "2026-W39", "2026-W40", "2026-W41", "2026-W42")
_LOGS: Final = ROOT / "tests" / "data" / "logs" / "weeks"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What `scripts/make-sample-reports.sh` made.

    Attributes:
        store: the store.
        reports: the folder of the reports.
    """

    store: Path
    reports: Path

    def json(self, *arguments: str) -> dict[str, Any]:
        """Return a report as JSON.

        Args:
            arguments: of `renovate-kit report`.
        """
        command = ["renovate-kit", "report", *arguments, "--format", "json"]
        told = _run([*command, "--store", str(self.store)], self.reports.parent)
        return dict(json.loads(told))


@cache
def made_sample() -> Sample:
    """Return the sample, made once for each process."""
    folder = Path(mkdtemp(prefix="sample-reports-"))
    sample = Sample(store=folder / "store.sqlite3", reports=folder / "reports")
    script = ROOT / "scripts" / "make-sample-reports.sh"
    _run([str(script), str(sample.store), str(sample.reports)], folder)
    return sample


@cache
def truth() -> dict[str, Any]:
    """Return what the simulated forge knew at the end of each week."""
    return dict(json.loads((_LOGS / "truth.json").read_text(encoding="utf-8")))


def _run(command: list[str], home: Path) -> str:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "TZ": "UTC",
    }
    finished = subprocess.run(
        command, env=environment, cwd=home, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout
