"""Parity on recorded inputs: docs/parity.md lists every difference with its reason."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.oracle.agreement import disagreements
from tests.oracle.recorded import Case, corpus_cases, golden_cases

pytestmark = pytest.mark.shared

PARITY = Path(__file__).parents[2] / "docs" / "parity.md"
LEAST_SHARE = 0.995


def explained() -> set[str]:
    """Return the names of the inputs whose difference docs/parity.md explains."""
    text = PARITY.read_text(encoding="utf-8")
    return set(re.findall(r"^\| `((?:corpus|golden|spec|docs):[^`]+)` \|", text, re.MULTILINE))


@pytest.mark.parametrize("cases", [corpus_cases, golden_cases], ids=["corpus", "golden"])
def test_verdict_and_migration_are_the_official_ones(
    shared: Path, cases: Callable[[Path], Iterator[Case]]
) -> None:
    known, total, equal = explained(), Counter[str](), Counter[str]()
    unexplained: dict[str, list[str]] = {}
    for case in cases(shared):
        found = disagreements(case.raw, case.path, case.kind, case.verdict)
        if found and case.name not in known:
            unexplained[case.name] = found
        for name in case.classes:
            total[name] += 1
            equal[name] += not found
    assert unexplained == {}
    assert set(total) == {"fails", "warns", "migrates", "clean"}
    shares = {name: equal[name] / total[name] for name in total}
    assert min(shares.values()) >= LEAST_SHARE, (shares, total)
