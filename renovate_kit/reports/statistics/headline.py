"""The first sentence of a report."""

from collections.abc import Sequence

from renovate_kit.reports.report import Period, RepositoryReport, RunSummary

__all__ = ["write_headline"]


def write_headline(
    repositories: Sequence[RepositoryReport],
    *,
    runs: RunSummary,
    period: Period,
    attention_count: int,
) -> str:
    """Return what happened, what is open and whether anything needs a person, in one sentence."""
    when = "this week" if period.is_week else f"in {period.name}"
    if not runs.total:
        return f"No run of Renovate is on record {when}."
    is_known = all(part.open_pull_requests is not None for part in repositories)
    needs = _needs(attention_count, is_known=is_known)
    if not repositories:
        return f"Renovate reached no repository {when}; {needs}."
    created = sum(part.pull_requests.created for part in repositories)
    merged = sum(part.pull_requests.automerged for part in repositories)
    opened = f"opened {_count(created, 'pull request')} on {_where(repositories)} {when}"
    merging = f" and merged {merged} by itself" if merged else ""
    return f"Renovate {opened}{merging}; {_open(repositories)}, {needs}."


def _where(repositories: Sequence[RepositoryReport]) -> str:
    if len(repositories) == 1:
        return repositories[0].repository
    return f"{len(repositories)} repositories"


def _open(repositories: Sequence[RepositoryReport]) -> str:
    known = [
        part.open_pull_requests for part in repositories if part.open_pull_requests is not None
    ]
    if not known:
        return "how many are open is unknown"
    total = sum(map(len, known))
    security = sum(each.is_security for part in known for each in part)
    least = "at least " if len(known) < len(repositories) else ""
    are = "is" if total == 1 else "are"
    fixing = f" ({security} for security)" if security else ""
    return f"{least}{total or 'none'} {are} open{fixing}"


def _needs(attention_count: int, *, is_known: bool) -> str:
    match attention_count:
        case 0:
            return "nothing needs you" if is_known else "nothing that these logs show needs you"
        case 1:
            return "1 thing needs you"
        case _:
            return f"{attention_count} things need you"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
