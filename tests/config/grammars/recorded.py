"""What the real libraries said about inputs that we generated: `tests/data/grammars/`."""

import json
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[2] / "data" / "grammars"


def recorded(name: str) -> dict[str, Any]:
    """Return the verdicts in `<name>.json`."""
    verdicts: dict[str, Any] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return verdicts
