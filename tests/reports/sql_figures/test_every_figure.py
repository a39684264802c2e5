"""Every figure of the sample reports equals a query over the views of the store."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.reports.sample_period import WEEKS, Sample, made_sample
from tests.reports.sql_figures import (
    dependency_claims,
    frame_claims,
    pull_request_claims,
    run_claims,
)
from tests.reports.sql_figures.claim import Claim
from tests.reports.sql_figures.sample_store import Asker
from tests.reports.sql_figures.walking import figures_in

_CLAIMS: Final[dict[str, Claim]] = {
    **frame_claims.CLAIMS,
    **run_claims.CLAIMS,
    **pull_request_claims.CLAIMS,
    **dependency_claims.CLAIMS,
}
_ARE_NONE: Final = frozenset({"repositories[].attention[].options.#", "attention[].options.#"})
"""How many options a piece of advice names is no figure: the store has no advice."""


@pytest.fixture(scope="module")
def sample() -> Iterator[Sample]:
    yield made_sample()


def _complaints(sample: Sample, report: dict[str, Any], *only: str) -> Iterator[str]:
    asker = Asker(sample.store, report, only)
    for figure in figures_in(report):
        claim = _CLAIMS.get(figure.pattern)
        if claim is not None:
            complaint = asker.complaint(figure, claim)
            if complaint is not None:
                yield complaint
        elif figure.is_number or figure.pattern.endswith("#"):
            if not figure.pattern.endswith("options.#"):
                yield f"no query says what this has to be: {figure}"
    asker.close()


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_of_a_week_equals_its_query(sample: Sample, week: str, zone: str) -> None:
    report = sample.json("weekly", "--week", week, "--time-zone", zone)

    assert list(_complaints(sample, report)) == []


@pytest.mark.parametrize("repository", ["luddera/pi-cluster", "luddera/homelab-apps"])
@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_of_one_repository_equals_its_query(
    sample: Sample, week: str, repository: str
) -> None:
    report = sample.json("repository", repository, "--week", week)

    assert list(_complaints(sample, report, repository)) == []


def test_no_query_is_there_for_a_figure_that_no_report_has(sample: Sample) -> None:
    seen = {
        figure.pattern
        for week in WEEKS
        for figure in figures_in(sample.json("weekly", "--week", week))
    }

    assert set(_CLAIMS) - seen == set()
