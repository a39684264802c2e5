"""What `why` does: the store's evidence in, an answer out; wiring only."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from renovate_kit.errors import InputError
from renovate_kit.reports.dependency_report import DependencyReport
from renovate_kit.reports.narration.dependency import answer
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.known_repositories import known_repositories

__all__ = ["explain_dependency"]

_MOST_NAMES: Final = 5


def explain_dependency(
    store: Store, name: str, *, repositories: Sequence[str] = ()
) -> DependencyReport:
    """Return why a dependency has no pull request, or what became of it.

    Args:
        store: what is known.
        name: `depName` or `packageName`, in upper or lower case; its last part will do, if only
            one dependency's name ends so (`linkding` for `sissbruecker/linkding`).
        repositories: only these, in any case; empty means all.

    Raises:
        InputError: no run has such a dependency, or the store does not know a repository.
        StoreError: the store can't be read.
    """
    known = known_repositories(store, repositories)
    names = store.dependency_names()
    name = _full_name(name, names)
    evidence = store.dependency_evidence(name, known)
    is_known = any(name.casefold() == each.casefold() for each in names)
    telling = [x for x in evidence if is_known or not (x.shows_dependencies or x.shows_branches)]
    if not telling:
        raise _not_found(name, names, repositories=known, is_known=is_known)
    return DependencyReport(name=name, answers=tuple(answer(each, name) for each in telling))


def _full_name(name: str, names: Sequence[str]) -> str:
    wanted = name.casefold()
    if any(each.casefold() == wanted for each in names):
        return name
    ending = [each for each in names if each.casefold().endswith(f"/{wanted}")]
    return ending[0] if len(ending) == 1 else name


def _not_found(
    name: str, names: Sequence[str], *, repositories: Sequence[str], is_known: bool
) -> InputError:
    where = f" in {', '.join(repositories)}" if repositories else ""
    if is_known:
        message = f"the last run has no dependency {name!r}{where} any more, or not there"
        return InputError(message, hint="`renovate-kit runs` lists the runs on record")
    likely = _likely(name, names)
    if likely:
        return InputError(
            f"no dependency {name!r} is on record{where}",
            hint=f"did you mean {' or '.join(likely)}?",
        )
    hint = (
        "check the name; it is Renovate's depName or packageName"
        if names
        else "put logs of level debug into the store first, with `renovate-kit ingest`"
    )
    return InputError(f"no dependency {name!r} is on record{where}", hint=hint)


def _likely(name: str, names: Sequence[str]) -> list[str]:
    """Return names that hold what was given, the shortest first, then those that look alike."""
    wanted = name.casefold()
    holding = sorted((x for x in names if wanted in x.casefold()), key=len)
    folded = {each.casefold(): each for each in names}
    short = {each.rpartition("/")[2].casefold(): each for each in names}
    alike = [folded[x] for x in get_close_matches(wanted, folded, n=_MOST_NAMES)]
    alike += [short[x] for x in get_close_matches(wanted, short, n=_MOST_NAMES)]
    return list(dict.fromkeys([*holding, *alike]))[:_MOST_NAMES]
