"""The config that Renovate runs with, against the real program."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from renovate_kit.config.effective import ProblemKind, SourceKind
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind
from tests.oracle.effective_agreement import (
    comes_later,
    config_of,
    depends_on_more,
    differences,
)
from tests.oracle.effective_cases import TABLE
from tests.oracle.effective_oracle import Case, EffectiveOracle, running_effective_oracle
from tests.oracle.surroundings import surroundings

EXAMPLES = int(os.environ.get("PARITY_EXAMPLES", "3000"))
MOST_DIFFERENCES = 3
MOST_CRASHES = 0.02
CRASH_OF_VALIDATOR = re.compile(
    r"is not a function|is not iterable|Cannot read propert|must be of|^config-validation$"
)
"""The official validation breaks off at a config: that is the rule `validator-crash`'s to tell."""

_TELLING = {"validator-crash", "unknown-preset"}
_CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def oracle() -> Iterator[EffectiveOracle]:
    folder = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
    if not (folder / "node_modules" / "renovate").is_dir():
        pytest.skip("the real Renovate is not installed: `make oracle` installs it")
    with running_effective_oracle(folder) as running:
        yield running


@pytest.mark.oracle
@pytest.mark.parametrize("name", TABLE)
def test_each_thing_that_renovate_does(oracle: EffectiveOracle, name: str) -> None:
    case = TABLE[name]
    answer = oracle.answer(case)
    assert list(differences(case, answer)) == []
    if case.init:
        later = [problem for problem in config_of(case).problems if comes_later(problem)]
        ends = [problem for problem in later if problem.is_fatal]
        assert (answer["init"] is not None) == bool(ends), (answer["init"], later)


@pytest.mark.oracle
def test_random_surroundings_give_the_official_config(oracle: EffectiveOracle) -> None:
    counts = Counter[str]()
    different: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=surroundings())
    def compare(case: Case) -> None:
        answer = oracle.answer(case)
        found = list(differences(case, answer))
        if depends_on_more(config_of(case)):
            counts["incomparable"] += 1
        elif found and CRASH_OF_VALIDATOR.search(answer.get("message", "")) and is_told(case):
            counts["crash"] += 1
        else:
            counts["config" if answer["exit"] is None else "end"] += 1
            if found:
                different.append(f"{case}: {'; '.join(found)}")

    compare()
    print(dict(counts))  # noqa: T201 - shown by `pytest -s`
    assert counts["config"] > EXAMPLES * 0.3
    assert counts["end"] > EXAMPLES * 0.1
    assert counts["crash"] <= EXAMPLES * MOST_CRASHES
    assert len(different) <= MOST_DIFFERENCES, "\n".join(different)


def is_told(case: Case) -> bool:
    """Return whether `validate` says of one of the configs that Renovate breaks off at it."""
    texts = {**case.files, "config.json": case.env.get("RENOVATE_CONFIG", "{}")}
    checked = (
        check_bytes(text.encode(), path=name, kind=ConfigKind.GLOBAL, catalogue=_CATALOGUE)
        for name, text in texts.items()
    )
    return any(item.rule in _TELLING for file in checked for item in file.diagnostics)


@pytest.mark.oracle
@pytest.mark.shared
def test_real_environments_give_the_official_config(shared: Path, oracle: EffectiveOracle) -> None:
    compared = 0
    for record in recorded_environments(shared):
        without_file = {key: value for key, value in record.items() if "CONFIG_FILE" not in key}
        for env in (record, without_file):
            case = Case(env=env)
            assert list(differences(case, oracle.answer(case))) == [], env
            compared += 1
    assert compared >= 70


def recorded_environments(shared: Path) -> Iterator[dict[str, str]]:
    lines = (shared / "golden" / "k8s-env.jsonl").read_text(encoding="utf-8").splitlines()
    yield from (json.loads(line)["env"] for line in lines)


@pytest.mark.shared
def test_real_environments_set_the_recorded_options(shared: Path) -> None:
    lines = (shared / "golden" / "k8s-env.jsonl").read_text(encoding="utf-8").splitlines()
    compared = 0
    for line in lines:
        record = json.loads(line)
        env = {key: value for key, value in record["env"].items() if "CONFIG_FILE" not in key}
        config = config_of(Case(env=env))
        own = {
            name: option.value
            for name, option in config.options.items()
            if option.sources[0].kind is SourceKind.ENVIRONMENT
        }
        expected = {key: value for key, value in record["parsedConfig"].items() if value != []}
        if "endpoint" in expected:
            expected["endpoint"] = expected["endpoint"].rstrip("/") + "/"
        assert own == expected, record["id"]
        assert not any(item.kind is ProblemKind.INVALID_BOOLEAN for item in config.problems)
        compared += 1
    assert compared >= 35
