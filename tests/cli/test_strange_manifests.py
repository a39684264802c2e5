"""Manifests in which something has a shape that nobody expects."""

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from tests.commandline import Run

_Place: TypeAlias = tuple[str | int, ...]

BASE = Path(__file__).parents[2] / "config/infrastructure/controllers/base/renovate"


def places(value: object, above: _Place = ()) -> Iterator[_Place]:
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, member in items:
        yield (*above, key)
        yield from places(member, (*above, key))


def with_value(manifest: object, place: _Place, value: object) -> object:
    changed: Any = copy.deepcopy(manifest)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return changed


@pytest.mark.parametrize("value", [{"a": 1}, [[]]], ids=["map", "list"])
@pytest.mark.parametrize("name", ["cronjob.yaml", "kustomization.yaml", "networkpolicy.yaml"])
def test_no_shape_of_a_value_is_an_accident(
    run: Run, tmp_path: Path, name: str, value: object
) -> None:
    folder = tmp_path / "renovate"
    shutil.copytree(BASE, folder)
    manifest = yaml.safe_load((folder / name).read_text("utf-8"))
    manifest.get("spec", {}).setdefault("concurrencyPolicy", "Forbid")
    for place in places(manifest):
        (folder / name).write_text(yaml.safe_dump(with_value(manifest, place, value)), "utf-8")

        outcome = run("validate", "--no-kubectl", folder)

        assert outcome.exit_code in {0, 1, 3}, (place, outcome.err)
