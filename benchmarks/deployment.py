"""What checking a deployment costs, and what looking for one costs where there is none.

Exits 1 if `renovate-kit validate config/` takes more than `FACTOR` times what its `renovate.json`
alone takes, or if a folder of `FILES` manifests without Renovate adds more than `SEARCH_MS`.
"""

import sys
import tempfile
from pathlib import Path

from startup import median_ms

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "config"
PROGRAM = Path(sys.executable).parent / "renovate-kit"
FACTOR = 8
SEARCH_MS = 250
FILES = 5_000
ROUNDS = 7
MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n" + "".join(
    f"  key-{number}: value\n" for number in range(40)
)


def fill(folder: Path) -> None:
    """Write a config and many manifests that have nothing to do with Renovate."""
    (folder / "renovate.json").write_text("{}", encoding="utf-8")
    for number in range(FILES):
        file = folder / f"apps-{number // 50}" / f"{number}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(MANIFEST, encoding="utf-8")


def main() -> int:
    """Measure, print the figures, and say whether they are within the bounds."""
    alone = median_ms([PROGRAM, "validate", CONFIG / "renovate.json"], ROUNDS)
    whole = median_ms([PROGRAM, "validate", "--no-kubectl", CONFIG], ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        config = median_ms([PROGRAM, "validate", Path(name, "renovate.json")], ROUNDS)
        search = median_ms([PROGRAM, "validate", name], ROUNDS) - config
    print(f"config/renovate.json     {alone:7.1f} ms")
    print(f"config/, the deployment  {whole:7.1f} ms, allowed {FACTOR * alone:.1f} ms")
    print(f"{FILES} other manifests   {search:7.1f} ms more, allowed {SEARCH_MS} ms")
    return int(whole > FACTOR * alone or search > SEARCH_MS)


if __name__ == "__main__":
    sys.exit(main())
