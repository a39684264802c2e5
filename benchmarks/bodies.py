"""Times the reading of long and hostile bodies of pull requests: 65,536 characters each.

None may take more than a second of CPU time on a machine as slow as a Raspberry Pi 4; what is not
linear in the length takes minutes.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from renovate_kit.reports.sources.pull_requests import read_body
from tests.reports.pull_requests.test_hostile import STARTS, long_bodies

_SECONDS = 1.0


def main() -> int:
    """Print the longest time; return whether it is too long."""
    longest = 0.0
    for start in STARTS.values():
        for text in long_bodies(start):
            before = time.process_time()
            read_body(text)
            longest = max(longest, time.process_time() - before)
    print(f"the slowest of the long bodies: {longest * 1000:.0f} ms of CPU time")
    return int(longest > _SECONDS)


if __name__ == "__main__":
    sys.exit(main())
