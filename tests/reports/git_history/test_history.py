"""Which commits are Renovate's pull requests, and what a clone tells of them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from renovate_kit.errors import UsageError
from renovate_kit.reports.events.pull_requests import (
    Evidence,
    Forge,
    MergeMethod,
    PullRequestState,
)
from renovate_kit.reports.sources.git_history import open_clone, read_history
from renovate_kit.reports.sources.pull_requests import RenovateSigns
from tests.reports.git_history.reading import history, steps
from tests.reports.git_history.repositories import (
    BOT,
    GITHUB,
    MERGER,
    PERSON,
    START,
    Repository,
    git,
    one_update,
)

OLD = {"app.yaml": "image: ghcr.io/acme/web:1.0.0\n"}
NEW = {"app.yaml": "image: ghcr.io/acme/web:1.1.0\n"}
TITLE = "chore(deps): update ghcr.io/acme/web docker tag to v1.1.0"
ENVIRONMENT = {"PATH": os.environ["PATH"]}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository without commits."""
    return Repository(tmp_path / "homelab.git")


def merged(repository: Repository, number: int, branch: str, base: int) -> int:
    """Add a branch of Renovate's on top of a commit, and its merge as GitHub makes it."""
    change = repository.commit(TITLE, NEW, branch=branch, parents=(base,), author=BOT)
    return repository.commit(
        f"Merge pull request #{number} from ada/{branch}\n\n{TITLE}",
        NEW,
        parents=(base, change),
        author=MERGER,
        committer=GITHUB,
    )


def test_a_merge_tells_all_that_git_can_know(repository: Repository) -> None:
    last = merged(repository, 3, "renovate/web-1.x", repository.commit("start", OLD))
    folder = repository.write()
    (seen,) = history(folder)
    assert (seen.forge, seen.host, seen.repository) == (Forge.GIT, "github.com", "ada/homelab")
    assert (seen.number, seen.title) == (3, TITLE)
    assert (seen.branch, seen.base_branch) == ("renovate/web-1.x", "main")
    assert seen.state is PullRequestState.MERGED
    assert seen.merged_at == seen.closed_at == repository.times[last]
    assert seen.merge_sha == git(folder, "rev-parse", "main")
    assert seen.head_sha == git(folder, "rev-parse", "main^2")
    assert (seen.author, seen.merged_by) == ("renovate[bot]", "grace")
    assert (seen.merge_method, seen.renovate_evidence) == (MergeMethod.MERGE, Evidence.BRANCH)
    assert (seen.edited_by_people, seen.security) == (False, False)
    assert (seen.created_at, seen.labels, seen.url) == (None, None, None)
    (update,) = seen.updates
    assert (update.dep_name, update.current, update.new) == ("ghcr.io/acme/web", "1.0.0", "1.1.0")
    assert (update.update_type, update.package_file) == ("minor", "app.yaml")
    assert update.evidence is Evidence.DIFF


def test_a_pull_that_made_the_main_line_the_second_parent_hides_nothing(
    repository: Repository,
) -> None:
    first = repository.commit("start", OLD)
    mine = repository.commit("docs: words", {"README.md": "words"}, parents=(first,))
    theirs = merged(repository, 3, "renovate/web-1.x", first)
    repository.commit("Merge branch 'main' of github.com:ada/homelab", parents=(mine, theirs))
    (seen,) = history(repository.write())
    assert (seen.number, seen.base_branch) == (3, "main")
    assert seen.merged_at == repository.times[theirs]


def test_merges_into_a_branch_that_is_merged_later_are_found_once(repository: Repository) -> None:
    first = repository.commit("start", OLD)
    inner = merged(repository, 3, "renovate/web-1.x", first)
    repository.commit(
        "Merge pull request #9 from ada/develop\n\nRelease", parents=(first, inner), author=PERSON
    )
    (seen,) = history(repository.write())
    assert (seen.number, seen.base_branch) == (3, "develop")


@pytest.mark.parametrize(
    ("message", "number", "base"),
    [
        ("Merge pull request #5 from ada/renovate/web-1.x", 5, "main"),
        (f"Merge pull request '{TITLE}' (#5) from renovate/web-1.x into main", 5, "main"),
        (f"Merge pull request '{TITLE}' (#5) from renovate/web-1.x into next", 5, "next"),
        (
            f"Merge branch 'renovate/web-1.x' into 'main'\n\n{TITLE}\n\nSee merge request a/b/c!5",
            5,
            "main",
        ),
        (f"Merged in renovate/web-1.x (pull request #5)\n\n{TITLE}\n\nApproved-by: Ada", 5, "main"),
        ("Merge pull request #5 in ACME/homelab from renovate/web-1.x to main", 5, "main"),
        ("Merge branch 'renovate/web-1.x'", None, "main"),
        ("Merge remote-tracking branch 'origin/renovate/web-1.x'", None, "main"),
    ],
)
def test_each_forge_has_its_words_for_a_merge(
    repository: Repository, message: str, number: int | None, base: str
) -> None:
    first = repository.commit("start", OLD)
    change = repository.commit(TITLE, NEW, branch="x", parents=(first,), author=BOT)
    repository.commit(message, NEW, parents=(first, change), author=MERGER)
    (seen,) = history(repository.write())
    assert (seen.number, seen.branch, seen.base_branch) == (number, "renovate/web-1.x", base)
    assert seen.title == TITLE
    assert [(each.current, each.new) for each in seen.updates] == [("1.0.0", "1.1.0")]


@pytest.mark.parametrize(
    ("message", "author", "number", "evidence"),
    [
        (f"{TITLE} (#6)", BOT, 6, Evidence.COMMIT),
        (f"{TITLE} (!6)", BOT, 6, Evidence.COMMIT),
        (f"{TITLE}\n\nSee merge request acme/homelab!6", BOT, 6, Evidence.COMMIT),
        (f"{TITLE} (#6)\n\nCo-authored-by: {BOT[0]} <{BOT[1]}>", PERSON, 6, Evidence.COMMIT),
        (f"{TITLE} (#6)", PERSON, 6, Evidence.TITLE),
        (f"Merged PR 6: {TITLE}", BOT, 6, Evidence.COMMIT),
    ],
)
def test_a_squash_is_known_by_its_author_its_trailers_or_its_title(
    repository: Repository, message: str, author: tuple[str, str], number: int, evidence: Evidence
) -> None:
    first = repository.commit("start", OLD)
    repository.commit(message, NEW, parents=(first,), author=author, committer=GITHUB)
    (seen,) = history(repository.write())
    assert (seen.number, seen.title) == (number, TITLE)
    assert (seen.merge_method, seen.renovate_evidence) == (MergeMethod.SQUASH, evidence)
    assert (seen.merged_by, seen.branch, seen.edited_by_people) == (None, None, None)


def test_commits_of_one_update_that_were_rebased_are_one(repository: Repository) -> None:
    first = repository.commit("start", OLD)
    between = {"app.yaml": "image: ghcr.io/acme/web:1.0.5\n"}
    time = START + timedelta(days=1)
    one = repository.commit(TITLE, between, parents=(first,), author=BOT, committer=MERGER, at=time)
    repository.commit(
        TITLE, NEW, parents=(one,), author=BOT, committer=MERGER, at=time + timedelta(seconds=1)
    )
    (seen,) = history(repository.write())
    assert (seen.number, seen.merge_method) == (None, MergeMethod.REBASE)
    assert (seen.merged_at, seen.merged_by) == (time + timedelta(seconds=1), "grace")
    assert [(each.current, each.new) for each in seen.updates] == [("1.0.0", "1.1.0")]


def test_commits_of_one_rebased_pull_request_with_its_number_are_one(
    repository: Repository,
) -> None:
    first = repository.commit("start", OLD)
    between = {"app.yaml": "image: ghcr.io/acme/web:1.0.5\n"}
    time = START + timedelta(days=1)
    title = f"{TITLE} (#520)"
    one = repository.commit(title, between, parents=(first,), author=BOT, committer=GITHUB, at=time)
    later = time + timedelta(seconds=14)
    repository.commit(title, NEW, parents=(one,), author=BOT, committer=GITHUB, at=later)
    (seen,) = history(repository.write())
    assert (seen.number, seen.merge_method) == (520, MergeMethod.REBASE)
    assert [(each.current, each.new) for each in seen.updates] == [("1.0.0", "1.1.0")]


def test_a_number_that_an_imported_history_brought_along_is_nobodys(
    repository: Repository,
) -> None:
    own = repository.commit("start", OLD)
    own = repository.commit(f"{TITLE} (#6)", NEW, parents=(own,), author=BOT, committer=GITHUB)
    lock = "chore(deps): lock file maintenance"
    theirs = repository.commit("start too", {"yarn.lock": "1"}, branch="imported")
    for number in (6, 7):
        theirs = repository.commit(
            f"{lock} (#{number})",
            {"yarn.lock": f"{number}"},
            branch="imported",
            parents=(theirs,),
            author=BOT,
            committer=GITHUB,
        )
    repository.commit("Import another repository", parents=(own, theirs))
    found = read_history(repository.write(), environment=ENVIRONMENT)
    assert found.shared_numbers == {6}
    assert {(seen.number, seen.title) for seen in found} == {(None, TITLE), (None, lock), (7, lock)}
    assert len({seen.merge_sha for seen in found}) == 3


def test_a_history_that_was_written_anew_and_merged_with_the_old_one_counts_once(
    repository: Repository,
) -> None:
    tips = []
    for branch, start in (("old", "start"), ("main", "start anew")):
        first = repository.commit(start, OLD, branch=branch)
        at = START + timedelta(days=1)
        title = f"{TITLE} (#6)"
        tips.append(
            repository.commit(title, NEW, branch=branch, parents=(first,), author=BOT, at=at)
        )
    repository.commit("Merge branch 'old'", parents=(tips[1], tips[0]), at=START.replace(year=2027))
    found = read_history(repository.write(), environment=ENVIRONMENT)
    assert ([seen.number for seen in found], found.shared_numbers) == ([6], frozenset())


def test_the_same_title_another_day_is_another_one(repository: Repository) -> None:
    title = "chore(deps): lock file maintenance"
    tip = repository.commit("start", {"yarn.lock": "1"})
    for day in (1, 2):
        tip = repository.commit(
            title, {"yarn.lock": f"{day}{day}"}, parents=(tip,), author=BOT, committer=BOT
        )
    assert [seen.updates[0].update_type for seen in history(repository.write())] == [
        "lockFileMaintenance"
    ] * 2


@pytest.mark.parametrize(
    ("message", "author"),
    [
        ("feat: update the docker image (#6)", PERSON),
        ("Update dependencies (#6)", PERSON),
        (
            "build(deps): bump web from 1.0.0 to 1.1.0 (#6)",
            ("dependabot[bot]", "support@github.com"),
        ),
        (f"{TITLE} (#6)", ("dependabot[bot]", "support@github.com")),
        (TITLE, PERSON),
        (f'Revert "{TITLE}" (#6)', PERSON),
        (f"feat: mine (#6)\n\nCo-authored-by: {BOT[0]} <{BOT[1]}>", PERSON),
    ],
)
def test_what_people_and_other_bots_commit_is_not_renovates(
    repository: Repository, message: str, author: tuple[str, str]
) -> None:
    first = repository.commit("start", OLD)
    repository.commit(message, NEW, parents=(first,), author=author)
    assert history(repository.write()) == []


def test_a_persons_branch_with_a_commit_of_renovates_is_the_persons(
    repository: Repository,
) -> None:
    first = repository.commit("start", OLD)
    picked = repository.commit(TITLE, NEW, branch="x", parents=(first,), author=BOT)
    mine = repository.commit("mine", {"a": "b"}, branch="x", parents=(picked,))
    repository.commit("Merge pull request #6 from ada/mine\n\nMine", parents=(first, mine))
    assert history(repository.write()) == []


def test_a_person_can_collect_what_renovate_committed(repository: Repository) -> None:
    first = repository.commit("start", OLD)
    change = repository.commit(TITLE, NEW, branch="next", parents=(first,), author=BOT)
    repository.commit(
        "Merge pull request #6 from ada/next\n\nNext release", parents=(first, change)
    )
    assert history(repository.write()) == []


def test_a_branch_under_another_prefix_is_known_by_its_commits(repository: Repository) -> None:
    merged(repository, 3, "deps/web-1.x", repository.commit("start", OLD))
    (seen,) = history(repository.write())
    assert (seen.branch, seen.renovate_evidence) == ("deps/web-1.x", Evidence.COMMIT)


def test_a_bot_under_another_name_counts_when_told(repository: Repository) -> None:
    robot = ("Robo", "77+robo[bot]@users.noreply.github.com")
    first = repository.commit("start", OLD)
    repository.commit("deps: web (#6)", NEW, parents=(first,), author=robot, committer=GITHUB)
    folder = repository.write()
    assert history(folder) == []
    signs = RenovateSigns(authors=("Robo[bot]",))
    (seen,) = read_history(folder, signs=signs, environment=ENVIRONMENT)
    assert (seen.author, seen.number) == ("robo[bot]", 6)
    assert [(each.dep_name, each.new) for each in seen.updates] == [("ghcr.io/acme/web", "1.1.0")]


def test_a_persons_commit_on_the_branch_is_told(repository: Repository) -> None:
    first = repository.commit("start", OLD)
    branch = "renovate/web-1.x"
    change = repository.commit(TITLE, NEW, branch=branch, parents=(first,), author=BOT)
    update = repository.commit(
        "Merge branch 'main' into " + branch, branch=branch, parents=(change, first), author=PERSON
    )
    fix = repository.commit("fix it", {"b": "c"}, branch=branch, parents=(update,))
    repository.commit(f"Merge pull request #3 from ada/{branch}\n\n{TITLE}", parents=(first, fix))
    (seen,) = history(repository.write())
    assert (seen.edited_by_people, seen.author) == (True, "renovate[bot]")


@pytest.mark.parametrize(
    ("title", "branch", "evidence"),
    [
        (f"{TITLE} [security]", "renovate/web-1.x", Evidence.TITLE),
        (
            "chore(deps): update dependency web to v1.1.0",
            "renovate/npm-web-vulnerability",
            Evidence.BRANCH,
        ),
    ],
)
def test_a_fix_of_a_vulnerability_is_marked_by_title_or_branch(
    repository: Repository, title: str, branch: str, evidence: Evidence
) -> None:
    first = repository.commit("start", OLD)
    change = repository.commit(title, NEW, branch=branch, parents=(first,), author=BOT)
    repository.commit(
        f"Merge pull request #3 from ada/{branch}\n\n{title}", NEW, parents=(first, change)
    )
    (seen,) = history(repository.write())
    assert (seen.security, seen.security_evidence, seen.advisories) == (True, evidence, ())


def test_only_a_period_or_a_branch_is_read_if_told(repository: Repository) -> None:
    early = merged(repository, 3, "renovate/web-1.x", repository.commit("start", OLD))
    again = repository.commit("back", OLD, parents=(early,))
    late = merged(repository, 4, "renovate/web-1.x", again)
    repository.commit("old", branch="release", parents=(early,))
    folder = repository.write()
    since = repository.times[late]
    found = read_history(folder, since=since, environment=ENVIRONMENT)
    assert [seen.number for seen in found] == [4]
    found = read_history(folder, branch="release", environment=ENVIRONMENT)
    assert [(seen.number, seen.base_branch) for seen in found] == [(3, "release")]
    with pytest.raises(UsageError, match="no branch --all"):
        read_history(folder, branch="--all", environment=ENVIRONMENT)


def test_a_clone_with_a_working_tree_is_read_from_its_default_branch(tmp_path: Path) -> None:
    title = "Update dependency web to v2"
    source = one_update(
        tmp_path / "source.git",
        {"package.json": '{\n  "web": "1.0.0"\n}\n'},
        {"package.json": '{\n  "web": "2.0.0"\n}\n'},
        title,
    )
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(source), str(clone))
    git(clone, "checkout", "--quiet", "-b", "mine", "HEAD^1")
    opened = open_clone(clone, environment=ENVIRONMENT)
    assert (opened.name, opened.host, opened.branch) == ("clone", None, "main")
    assert (opened.is_shallow, opened.is_partial) == (False, False)
    assert steps(clone) == [("web", "1.0.0", "2.0.0")]


def test_a_shallow_clone_says_so_and_gives_what_it_has(tmp_path: Path) -> None:
    source = one_update(tmp_path / "source.git", OLD, NEW, TITLE)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{source}", str(clone))
    assert open_clone(clone, environment=ENVIRONMENT).is_shallow
    assert [seen.number for seen in history(clone)] == [7]


@pytest.mark.parametrize(
    ("remote", "host", "name"),
    [
        ("https://github.com/ada/homelab", "github.com", "ada/homelab"),
        ("https://u:p@ghe.acme.example:8443/ada/homelab.git/", "ghe.acme.example", "ada/homelab"),
        ("git@github.com:ada/homelab.git", "github.com", "ada/homelab"),
        ("ssh://git@gitlab.acme.example:2222/a/b/c.git", "gitlab.acme.example", "a/b/c"),
        ("/srv/git/homelab.git", None, "here"),
        ("../homelab.git", None, "here"),
    ],
)
def test_the_remote_tells_host_and_name(
    tmp_path: Path, remote: str, host: str | None, name: str
) -> None:
    repository = Repository(tmp_path / "here.git", remote=remote)
    repository.commit("start")
    opened = open_clone(repository.write(), environment=ENVIRONMENT)
    assert (opened.host, opened.name) == (host, name)
