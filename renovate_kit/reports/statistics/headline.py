"""The first sentence of a report."""

from collections.abc import Sequence

from renovate_kit.reports.report import Attention, Period, RepositoryReport, RunSummary

__all__ = ["write_headline"]


def write_headline(
    repositories: Sequence[RepositoryReport],
    *,
    runs: RunSummary,
    period: Period,
    bot_attention: Sequence[Attention],
    asked_for: Sequence[str] = (),
) -> str:
    """Return what happened, what is open and whether anything needs a person, in one sentence.

    Args:
        repositories: of the period.
        runs: all runs of the period.
        period: what to call it.
        bot_attention: what needs a person and belongs to no repository.
        asked_for: the repositories that the report is limited to, if any.
    """
    when = period.called
    if not runs.total and not any(part.is_from_forge for part in repositories):
        on = f" on {' or '.join(asked_for)}" if asked_for else ""
        return _silent(runs, f"{on} {when}".lstrip())
    others = len(bot_attention) + sum(len(part.attention) for part in repositories)
    if not repositories:
        return f"Renovate reached no repository {when}; {_needs(others, is_known=False)}."
    created = sum(part.pull_requests.created for part in repositories)
    merged = sum(part.pull_requests.automerged for part in repositories)
    opened = f"opened {_count(created, 'pull request')} on {_where(repositories)} {when}"
    merging = f" and merged {merged} by itself" if merged else ""
    merging += _merged_by_others(repositories, has_more=bool(merged))
    unseen = "" if runs.total else _unseen(asked_for)
    return f"Renovate {opened}{merging}; {_open(repositories, others)}{unseen}."


def _merged_by_others(repositories: Sequence[RepositoryReport], *, has_more: bool) -> str:
    """Return what forges know; what is only likely is left to the answers below."""
    told = [part.pull_requests for part in repositories if part.is_from_forge]
    by_people = sum(counts.merged_by_person or 0 for counts in told)
    by_somebody = sum(counts.merged_by_unknown for counts in told)
    said = f", people merged {by_people}" if by_people else ""
    if by_somebody:
        more = " more" if by_people or has_more else ""
        said += f", and {by_somebody}{more} {'was' if by_somebody == 1 else 'were'} merged"
    return said


def _unseen(asked_for: Sequence[str]) -> str:
    """Return that only a forge tells of the period: there is no run, not even on others."""
    on = f" on {' or '.join(asked_for)}" if asked_for else ""
    return f"; no run of Renovate{on} is on record for that time"


def _silent(runs: RunSummary, when: str) -> str:
    if runs.last_started_before is None:
        return f"No run of Renovate is on record {when}."
    if runs.silent_since is None:
        return f"Renovate did not run {when}, and was not due to yet."
    if not runs.gaps:
        return f"Renovate did not run {when}."
    missed = _count(runs.gaps[-1].missed_runs, "run")
    return f"Renovate did not run {when}: {missed} should have followed its last one."


def _where(repositories: Sequence[RepositoryReport]) -> str:
    seen = [part for part in repositories if part.runs.total or part.is_from_forge] or repositories
    return seen[0].repository if len(seen) == 1 else f"{len(seen)} repositories"


def _open(repositories: Sequence[RepositoryReport], attention_count: int) -> str:
    """Return how many pull requests are open, and apart from them how much needs a person."""
    known = [part for part in repositories if part.open_pull_requests is not None]
    is_known = len(known) == len(repositories)
    if not known:
        return f"how many are open is unknown, {_needs(attention_count, is_known=False)}"
    opened = [each for part in known for each in part.open_pull_requests or ()]
    security = sum(each.is_security for each in opened)
    least = "" if is_known else "at least "
    are = "is" if len(opened) == 1 else "are"
    fixing = f" ({security} for security)" if security else ""
    said = f"{least}{len(opened) or 'none'} {are} open{fixing}"
    pressing = sum(_needing(part) for part in known)
    if not pressing:
        return f"{said}, {_needs(attention_count, is_known=is_known, other=bool(opened))}"
    others = attention_count - sum(_about_open(part) for part in known)
    they = "it needs" if len(opened) == 1 else f"{pressing} of them {_need(pressing)}"
    also = f", and so {'does' if others == 1 else 'do'} {_count(others, 'other thing')}"
    return f"{said}, {they} attention{also if others else ''}"


def _about_open(part: RepositoryReport) -> int:
    """Return how many things that need a person are about pull requests that are open."""
    numbers = {each.number for each in part.open_pull_requests or ()}
    return sum(each.pull_request in numbers for each in part.attention)


def _needing(part: RepositoryReport) -> int:
    """Return how many pull requests that are open need a person."""
    numbers = {each.number for each in part.open_pull_requests or ()}
    return len(numbers & {each.pull_request for each in part.attention})


def _needs(attention_count: int, *, is_known: bool, other: bool = False) -> str:
    if attention_count:
        things = _count(attention_count, "other thing" if other else "thing")
        return f"{things} {_need(attention_count)} attention"
    return "nothing needs attention" if is_known else "nothing that these logs show needs attention"


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
