import pytest

from renovate_kit.config.build.component import component_files
from renovate_kit.errors import InputError, UsageError

SHARED = "kind: Kustomization\nresources:\n  - renovate # ours\n"


def test_a_component_has_a_base_and_a_folder_in_each_overlay() -> None:
    present = {f"{folder}/kustomization.yaml": SHARED for folder in ("base", "staging")}

    files = component_files("linkding", ["staging"], present)

    assert list(files) == [
        "base/kustomization.yaml",
        "base/linkding/kustomization.yaml",
        "base/linkding/namespace.yaml",
        "staging/kustomization.yaml",
        "staging/linkding/kustomization.yaml",
    ]
    assert files["base/kustomization.yaml"] == f"{SHARED}  - linkding\n"
    assert (
        "namespace: linkding\nresources:\n  - ../../base/linkding/\n"
        in (files["staging/linkding/kustomization.yaml"])
    )
    assert component_files("linkding", ["staging"], files) == files


def test_files_that_are_there_stay() -> None:
    present = {"base/linkding/kustomization.yaml": "# mine\n"}

    files = component_files("linkding", [], present)

    assert files["base/linkding/kustomization.yaml"] == "# mine\n"


@pytest.mark.parametrize(
    "name", ["", "Linkding", "a_b", "-a", "a-", "a.b", "../a", "a/b", "a" * 64, "ä", "base", "a\n"]
)
def test_a_name_that_kubernetes_refuses_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"name|called"):
        component_files(name, [], {})


def test_a_kustomization_that_is_none_is_told() -> None:
    with pytest.raises(InputError, match=r"base/kustomization\.yaml"):
        component_files("a", [], {"base/kustomization.yaml": "kind: Service\n"})
