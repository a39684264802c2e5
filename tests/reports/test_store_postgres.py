"""PostgreSQL gives the same answers as SQLite; POSTGRES_URL names one, see CONTRIBUTING.md."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from tests.reports.pull_requests.samples import read_recorded
from tests.reports.test_forge_figures import NOW, report_of, synced
from tests.reports.test_store_reading import LOGS, everything

_SERVER = os.environ.get("POSTGRES_URL", "")
_SCENARIO = "picluster"
_REPOSITORY = "luddera/pi-cluster"

pytestmark = pytest.mark.skipif(not _SERVER, reason="POSTGRES_URL names no database")


@pytest.fixture
def location() -> Iterator[str]:
    """Return the URL of an empty place in the database, which goes afterwards."""
    schema = f"renovate_kit_{uuid4().hex}"
    engine = create_engine(_SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        url = make_url(_SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def fill(store: Store) -> None:
    for log in sorted((*LOGS.glob("picluster/*.jsonl"), *LOGS.glob("*/*.log"))):
        with open_log(log) as source:
            store.take(source.name, source.events())
    synced(store, _REPOSITORY, read_recorded(_SCENARIO))


def test_postgresql_gives_the_same_answers(location: str, tmp_path: Path) -> None:
    with open_store(location) as theirs, open_store(tmp_path / "store.db") as ours:
        for store in (theirs, ours):
            fill(store)
        for (question, answer), (_, other) in zip(
            everything(theirs), everything(ours), strict=True
        ):
            assert answer == other, question
        assert report_of(theirs) == report_of(ours)
        assert list(theirs.pull_requests()) == list(ours.pull_requests()) != []
        fill(theirs)
        assert report_of(theirs) == report_of(ours), "the same logs again change nothing"
    with open_store(location, create=False) as again:
        assert report_of(again, now=NOW).repositories
