"""Dismissed vulnerabilities in reports on periods that are over, whatever came later."""

from dataclasses import replace
from pathlib import Path

import pytest

from renovate_kit.reports.security_pipeline import SecurityQuestion, security_history
from renovate_kit.reports.security_report import EntryState
from renovate_kit.reports.statistics.security_as_of import standing_before
from renovate_kit.reports.store import open_store
from tests.reports.pull_request_samples import alert, hours
from tests.reports.test_security_history import looked, only, version

DISMISSED = alert(state="dismissed", created_at=hours(0), dismissed_at=hours(30))


def test_what_is_fixed_later_was_dismissed_before() -> None:
    entry = only(
        alerts=(DISMISSED,),
        versions=(version("4.17.20", -1, 50),),
        looked_at=looked(-1, 50, 60),
    )
    assert (entry.state, entry.fixed_at) == (EntryState.FIXED, hours(60))

    then = standing_before(entry, hours(40))

    assert then is not None
    assert (then.state, then.fixed_at) == (EntryState.DISMISSED, None)


def test_one_alert_of_two_that_is_dismissed_leaves_it_open() -> None:
    other = replace(alert(state="open", created_at=hours(0)), number=2, manifest="b/package.json")
    entry = only(
        alerts=(DISMISSED, other),
        versions=(version("4.17.20", -1, 50),),
        looked_at=looked(-1, 50, 60),
    )

    then = standing_before(replace(entry, state=EntryState.FIXED, fixed_at=hours(60)), hours(40))

    assert then is not None
    assert then.state is EntryState.OPEN


@pytest.mark.parametrize(("start", "is_there"), [(20, True), (30, True), (31, False)])
def test_it_counts_until_it_was_dismissed(tmp_path: Path, start: float, is_there: bool) -> None:  # noqa: FBT001 - a case
    with open_store(tmp_path / "store.sqlite3") as store:
        seen = replace(DISMISSED, updated_at=hours(30))
        store.take_alerts("github.com", seen.repository, [seen], seen_at=hours(70))
        question = SecurityQuestion(since=hours(start), until=hours(60))
        entries = security_history(store, question, now=hours(100)).entries

    assert bool(entries) is is_there
