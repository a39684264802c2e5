"""The recorded logs that lie in the repository; of apps, not every run is there as JSON."""

from pathlib import Path
from typing import Final

LOGS: Final = Path(__file__).parents[1] / "data" / "logs"
APPS: Final = LOGS / "apps-part"
CASES: Final = LOGS / "cases"
PICLUSTER: Final = LOGS / "picluster"
