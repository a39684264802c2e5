"""Run every benchmark of this folder, and exit 1 if one of them misses its bound.

A benchmark is a script here: it prints what it measured, and its exit code says whether that
is within the bound that it states in its docstring.
"""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the benchmarks one after the other, so that none disturbs another."""
    here = Path(__file__).resolve()
    missed = []
    for script in sorted(here.parent.glob("*.py")):
        if script == here:
            continue
        print(f"==> {script.stem}", flush=True)
        if subprocess.run([sys.executable, script], check=False).returncode:
            missed.append(script.stem)
    if missed:
        print(f"beyond their bound: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
