"""Why a dependency has no pull request, or what became of it, by the evidence of a run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from renovate_kit.reports.dependency_report import (
    DependencyAnswer,
    DependencyState,
    Outcome,
    Place,
)
from renovate_kit.reports.events import (
    BranchSeen,
    DependencySeen,
    LimitReached,
    LogDetail,
    UpdateFound,
    VulnerabilitySeen,
)
from renovate_kit.reports.narration.deeds import PULL_REQUEST_WORDS
from renovate_kit.reports.narration.failures import branch_cause
from renovate_kit.reports.narration.held import by_limits, is_held, upgrade_words
from renovate_kit.reports.narration.unknowns import DEBUG_SETTING
from renovate_kit.reports.problems.catalogue import explain
from renovate_kit.reports.problems.results import result_meaning
from renovate_kit.reports.statistics.reasons import CLOSED, reason_of
from renovate_kit.reports.statistics.skip_reasons import skip_reason
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR, is_failure, is_skipped
from renovate_kit.reports.store.dependency_rows import DependencyEvidence

__all__ = ["answer"]

_LOOK: Final = "look at the log of the last run for it"
_LOOKUP_FAILED: Final = "Package lookup failures"
_MOST_NOTES: Final = 8
_MOST_DEEDS: Final = 3
_NO_LIMIT: Final = "a limit was reached"


def answer(evidence: DependencyEvidence, name: str) -> DependencyAnswer:
    """Return what became of a dependency in a repository.

    Args:
        evidence: what the last run that tells tells of it.
        name: as asked for.
    """
    outcomes = [_of_branch(evidence, branch, name) for branch in evidence.branches]
    outcomes += _of_places(evidence)
    if not outcomes:
        outcomes.append(_of_nothing(evidence))
    return DependencyAnswer(
        repository=evidence.repository,
        run_id=evidence.run_id,
        started_at=evidence.started_at,
        is_latest=evidence.is_latest,
        shows_debug=evidence.detail is LogDetail.DEBUG,
        outcomes=tuple(outcomes),
        notes=tuple(dict.fromkeys(_notes(evidence)))[:_MOST_NOTES],
    )


def _of_branch(evidence: DependencyEvidence, branch: BranchSeen, name: str) -> Outcome:
    state, headline, because, what_to_do = _standing(evidence, branch)
    reason = by_limits(reason_of(branch.result, branch.blocked_by), evidence.limits)
    own = [each for each in branch.upgrades if _is_about(name, each.dep_name, each.package_name)]
    files = {upgrade.package_file for upgrade in own}
    return Outcome(
        state=state,
        headline=headline,
        because=because,
        what_to_do=what_to_do,
        options=reason.options if state in _GOVERNED else (),
        word=branch.result,
        branch=branch.branch,
        pull_request=branch.pull_request,
        updates=tuple(dict.fromkeys(map(upgrade_words, own or branch.upgrades))),
        places=tuple(_place(x) for x in evidence.dependencies if x.package_file in files),
    )


_GOVERNED: Final = frozenset({DependencyState.HELD_BACK, DependencyState.CLOSED_BY_PERSON})


def _standing(
    evidence: DependencyEvidence, branch: BranchSeen
) -> tuple[DependencyState, str, str, str]:
    """Return state, headline, reason and what to do."""
    reason = by_limits(reason_of(branch.result, branch.blocked_by), evidence.limits)
    number = f" #{branch.pull_request}" if branch.pull_request is not None else ""
    match branch.result:
        case "automerged":
            return DependencyState.MERGED, "Renovate merged it", "automerge is on", "nothing"
        case result if result == BRANCH_ERROR:
            said = _why_failed(evidence, branch) or (reason.words, reason.what_to_do)
            return DependencyState.FAILED, "Renovate failed on its branch", *said
        case result if result == CLOSED:
            headline = f"a person closed its pull request{number}"
            return DependencyState.CLOSED_BY_PERSON, headline, reason.words, reason.what_to_do
        case _ if is_held(branch):
            open_one = f"its pull request{number} is there, but does not move" if number else ""
            headline = open_one or "it is held back"
            return DependencyState.HELD_BACK, headline, reason.words, reason.what_to_do
        case _:
            headline = f"its pull request{number} is open"
            because = "there is an update, and Renovate opened a pull request for it"
            return DependencyState.PULL_REQUEST_OPEN, headline, because, "review and merge it"


def _why_failed(evidence: DependencyEvidence, branch: BranchSeen) -> tuple[str, str] | None:
    cause = branch_cause(branch.branch, evidence.problems)
    if cause is None:
        return None
    said = explain(cause.message, cause.detail)
    words = f"{cause.message}: {cause.detail}".removesuffix(": ")
    return f"{said.means} ({words})", said.remedy


def _of_places(evidence: DependencyEvidence) -> list[Outcome]:
    """Return what became of the places that no branch updates, one for each reason."""
    covered = {upgrade.package_file for branch in evidence.branches for upgrade in branch.upgrades}
    groups: defaultdict[Outcome, list[Place]] = defaultdict(list)
    for dependency in evidence.dependencies:
        if not evidence.branches or dependency.package_file not in covered:
            groups[_of_place(evidence, dependency)].append(_place(dependency))
    return [_at(outcome, places) for outcome, places in groups.items()]


def _at(outcome: Outcome, places: Iterable[Place]) -> Outcome:
    return Outcome(
        state=outcome.state,
        headline=outcome.headline,
        because=outcome.because,
        what_to_do=outcome.what_to_do,
        options=outcome.options,
        word=outcome.word,
        updates=outcome.updates,
        places=tuple(dict.fromkeys(places)),
    )


def _of_place(evidence: DependencyEvidence, dependency: DependencySeen) -> Outcome:
    if dependency.skip_reason is not None:
        said = skip_reason(dependency.skip_reason)
        return Outcome(
            state=DependencyState.SKIPPED,
            headline=f"Renovate skips it ({dependency.skip_reason})",
            because=said.means,
            what_to_do=said.what_to_do,
            options=said.options,
            word=dependency.skip_reason,
        )
    if evidence.lookup_failures or any(map(_is_failed_lookup, dependency.warnings)):
        return _lookup_failed(evidence, dependency.warnings)
    if dependency.updates is None:
        return _not_looked_up(evidence)
    if dependency.updates:
        return _without_branch(dependency.updates)
    current = dependency.current_version or dependency.current_value or dependency.current_digest
    return Outcome(
        state=DependencyState.UP_TO_DATE,
        headline="it is up to date" + (f" ({current})" if current else ""),
        because="Renovate looked it up and found no newer version that it may propose",
        what_to_do="nothing; if you know of a newer one, look at allowedVersions, ignoreUnstable "
        "and the versioning",
    )


def _is_failed_lookup(warning: str) -> bool:
    return "Failed to look up" in warning or "no-result" in warning


def _lookup_failed(evidence: DependencyEvidence, warnings: Sequence[str] = ()) -> Outcome:
    failures = evidence.lookup_failures
    reasons = [x.reason for x in failures if x.reason] or list(warnings)
    said = "; ".join(dict.fromkeys(reasons))
    detail = next((x.detail for x in evidence.problems if x.message == _LOOKUP_FAILED), "")
    return Outcome(
        state=DependencyState.LOOKUP_FAILED,
        headline="its lookup failed",
        because=f"Renovate found no versions of it: {said or 'no reason is given'}",
        what_to_do=explain(_LOOKUP_FAILED, detail).remedy,
        word=next((x.reason for x in failures if x.reason), None),
    )


def _not_looked_up(evidence: DependencyEvidence) -> Outcome:
    result = evidence.turn.result
    failed = result is not None and (is_failure(result) or is_skipped(result))
    said = result_meaning(result) if result is not None and failed else None
    return Outcome(
        state=DependencyState.NOT_LOOKED_UP,
        headline="it was not looked up",
        because=f"the run ended with {result}: {said.meaning}"
        if said
        else "the log does not say why",
        what_to_do=said.remedy if said else _LOOK,
        word=result,
    )


def _without_branch(updates: Sequence[UpdateFound]) -> Outcome:
    words = tuple(dict.fromkeys(map(_update_words, updates)))
    if all(update.pending_checks for update in updates):
        reason = reason_of("pending", None)
        return Outcome(
            state=DependencyState.HELD_BACK,
            headline="it is held back",
            because=reason.words,
            what_to_do=reason.what_to_do,
            options=reason.options,
            word="pending",
            updates=words,
        )
    return Outcome(
        state=DependencyState.NO_BRANCH,
        headline="there is an update, but no branch for it",
        because="Renovate found the update, and its list of branches does not have it",
        what_to_do=_LOOK,
        updates=words,
    )


def _update_words(update: UpdateFound) -> str:
    new = update.new_version or update.new_value or update.new_digest or "?"
    kind = f" ({update.update_type})" if update.update_type else ""
    age = "" if update.age_days is None else f", {update.age_days} days old"
    return f"→ {new}{kind}{age}"


def _of_nothing(evidence: DependencyEvidence) -> Outcome:
    """Return what there is to say where neither branches nor places show the dependency."""
    result = evidence.turn.result
    if evidence.lookup_failures:
        return _lookup_failed(evidence)
    if evidence.shows_dependencies or evidence.shows_branches:
        return Outcome(
            state=DependencyState.UP_TO_DATE if not evidence.problems else DependencyState.UNKNOWN,
            headline="no branch updates it",
            because="the last run has no branch for it, and its log does not list it",
            what_to_do=_LOOK,
        )
    if result is not None and (is_failure(result) or is_skipped(result)):
        return _not_looked_up(evidence)
    return Outcome(
        state=DependencyState.UNKNOWN,
        headline="unknown: no log on record shows the dependencies of this repository",
        because="logs at level info list neither dependencies nor updates that wait",
        what_to_do=f"set {DEBUG_SETTING}, or reportType=file, and take the next log into the store",
    )


def _notes(evidence: DependencyEvidence) -> Iterator[str]:
    if not evidence.is_latest:
        level = evidence.latest_detail.value
        yield (
            f"run {evidence.latest_run_id} is later, but its log (level {level}) "
            "shows no dependencies"
        )
    yield from _advisories(evidence.vulnerabilities)
    for dependency in evidence.dependencies:
        yield from _warnings(dependency)
    for failed in evidence.artifact_failures:
        yield f"{failed.file} could not be updated on {failed.branch}: {failed.reason}"
    if any(map(is_held, evidence.branches)):
        yield from map(_limit, evidence.limits)
    for deed in evidence.earlier_pull_requests[-_MOST_DEEDS:]:
        number = f" #{deed.number}" if deed.number is not None else ""
        what = f"{PULL_REQUEST_WORDS[deed.action]}{number} {deed.title or deed.branch}"
        yield f"run {deed.run_id} {what}"


def _advisories(vulnerabilities: Iterable[VulnerabilitySeen]) -> Iterator[str]:
    for seen in vulnerabilities:
        names = ", ".join(seen.ids) or "an advisory"
        level = f"{seen.severity} " if seen.severity else ""
        mended = f"mended in {seen.fixed_version}" if seen.fixed_version else "no fix is known"
        yield f"{level}vulnerability {names}: {mended}"


def _warnings(dependency: DependencySeen) -> Iterator[str]:
    if dependency.deprecation:
        yield f"deprecated: {dependency.deprecation}"
    if dependency.abandoned:
        yield "it seems abandoned: no release for a long time"
    if dependency.replacement:
        yield f"Renovate suggests {dependency.replacement} in its place"


def _limit(limit: LimitReached) -> str:
    count = "" if limit.current is None else f": {limit.current} of {limit.allowed or '?'}"
    return f"{limit.limit or _NO_LIMIT}{count}"


def _place(dependency: DependencySeen) -> Place:
    return Place(
        manager=dependency.manager,
        package_file=dependency.package_file,
        base_branch=dependency.base_branch,
        datasource=dependency.datasource,
        current=dependency.current_version or dependency.current_value or dependency.current_digest,
        released_at=dependency.released_at,
    )


def _is_about(name: str, *names: str | None) -> bool:
    return name.casefold() in {each.casefold() for each in names if each}
