"""The five weeks of the sample reports: their store, made as `make report` makes it."""

import atexit
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from tests.commandline import Run

__all__ = ["LOGS", "REPOSITORIES", "ROOT", "WEEKS", "Sample", "made_sample", "read_forge", "truth"]

ROOT: Final = Path(__file__).resolve().parents[2]
WEEKS: Final = ("2026-W38", "2026-W39", "2026-W40", "2026-W41", "2026-W42")
REPOSITORIES: Final = ("luddera/homelab-apps", "luddera/pi-cluster")
LOGS: Final = ROOT / "tests" / "data" / "logs" / "weeks"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What `scripts/make-sample-reports.sh` made.

    Attributes:
        store: the store.
        reports: the folder of the reports.
    """

    store: Path
    reports: Path
    _told: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)

    def json(self, run: Run, *arguments: str) -> dict[str, Any]:
        """Return a report as JSON; each is made once.

        Args:
            run: runs a command.
            arguments: of `renovate-kit report`.
        """
        if arguments not in self._told:
            outcome = run("report", *arguments, "--format", "json", "--store", self.store)
            assert outcome.exit_code == 0, outcome.err
            self._told[arguments] = json.loads(outcome.out)
        return self._told[arguments]


@cache
def made_sample() -> Sample:
    """Return the sample, made once for each process."""
    folder = Path(mkdtemp(prefix="sample-reports-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sample = Sample(store=folder / "store.sqlite3", reports=folder / "reports")
    _run(ROOT / "scripts" / "make-sample-reports.sh", sample.store, sample.reports, home=folder)
    return sample


def read_forge(store: Path) -> None:
    """Read into a store what the forge says at the end, from the recorded answers."""
    _run(
        *("python", ROOT / "scripts" / "replay-github.py"),
        *sorted((LOGS / "github").glob("*.json.gz")),
        *("--", "renovate-kit", "sync", "github", *REPOSITORIES, "--store", store),
        home=store.parent,
    )


def _run(*command: str | Path, home: Path) -> None:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "TZ": "UTC",
    }
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


@cache
def truth() -> dict[str, Any]:
    """Return what the simulated forge knew at the end of each week."""
    return dict(json.loads((LOGS / "truth.json").read_text(encoding="utf-8")))
