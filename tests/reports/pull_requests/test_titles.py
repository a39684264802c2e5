"""Titles: all forms that Renovate gives them, and what they don't tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events.pull_requests import Evidence
from renovate_kit.reports.sources.pull_requests import read_title
from tests.reports.pull_requests.samples import read_recorded, scenarios, seen


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Update dependency lodash to v4.17.21", ("lodash", None, "4.17.21")),
        ("fix(deps): update dependency axios to v1.8.2 [security]", ("axios", None, "1.8.2")),
        ("Update dependency axios to v1.8.2 [SECURITY]", ("axios", None, "1.8.2")),
        ("fix(deps): update dependency express to v5 - autoclosed", ("express", "major", None)),
        ("chore(deps): update dependency @types/node to v20.1.0", ("@types/node", None, "20.1.0")),
        ("Update dependency com.foo:bar to v1.2", ("com.foo:bar", None, "1.2")),
        ("chore(deps): update postgres docker tag to v15", ("postgres", "major", None)),
        ("chore(deps): update postgres docker tag to v15.13", ("postgres", None, "15.13")),
        ("Update ghcr.io/foo/bar Docker tag to v2.0.1", ("ghcr.io/foo/bar", None, "2.0.1")),
        ("Update nginx:1.27 Docker digest to 0123abc", ("nginx", "digest", "0123abc")),
        ("Update nginx Docker digest to 0123abc", ("nginx", "digest", "0123abc")),
        ("chore(deps): update a/checkout digest to f43a0e5", ("a/checkout", "digest", "f43a0e5")),
        ("Update actions/checkout action to v5", ("actions/checkout", "major", None)),
        ("Update actions/checkout action to v4.2.2 (main)", ("actions/checkout", None, "4.2.2")),
        ("Update Helm release traefik to v30.1.0", ("traefik", None, "30.1.0")),
        ("chore(helm): update helm chart common to 3.2.1", ("common", None, "3.2.1")),
        ("Update Terraform aws to v5", ("aws", "major", None)),
        ("Update Terraform hashicorp/aws to ~> 5.1", ("hashicorp/aws", None, None)),
        ("Update module github.com/o/cobra to v1.8.1", ("github.com/o/cobra", None, "1.8.1")),
        ("fix(deps): update rust crate serde to v1.0.210", ("serde", None, "1.0.210")),
        ("Update pre-commit hook psf/black to v24.8.0", ("psf/black", None, "24.8.0")),
        ("Update dependency x to ^2.0.0", ("x", None, "^2.0.0")),
        ("Pin dependency x to 1.2.3", ("x", "pin", "1.2.3")),
        ("chore(deps): pin traefik docker tag to 0123abc", ("traefik", "pinDigest", "0123abc")),
        ("Roll back dependency x to v1.2.3", ("x", "rollback", "1.2.3")),
        ("Lock file maintenance", ("lock files", "lockFileMaintenance", None)),
        ("chore: lock file maintenance (release/1.x)", ("lock files", "lockFileMaintenance", None)),
        ("⬆️ Update dependency x to v1.2.3", ("x", None, "1.2.3")),
        (":arrow_up: build(deps): bump dependency x to v1.2.3", ("x", None, "1.2.3")),
        ("[Renovate] Upgrade dependency x to v1.2.3", ("x", None, "1.2.3")),
    ],
)  # fmt: skip
def test_titles_that_name_a_dependency(title: str, expected: tuple[str | None, ...]) -> None:
    read = read_title(title)
    assert read.update is not None
    assert (read.update.dep_name, read.update.update_type, read.update.new) == expected
    assert (read.update.evidence, read.update.current) == (Evidence.TITLE, None)
    assert read.is_renovate
    assert read.security == ("[security]" in title.lower())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("update image ghcr.io/a/b (1.0 ➔ 1.1)", ("ghcr.io/a/b", None, "1.0", "1.1")),
        (
            "fix(container): update image a/b ( v1.2.3 → v1.2.4 )",
            ("a/b", "patch", "1.2.3", "1.2.4"),
        ),
        ("feat(container)!: Update image x ( 1.2.3 ➔ 2.0.0 )", ("x", "major", "1.2.3", "2.0.0")),
        ("update tool yq (4.53.2 ➔ 4.53.3)", ("yq", "patch", "4.53.2", "4.53.3")),
        ("🐛 (mise): update tool aqua:a/b ( 1.0 → 1.1 )", ("aqua:a/b", None, "1.0", "1.1")),
        ("ci(github-action): update action a/b (v4 → v5)", ("a/b", None, "4", "5")),
        ("fix(helm): update chart cilium 1.0.0 -> 1.1.0", ("cilium", "minor", "1.0.0", "1.1.0")),
        ("update ghcr.io/a/b ( 1.0.0 ➡️ 1.1.0 )", ("ghcr.io/a/b", "minor", "1.0.0", "1.1.0")),
        ("update image a/b ( 0123abc → 4567def )", ("a/b", "digest", "0123abc", "4567def")),
        ("update image a/b ( 20260101 → 20260202 )", ("a/b", None, "20260101", "20260202")),
        ("update dependency x (1.0.0 → 1.0.1) - autoclosed", ("x", "patch", "1.0.0", "1.0.1")),
        ("update Helm release x (1.0.0 → 1.0.1) (main)", ("x", "patch", "1.0.0", "1.0.1")),
    ],
)
def test_titles_with_both_versions(title: str, expected: tuple[str | None, ...]) -> None:
    read = read_title(title)
    update = read.update
    assert update is not None
    assert (update.dep_name, update.update_type, update.current, update.new) == expected
    assert (update.evidence, read.is_renovate) == (Evidence.TITLE, True)


def test_a_word_alone_may_be_the_name_of_a_group() -> None:
    group = read_title("feat(container): update flux operator group ( 0.1.0 → 0.2.0 )")
    assert (group.update, group.is_renovate) == (None, True)
    assert read_title("fix(helm): update loki ( 1.0.0 → 1.0.1 )").update is None
    assert not read_title("Update the docs (1 -> 2)").is_renovate


def test_a_replacement_names_both() -> None:
    update = read_title("Replace dependency jade with pug 1.0.0").update
    assert update is not None
    assert (update.dep_name, update.replacement, update.new) == ("jade", "pug", "1.0.0")
    assert update.update_type == "replacement"


@pytest.mark.parametrize(
    "title",
    [
        "Update all non-major dependencies",
        "fix(deps): update all non-major dependencies - autoclosed",
        "Update all dependencies (major)",
        "Pin dependencies",
        "chore(deps): pin dependencies",
        "Update babel monorepo to v7.25.1",
        "chore(deps): update eslint monorepo (major)",
        "Configure Renovate",
        "chore: configure renovate",
        "Migrate Renovate config",
        "chore(config): migrate config renovate.json",
    ],
)
def test_titles_of_renovate_that_name_no_dependency(title: str) -> None:
    read = read_title(title)
    assert (read.update, read.is_renovate) == (None, True)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Fix the build",
        "Update README",
        "Update kubernetes to v1.30",  # a group, or anything
        "Update the docs to v2",
        "update dependency on foo bar to v1.0.0",
        "Bump axios from 1.6.0 to 1.8.2",
    ],
)
def test_other_titles_say_nothing(title: str) -> None:
    read = read_title(title)
    assert (read.update, read.is_renovate, read.security) == (None, False, False)


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Update dependency x to v1.2.3", (False, False, False)),
        ("Update dependency x to v1.2.3 [SECURITY] (main)", (True, False, False)),
        ("Update dependency x to v1.2.3 [security] - autoclosed", (True, True, False)),
        ("Update dependency x to v1.2.3 - abandoned", (False, False, True)),
        ("Update dependency x to v1.2.3 - abandoned - autoclosed", (False, True, False)),
        ("[security] Update dependency x to v1.2.3", (False, False, False)),
        ("Update dependency [security] to v1.2.3", (False, False, False)),
    ],
)
def test_marks_at_the_end(title: str, marks: tuple[bool, bool, bool]) -> None:
    read = read_title(title)
    assert (read.security, read.autoclosed, read.abandoned) == marks


@pytest.mark.parametrize("scenario", scenarios())
def test_titles_agree_with_the_bodies(scenario: str) -> None:
    for each in read_recorded(scenario):
        told = read_title(each.title).update
        if told is None:
            continue
        (update,) = each.updates
        assert told.dep_name.lower() == update.dep_name.lower()
        assert told.update_type in {None, update.update_type}
        assert told.new is None or told.new in str(update.new)


def test_a_body_of_an_own_template_leaves_the_title() -> None:
    read = seen(title="fix(deps): update dependency axios to v1.8.2 [security]", body="See above.")
    assert [(u.dep_name, u.new, u.evidence) for u in read.updates] == [
        ("axios", "1.8.2", Evidence.TITLE)
    ]
    assert (read.security, read.security_evidence) == (True, Evidence.TITLE)
    assert (read.automerge, read.schedule, read.rebase_requested) == (None, None, None)


@given(st.text(max_size=300))
def test_no_title_breaks_the_reader(title: str) -> None:
    read = read_title(title)
    assert read.update is None or read.is_renovate
