"""Parity on configs that nobody has written, against the real program."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from renovate_kit.config.subject import ConfigKind
from tests.oracle.agreement import disagreements
from tests.oracle.configs import configs
from tests.oracle.live import Oracle, running_oracle

pytestmark = pytest.mark.oracle

EXAMPLES = int(os.environ.get("PARITY_EXAMPLES", "5000"))
MOST_DIFFERENCES = 5
KINDS = [ConfigKind.REPO, ConfigKind.GLOBAL, ConfigKind.PRESET]


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    folder = Path(os.environ.get("RENOVATE_ORACLE", Path.home() / ".cache" / "renovate-oracle"))
    if not (folder / "node_modules" / "renovate").is_dir():
        pytest.skip("the real Renovate is not installed: `make oracle` installs it")
    with running_oracle(folder) as running:
        yield running


def test_random_configs_get_the_official_verdict(oracle: Oracle) -> None:
    compared = 0
    different: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(config=configs(), kind=st.sampled_from(KINDS))
    def compare(config: dict[str, Any], kind: ConfigKind) -> None:
        nonlocal compared
        verdict = oracle.verdict(config, kind)
        if verdict.get("remotePresets"):
            return  # the verdict depends on the network
        compared += 1
        text = json.dumps(config)
        found = disagreements(text.encode(), "renovate.json", kind, verdict)
        if found:
            different.append(f"{kind} {text}: {'; '.join(found)}")

    compare()
    assert compared > EXAMPLES * 0.8
    assert len(different) <= MOST_DIFFERENCES, "\n".join(different)
