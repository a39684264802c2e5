from pathlib import Path

import pytest

from tests.commandline import Run

CONTROLLERS = Path("infrastructure/controllers")


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for folder in ("base", "staging", "production"):
        file = tmp_path / CONTROLLERS / folder / "kustomization.yaml"
        file.parent.mkdir(parents=True)
        file.write_text("kind: Kustomization\nresources: # in order\n  - renovate # first\n")
    return tmp_path / CONTROLLERS


def test_a_component_is_made_and_named_everywhere_once(run: Run, top: Path) -> None:
    first = run("component", "add", "linkding", "--in", CONTROLLERS)

    assert first.exit_code == 0, first.err
    for folder in ("base", "staging", "production"):
        assert (top / folder / "kustomization.yaml").read_text() == (
            "kind: Kustomization\nresources: # in order\n  - renovate # first\n  - linkding\n"
        )
        assert (top / folder / "linkding" / "kustomization.yaml").is_file()
    second = run("component", "add", "linkding", "--in", CONTROLLERS)
    assert second.out == f"{CONTROLLERS}: linkding is there already\n"


def test_the_settings_know_the_folder(run: Run, top: Path, tmp_path: Path) -> None:
    (tmp_path / "renovate-kit.yaml").write_text(
        "image: {tag: 44.121.2}\nplatform: github\nrepositories: [a/b]\nsecret: {managed: false}\n"
    )

    assert run("component", "add", "linkding").exit_code == 0
    assert (top / "base" / "linkding" / "namespace.yaml").is_file()


@pytest.mark.parametrize("name", ["Linkding", "../../x", "a" * 64, "base"])
def test_a_wrong_name_makes_nothing(run: Run, top: Path, name: str) -> None:
    before = sorted(top.rglob("*"))

    outcome = run("component", "add", name, "--in", CONTROLLERS)

    assert outcome.exit_code == 2
    assert len(outcome.err.splitlines()) == 1
    assert sorted(top.rglob("*")) == before


def test_a_folder_without_base_is_wrong_usage(run: Run, top: Path) -> None:
    outcome = run("component", "add", "linkding", "--in", top / "staging")

    assert outcome.exit_code == 2
    assert "--in" in outcome.err


def test_a_kustomization_that_cannot_be_edited_stops_it_before_anything_is_written(
    run: Run, top: Path
) -> None:
    (top / "staging" / "kustomization.yaml").write_text("kind: Kustomization\nresources: {}\n")

    outcome = run("component", "add", "linkding", "--in", CONTROLLERS)

    assert outcome.exit_code == 3
    assert not (top / "base" / "linkding").exists()
