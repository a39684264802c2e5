"""An update of a log and one of a pull request: when they are the same."""

from dataclasses import replace

import pytest

from renovate_kit.reports.events import Upgrade
from renovate_kit.reports.events.pull_requests import Evidence, PullRequestUpdate
from renovate_kit.reports.sources.pull_requests import is_same_update, update_type_between

_LOGGED = Upgrade(
    dep_name="Jinja2",
    package_name="jinja2",
    package_file="requirements.txt",
    datasource="pypi",
    update_type="patch",
    current_version="3.1.2",
    new_version="3.1.6",
    current_value="==3.1.2",
    new_value="==3.1.6",
)
_TOLD = PullRequestUpdate(dep_name="Jinja2", current="==3.1.2", new="==3.1.6")
_DIGEST = replace(
    _LOGGED, update_type="digest", current_version="sha256:" + "a" * 64, new_version="b" * 40,
    current_value="1.0", new_value="1.0",
)  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        _TOLD,
        PullRequestUpdate(dep_name="jinja2", new="3.1.6", evidence=Evidence.TITLE),
        PullRequestUpdate(dep_name="jinja2", evidence=Evidence.TITLE),
        replace(_TOLD, current=None),
    ],
)
def test_the_same(told: PullRequestUpdate) -> None:
    assert is_same_update(_LOGGED, told)


@pytest.mark.parametrize(
    "told",
    [
        replace(_TOLD, dep_name="jinja2"),  # a body has names as they are
        replace(_TOLD, new="==3.1.7"),
        replace(_TOLD, current="==3.1.1"),
        PullRequestUpdate(dep_name="jinja", new="3.1.6", evidence=Evidence.TITLE),
        PullRequestUpdate(dep_name="lock files", update_type="lockFileMaintenance"),
    ],
)
def test_another(told: PullRequestUpdate) -> None:
    assert not is_same_update(_LOGGED, told)


def test_digests_are_short_in_bodies() -> None:
    assert is_same_update(_DIGEST, replace(_TOLD, current="aaaaaaa", new="bbbbbbb"))
    assert not is_same_update(_DIGEST, replace(_TOLD, current="aaaaaaa", new="ccccccc"))


def test_lock_file_maintenance_goes_by_its_type() -> None:
    logged = replace(_LOGGED, dep_name="package.json", update_type="lockFileMaintenance")
    assert is_same_update(
        logged, PullRequestUpdate(dep_name="lock files", update_type="lockFileMaintenance")
    )
    assert not is_same_update(logged, _TOLD)


@pytest.mark.parametrize(
    ("current", "new", "expected"),
    [
        ("1.2.3", "2.0.0", "major"),
        ("v1.2.3", "v1.3.0", "minor"),
        ("==1.2.3", "==1.2.4", "patch"),
        ("1.2.3-alpine", "1.2.4-alpine", "patch"),
        ("1.2.3", "v1.2.4", None),
        ("^1.2.3", "^1.3.0", None),
        ("1.2", "1.3", None),
        ("1.2.3", "1.2.3", None),
        ("2.0.0", "1.0.0", None),
        ("1.2.3-rc", "1.2.4-alpine", None),
        (None, "1.2.3", None),
        ("9" * 20 + ".0.0", "1.0.0", None),
    ],
)
def test_kinds_of_steps(current: str | None, new: str, expected: str | None) -> None:
    assert update_type_between(current, new) == expected
