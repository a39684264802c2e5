"""Any prefixes of real logs, in any order, with kills at any moment: one and the same store."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from renovate_kit.reports.events import Event
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from tests.reports.store_samples import count_rows

FOLDER = Path(__file__).resolve().parents[1] / "data" / "logs" / "picluster"
RUNS = (1, 6, 8)
FILES = [f"picluster-run{run:02}.{suffix}" for run in RUNS for suffix in ("jsonl", "log")]

Part = tuple[str, float, int | None]
"""A file, how much of it, and at which statement the process is killed."""

parts = st.tuples(st.sampled_from(FILES), st.floats(0.02, 1), st.none() | st.integers(1, 60))


class KilledError(BaseException):
    pass


def events_of(file: str, share: float = 1.0) -> list[Event]:
    lines = (FOLDER / file).read_bytes().splitlines(keepends=True)
    kept = lines[: max(1, round(len(lines) * share))]
    with TemporaryDirectory() as folder:
        part = Path(folder) / file
        part.write_bytes(b"".join(kept))
        with open_log(part) as source:
            return list(source.events())


def take(store: Store, file: str, share: float, kill_at: int | None) -> None:
    left = kill_at

    def count(*_: object) -> None:
        nonlocal left
        if left is not None:
            left -= 1
            if left < 0:
                raise KilledError

    event.listen(Engine, "before_cursor_execute", count)
    try:
        with suppress(KilledError):
            store.take("logs", events_of(file, share))
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def dump(path: Path) -> tuple[list[str], dict[str, int]]:
    """Return all that queries tell of all runs, without keys, and how many rows there are."""
    with open_store(path) as store:
        told = []
        for summary in store.run_summaries():
            details = store.run_details(summary.facts.run_id)
            assert details is not None
            nameless = replace(details, facts=replace(details.facts, run_id=0))
            told.append(repr(nameless))
        return sorted(told), count_rows(path)


def whole(path: Path, files: Sequence[str]) -> None:
    with open_store(path) as store:
        for file in files:
            take(store, file, 1.0, None)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(parts, min_size=1, max_size=5), st.permutations(FILES))
def test_prefixes_in_any_order_with_kills_end_like_one_clean_ingest(
    some: list[Part], last: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        path, clean = Path(folder) / "store.db", Path(folder) / "clean.db"
        for part in some:
            with open_store(path) as store:
                take(store, *part)
        whole(path, last)
        whole(clean, [file for file in FILES if file.endswith(".jsonl")])
        assert dump(path) == dump(clean)
