"""Migration and massage on recorded inputs, as data, and the text that `migrate` makes of them."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.config.javascript import is_same
from renovate_kit.config.massage import massage
from renovate_kit.config.migrated_text import migrated_text
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.provenance import track
from renovate_kit.config.reading import ReadConfig, read_config
from tests.oracle.recorded import Case, corpus_cases, golden_cases

pytestmark = pytest.mark.shared

Cases = Callable[[Path], Iterator[Case]]
BOTH = pytest.mark.parametrize("cases", [corpus_cases, golden_cases], ids=["corpus", "golden"])


def readable(cases: Iterator[Case]) -> Iterator[tuple[Case, ReadConfig]]:
    """Yield the cases that official verdicts exist for and that are read as JSON."""
    for case in cases:
        if case.verdict.get("parseFailure") or case.verdict.get("crash"):
            continue
        if case.path.endswith((".js", ".cjs", ".mjs", ".ts", ".yaml", ".yml")):
            continue
        if case.path != "package.json":
            read = read_config(case.raw, case.path)
            assert isinstance(read, ReadConfig), case.name
            yield case, read


def expected_of(case: Case, read: ReadConfig) -> Any:  # noqa: ANN401 - recorded data
    recorded = case.verdict.get("migratedConfig")
    is_recorded = recorded is not None and case.verdict.get("migrated")
    return recorded if is_recorded else read.document.to_data()


@BOTH
def test_migrated_configs_are_the_official_ones_with_the_keys_in_order(
    shared: Path, cases: Cases
) -> None:
    counts = Counter[str]()
    different = []
    for case, read in readable(cases(shared)):
        if case.verdict.get("migrated") and case.verdict.get("migratedConfig") is None:
            continue  # only that it migrates was recorded
        migrated = migrate(track(read.document.root), load_catalogue())
        expected = expected_of(case, read)
        counts["migrated" if case.verdict.get("migrated") else "unchanged"] += 1
        if not is_same(migrated, expected) or json.dumps(migrated) != json.dumps(expected):
            different.append(case.name)
    print(dict(counts))  # noqa: T201 - shown by `pytest -s`
    assert different == []
    assert counts["migrated"] > 100
    assert counts["unchanged"] > 100


def test_massaged_configs_are_the_official_ones(shared: Path) -> None:
    recorded = json.loads((shared / "golden" / "cases.json").read_text())["cases"]
    compared = 0
    for item in recorded:
        if item["skipMigrateAndMassage"] or "massaged" not in item:
            continue
        massaged = massage(migrate(item["input"], load_catalogue()), load_catalogue())
        assert json.dumps(massaged) == json.dumps(item["massaged"]), item["name"]
        compared += 1
    assert compared > 300


def test_migration_breaks_off_only_where_the_official_one_does(shared: Path) -> None:
    broken = 0
    for case in (*corpus_cases(shared), *golden_cases(shared)):
        if case.verdict.get("parseFailure"):
            continue
        read = read_config(case.raw, case.path)
        assert isinstance(read, ReadConfig) or case.verdict.get("crash"), case.name
        if isinstance(read, ReadConfig):
            try:
                migrate(track(read.document.root), load_catalogue())
            except UnmigratableError:
                assert case.verdict.get("crash"), case.name
                broken += 1
    assert broken >= 5


@BOTH
def test_the_migrated_text_means_the_official_config_and_is_stable(
    shared: Path, cases: Cases
) -> None:
    changed = 0
    for case, read in readable(cases(shared)):
        if not isinstance(read.document.to_data(), dict):
            continue
        old, new = migrated_text(case.raw, case.path, load_catalogue())
        again = read_config(new.encode(), case.path)
        assert isinstance(again, ReadConfig), case.name
        if not case.verdict.get("migrated"):
            assert new == old, case.name
            continue
        changed += 1
        if case.verdict.get("migratedConfig") is not None:
            assert is_same(again.document.to_data(), case.verdict["migratedConfig"]), case.name
        assert migrated_text(new.encode(), case.path, load_catalogue()) == (new, new), case.name
    assert changed > 100
