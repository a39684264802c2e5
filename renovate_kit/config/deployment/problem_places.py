"""Where findings about what Renovate runs with belong, and words that they have in common."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.deployment.amendments import renamed, rewritten
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.rule import DeploymentFinding, DeploymentSubject
from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.effective.problems import Problem, ProblemKind

__all__ = [
    "container_place",
    "end_of",
    "may_be_set_elsewhere",
    "name_finding",
    "name_value",
    "option_place",
    "place_of_value",
    "problems_of",
    "renaming",
    "shown_value",
    "written_objects",
]

_LONGEST_SHOWN: Final = 40


def problems_of(subject: DeploymentSubject, *kinds: ProblemKind) -> Iterator[Problem]:
    """Yield the problems of some kinds, in Renovate's order."""
    return (problem for problem in subject.effective.problems if problem.kind in kinds)


def place_of_value(subject: DeploymentSubject, problem: Problem) -> Origin:
    """Return where the value was written that a problem is about.

    For what nobody wrote, that is the container.
    """
    return problem.origin or container_place(subject.deployment)


def container_place(deployment: Deployment) -> Origin:
    """Return the place that stands for the container as a whole: its name, or its image."""
    container = deployment.container
    named = container.at("name") or container.at("image") or container
    return named.origin


def option_place(subject: DeploymentSubject, *names: str) -> Origin:
    """Return where the first of some options was set; the container if nobody set one."""
    options = subject.effective.options
    found = (options[name].source.origin for name in names if name in options)
    return next((each for each in found if each), container_place(subject.deployment))


def name_finding(
    subject: DeploymentSubject, problem: Problem, message: str, help_: str, fix: Fix | None = None
) -> DeploymentFinding:
    """Return a finding about the name of a variable, where that name was written."""
    origin, at_key = _place_of_name(subject, problem)
    return DeploymentFinding(origin=origin, at_key=at_key, message=message, help=help_, fix=fix)


def renaming(
    subject: DeploymentSubject, name: str, new: str, *, is_safe: bool = False
) -> Fix | None:
    """Return the fix that gives a variable another name; None where that can't be done in place.

    That is so in an encrypted file, and for a variable that has the new name already.
    """
    deployment = subject.deployment
    if new in deployment.environment:
        return None
    for origin in _origins_of_name(deployment, name):
        fix = renamed(origin, name, new, is_safe=is_safe)
        fix = fix or rewritten(origin, name, new, is_safe=is_safe)
        if fix is not None:
            return fix
    return None


def name_value(deployment: Deployment, name: str) -> LocatedValue | None:
    """Return the `name` of the variable in the container's own `env`; None if it is not there.

    What stands there wins over all that `envFrom` brings.
    """
    found = [item.at("name") for item in deployment.container.items("env")]
    return next((each for each in reversed(found) if each and each.content == name), None)


def written_objects(deployment: Deployment) -> Iterator[LocatedValue]:
    """Yield the objects that belong to a deployment and that somebody wrote, not a chart."""
    chart = deployment.chart
    for item in deployment.related:
        if chart is None or not _is_in(item.origin, chart.origin):
            yield item


def _is_in(inner: Origin, outer: Origin) -> bool:
    is_same_file = inner.document is outer.document
    return is_same_file and outer.span.start <= inner.span.start < outer.span.end


def may_be_set_elsewhere(subject: DeploymentSubject) -> bool:
    """Return whether options may be set by something that was not read.

    Then nothing can be said about what is not set.
    """
    return subject.deployment.has_unknown_variables or bool(subject.effective.unknown_sources)


def shown_value(problem: Problem) -> str:
    """Return the value of a problem for a message: in backticks, shortened; empty if unknown."""
    if problem.value is None or "\n" in problem.value:
        return ""
    value = problem.value
    short = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
    return f"`{short}`"


def end_of(problem: Problem) -> str:
    """Return what comes of a problem at which Renovate ends: `Renovate ends with exit code 2`."""
    if problem.exit_code is None:
        return "Renovate goes on without it"
    return f"Renovate ends with exit code {problem.exit_code} before it does anything"


def _place_of_name(subject: DeploymentSubject, problem: Problem) -> tuple[Origin, bool]:
    """Return where the name of a variable was written, and whether that is a key."""
    origins = tuple(_origins_of_name(subject.deployment, problem.name))
    for origin in origins:
        text, key, span = origin.document.text, origin.key_span, origin.span
        if key is not None and text[key.start : key.end].strip("\"'") == problem.name:
            return origin, True
        if problem.name in text[span.start : span.end]:
            return origin, False
    return next(iter(origins), place_of_value(subject, problem)), True


def _origins_of_name(deployment: Deployment, name: str) -> Iterator[Origin]:
    """Yield the places that may have the name of a variable, as a key or as a value."""
    written = name_value(deployment, name)
    if written is not None:
        yield written.origin
    entry = deployment.environment.get(name)
    if entry is not None:
        yield entry.origin
