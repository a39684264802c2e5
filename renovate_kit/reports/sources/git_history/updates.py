"""What a merged pull request updated, by its title and by what it changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.reports.events.pull_requests import Evidence, PullRequestUpdate
from renovate_kit.reports.sources.git_history.steps import Step
from renovate_kit.reports.sources.pull_requests import update_type_between

__all__ = ["updates_of"]

_MOST: Final = 2000
_PREFIX: Final = "v=<>~^ "
_SHORTEST_DIGEST: Final = 6
_LOCK_FILE_MAINTENANCE: Final = "lockFileMaintenance"


def updates_of(
    told: PullRequestUpdate | None, steps: Sequence[Step]
) -> tuple[PullRequestUpdate, ...]:
    """Join the update that a title names with the steps of the changed files.

    A title that names one dependency is right about it: other changes follow from the update
    (generated files, lock files, what the dependency itself contains). The steps then tell the
    old value, the new one as written, and the file. Any other title leaves it to the steps, of
    which those count whose dependency is certain, lock files excluded.

    Args:
        told: by the title.
        steps: of all files.
    """
    if told is None:
        return _distinct(_update(each) for each in steps if each.sure and not each.locked)
    if told.update_type == _LOCK_FILE_MAINTENANCE:
        return (told,)
    matching = _matching(told, steps)
    if not matching:
        return (told,)
    return _distinct(_joined(told, each) for each in matching)


def _matching(told: PullRequestUpdate, steps: Sequence[Step]) -> list[Step]:
    """Return the steps of the dependency: by its name, by the end of it, else by the version."""
    by: tuple[Callable[[Step], bool], ...] = (
        lambda step: step.sure and _same_name(step.name, told.dep_name),
        lambda step: step.sure and _related(step.name, told.dep_name),
        lambda _: told.new is not None,
    )
    for in_lock_files in (False, True):
        part = [step for step in steps if step.locked is in_lock_files]
        for is_its in by:
            found = [step for step in part if is_its(step) and _same_value(told, step)]
            if found:
                return found
    # What was merged counts, even if the title is of an earlier or later state of the branch.
    return [step for step in steps if by[0](step) and not step.locked]


def _same_name(one: str, other: str) -> bool:
    return _normal(one) == _normal(other)


def _normal(name: str) -> str:
    return name.lower().removeprefix("docker.io/").removeprefix("library/").replace("_", "-")


def _related(one: str, other: str) -> bool:
    """Say whether one name ends in the other: `prometheus/prometheus` with a host or without."""
    first, second = _normal(one), _normal(other)
    if first.endswith("/" + second) or second.endswith("/" + first):
        return True
    return first.rpartition("/")[2] == second.rpartition("/")[2]


def _same_value(told: PullRequestUpdate, step: Step) -> bool:
    if told.new is None:
        return True
    new, expected = step.new.lower().lstrip(_PREFIX), told.new.lower().lstrip(_PREFIX)
    if step.kind in {"digest", "pinDigest"}:
        common = min(len(new), len(expected))
        return common >= _SHORTEST_DIGEST and new[:common] == expected[:common]
    if told.update_type in {"digest", "pinDigest"}:
        return False
    return new == expected or new.startswith((expected + "-", expected + "+", expected + ","))


def _joined(told: PullRequestUpdate, step: Step) -> PullRequestUpdate:
    update = _update(step)
    # A title in lower case has lost the capitals of a name; a file has them.
    name = step.name if step.sure and step.name.lower() == told.dep_name.lower() else told.dep_name
    return replace(
        update,
        dep_name=name,
        update_type=told.update_type or update.update_type,
        replacement=told.replacement,
    )


def _update(step: Step) -> PullRequestUpdate:
    return PullRequestUpdate(
        dep_name=step.name,
        update_type=step.kind or update_type_between(step.current, step.new),
        current=step.current,
        new=step.new,
        package_file=step.path,
        evidence=Evidence.DIFF,
    )


def _distinct(updates: Iterable[PullRequestUpdate]) -> tuple[PullRequestUpdate, ...]:
    """Return each step of a dependency once; it goes by the first file that has it."""
    found: dict[tuple[str, str | None, str | None], PullRequestUpdate] = {}
    for each in updates:
        found.setdefault((each.dep_name, each.current, each.new), each)
        if len(found) >= _MOST:
            break
    return tuple(found.values())
