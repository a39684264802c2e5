"""The built-in reader against the real kustomize, which kubectl brings."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES, Checkout
from renovate_kit.config.deployment.kustomize import build
from renovate_kit.config.deployment.kustomize.real_kustomize import (
    differences,
    is_safe_to_run,
    kubectl_build,
)
from tests.config.deployment.kustomize_trees import random_tree, write_tree

needs_kubectl = pytest.mark.skipif(shutil.which("kubectl") is None, reason="no kubectl here")
TREES = 240


@needs_kubectl
@pytest.mark.parametrize("start", range(0, TREES, 40))
def test_random_trees_come_to_the_same(start: int, tmp_path: Path) -> None:
    equal = 0
    for seed in range(start, start + 40):
        top = (tmp_path / str(seed)).resolve()
        write_tree(random_tree(seed), top)

        built = build(top / "overlay", Checkout(top=top, shown_from=top))
        real = kubectl_build(top / "overlay")

        if real is None:
            assert built.fails, seed
        else:
            assert not built.fails, (seed, [note.message for note in built.notes])
            assert tuple(item.to_data() for item in built.objects) == real, seed
            assert differences(built.objects, real) == ()
            equal += 1
    assert equal > 10


@needs_kubectl
@pytest.mark.shared
def test_kustomizations_of_other_people_come_to_the_same(shared: Path) -> None:
    counts = {"equal": 0, "both fail": 0, "not run": 0}
    for file in kustomizations_of_other_people(shared):
        top = top_of(file, shared)
        built = build(file.parent, Checkout(top=top, shown_from=top))
        if not is_safe_to_run(built):
            counts["not run"] += 1
            assert built.notes
            continue
        real = kubectl_build(file.parent)
        if real is None:
            assert built.notes, file
            counts["both fail"] += 1
        else:
            assert differences(built.objects, real) == (), file
            assert [item.text("metadata", "name") for item in built.objects] == names(real)
            counts["equal"] += 1

    assert counts["equal"] >= 30, counts


def names(objects: tuple[Any, ...]) -> list[str]:
    return [item["metadata"]["name"] for item in objects]


def kustomizations_of_other_people(shared: Path) -> list[Path]:
    folders = (shared / "pi-cluster", shared / "corpus" / "files")
    return sorted(
        file for folder in folders for name in KUSTOMIZATION_NAMES for file in folder.rglob(name)
    )


def top_of(file: Path, shared: Path) -> Path:
    corpus = shared / "corpus" / "files"
    if file.is_relative_to(corpus):
        return (corpus / file.relative_to(corpus).parts[0]).resolve()
    return (shared / "pi-cluster").resolve()
