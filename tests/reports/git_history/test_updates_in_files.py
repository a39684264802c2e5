"""Versions in the files that Renovate changes, and what a title adds."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events.pull_requests import Evidence
from renovate_kit.reports.sources.git_history.patches import FilePatch, Line
from renovate_kit.reports.sources.git_history.steps import steps_in
from tests.reports.git_history.reading import only_updates, steps
from tests.reports.git_history.repositories import one_update

GROUP = "chore(deps): update all non-major dependencies"
SHA = ["0123456789abcdef0123456789abcdef0123456", "fedcba9876543210fedcba9876543210fedcba9"]
ONE, TWO = (f"{sha}{number}" for number, sha in enumerate(SHA))
IMAGE_ONE, IMAGE_TWO = (f"sha256:{sha}{sha[:24]}" for sha in (ONE, TWO))

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "data/git_history/declarations.toml").read_text()
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_form_of_each_file_is_known(tmp_path: Path, case: dict[str, str]) -> None:
    before, after = (
        {case["path"]: case["text"].replace("{}", case[value])} for value in ("old", "new")
    )
    folder = one_update(tmp_path / "r.git", before, after, GROUP)
    assert steps(folder) == [(case["name"], case["old"], case["new"])]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        (
            "ci.yml",
            f"- uses: acme/act@{ONE} # v1.0.0",
            f"- uses: acme/act@{TWO} # v1.1.0",
            ("acme/act", "v1.0.0", "v1.1.0", "minor"),
        ),
        (
            "ci.yml",
            f"- uses: acme/act@{ONE} # v1",
            f"- uses: acme/act@{TWO} # v1",
            ("acme/act", ONE[:7], TWO[:7], "digest"),
        ),
        (
            "ci.yml",
            "- uses: acme/act@v1",
            f"- uses: acme/act@{TWO} # v1",
            ("acme/act", None, TWO[:7], "pinDigest"),
        ),
        (
            "a.yaml",
            f"image: web:latest@{IMAGE_ONE}",
            f"image: web:latest@{IMAGE_TWO}",
            ("web", ONE[:7], TWO[:7], "digest"),
        ),
        (
            "a.yaml",
            f"image:\n  repository: acme/web\n  tag: main@{IMAGE_ONE}",
            f"image:\n  repository: acme/web\n  tag: main@{IMAGE_TWO}",
            ("acme/web", ONE[:7], TWO[:7], "digest"),
        ),
        (
            "Dockerfile",
            "FROM debian:12.1",
            f"FROM debian:12.1@{IMAGE_TWO}",
            ("debian", None, TWO[:7], "pinDigest"),
        ),
        (
            "package.json",
            '"web": "^1.0.0",',
            '"web": "1.4.2",',
            ("web", "^1.0.0", "1.4.2", "pin"),
        ),
    ],
)
def test_digests_and_pins_are_told_as_renovate_tells_them(
    tmp_path: Path, path: str, before: str, after: str, expected: tuple[str | None, ...]
) -> None:
    folder = one_update(tmp_path / "r.git", {path: before + "\n"}, {path: after + "\n"}, GROUP)
    (update,) = only_updates(folder)
    assert (update.dep_name, update.current, update.new, update.update_type) == expected


def test_a_title_that_names_one_dependency_leaves_out_what_follows_from_it(tmp_path: Path) -> None:
    before, after = (
        {
            "gotk.yaml": f"# Flux Version: v2.6.{flux}\nkind: Deployment\n"
            f"    image: ghcr.io/fluxcd/source-controller:v1.6.{controller}\n"
        }
        for flux, controller in ((1, 0), (4, 2))
    )
    title = "chore(deps): update dependency fluxcd/flux2 to v2.6.4"
    folder = one_update(tmp_path / "r.git", before, after, title)
    assert steps(folder) == [("fluxcd/flux2", "v2.6.1", "v2.6.4")]


def test_a_name_keeps_the_capitals_that_a_title_lost(tmp_path: Path) -> None:
    before, after = ({"requirements.txt": f"Jinja2=={v}\n"} for v in ("3.1.2", "3.1.6"))
    title = "chore(deps): update dependency jinja2 to v3.1.6"
    assert steps(one_update(tmp_path / "r.git", before, after, title)) == [
        ("Jinja2", "==3.1.2", "==3.1.6")
    ]


def test_a_dependency_in_lock_files_alone_is_found_if_the_title_names_it(tmp_path: Path) -> None:
    lock = (
        '{{\n  "packages": {{\n    "node_modules/web": {{\n      "version": "{}"\n    }},\n'
        '    "node_modules/other": {{\n      "version": "{}"\n    }}\n  }}\n}}\n'
    )
    before, after = (
        {"package-lock.json": lock.format(*pair)}
        for pair in (("1.0.0", "3.0.0"), ("1.0.4", "3.1.0"))
    )
    title = "fix(deps): update dependency web to v1.0.4 [security]"
    named = one_update(tmp_path / "named.git", before, after, title)
    assert steps(named) == [("web", "1.0.0", "1.0.4")]
    assert steps(one_update(tmp_path / "group.git", before, after, GROUP)) == []


def test_what_was_merged_counts_more_than_the_title(tmp_path: Path) -> None:
    before, after = ({"a.yaml": f"image: acme/web:{v}\n"} for v in ("1.0.0", "1.0.9"))
    title = "chore(deps): update acme/web docker tag to v1.0.7"
    assert steps(one_update(tmp_path / "r.git", before, after, title)) == [
        ("acme/web", "1.0.0", "1.0.9")
    ]


def test_a_title_alone_is_told_as_such(tmp_path: Path) -> None:
    before, after = ({"notes.txt": text} for text in ("one\n", "two\n"))
    title = "chore(deps): update dependency web to v1.2.3"
    (update,) = only_updates(one_update(tmp_path / "r.git", before, after, title))
    assert (update.dep_name, update.current, update.new) == ("web", None, "1.2.3")
    assert update.evidence is Evidence.TITLE


def test_a_group_is_each_of_its_dependencies_once(tmp_path: Path) -> None:
    before, after = (
        {
            "package.json": f'{{\n  "version": "{own}",\n  "web": "{web}",\n'
            f'  "other": "{other}"\n}}\n',
            "sub/package.json": f'{{\n  "web": "{web}"\n}}\n',
            "Dockerfile": f"FROM node:{node}\n",
            "README.md": f"Needs {web}\n",
        }
        for own, web, other, node in (
            ("0.1.0", "1.0.0", "2.0.0", "20"),
            ("0.2.0", "1.1.0", "2.0.1", "22"),
        )
    )
    found = only_updates(one_update(tmp_path / "r.git", before, after, GROUP))
    assert {(each.dep_name, each.current, each.new, each.package_file) for each in found} == {
        ("web", "1.0.0", "1.1.0", "package.json"),
        ("other", "2.0.0", "2.0.1", "package.json"),
        ("node", "20", "22", "Dockerfile"),
    }


def test_a_submodule_goes_by_its_path() -> None:
    patch = FilePatch(
        path="vendor/web",
        lines=(
            Line(mark="-", text=f"Subproject commit {ONE}"),
            Line(mark="+", text=f"Subproject commit {TWO}"),
        ),
    )
    (step,) = steps_in(patch)
    assert (step.name, step.current, step.new) == ("vendor/web", ONE[:7], TWO[:7])


@given(
    st.from_regex(r"[a-z]{1,8}(/[a-z][a-z0-9-]{0,8}){1,2}", fullmatch=True),
    st.tuples(*[st.integers(0, 99)] * 3),
    st.tuples(*[st.integers(0, 99)] * 3),
)
def test_any_image_and_its_step_are_told(
    name: str, old: tuple[int, ...], new: tuple[int, ...]
) -> None:
    before, after = (".".join(map(str, numbers)) for numbers in (old, new))
    lines = (
        Line(mark=" ", text="containers:"),
        Line(mark="-", text=f"  - image: ghcr.io/{name}:v{before}"),
        Line(mark="+", text=f"  - image: ghcr.io/{name}:v{after}"),
    )
    found = [step for step in steps_in(FilePatch(path="a.yaml", lines=lines)) if step.sure]
    expected = [(f"ghcr.io/{name}", f"v{before}", f"v{after}")] if before != after else []
    assert [(step.name, step.current, step.new) for step in found] == expected
