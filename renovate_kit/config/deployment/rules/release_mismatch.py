"""The rule `release-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import name_value
from renovate_kit.config.deployment.releases import (
    WrittenOption,
    availability_in,
    written_options,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.options.history import Availability, option_history

__all__ = ["ReleaseMismatch"]

_NOT_THERE = frozenset({Availability.NO_LONGER, Availability.NOT_YET, Availability.UNCLEAR})


class ReleaseMismatch(DeploymentRule):
    """The image's release of Renovate does not have an option yet, or no longer.

    An option that a release does not know changes nothing. Renovate ignores its environment
    variable without a word, and warns of its key in a config file in a log that nobody reads.
    Pin an image of a release that has the option, or do without it. Which releases have it is
    known for one release of each major since 37; between two of them it may have come or gone
    at any time. Of variables whose option was renamed or removed, `outdated-variable` speaks.

    Source: `getOptions` in `lib/config/options/index.ts` of the releases.
    """

    code = "RK780"
    name = "release-mismatch"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_COMMIT_HOURLY_LIMIT=2")),
        wanted(with_variables("RENOVATE_GIT_URL=endpoint").replace("44.121.2", "36.0.0")),
        wanted(with_variables("RENOVATE_COMMIT_HOURLY_LIMIT=2").replace("44.121.2", "latest")),
    )
    invalid: ClassVar = (
        unwanted(
            with_variables("RENOVATE_COMMIT_HOURLY_LIMIT=2").replace("44.121.2", "42.5.0"),
            at="RENOVATE_COMMIT_HOURLY_LIMIT",
        ),
        unwanted(
            with_config_map("RENOVATE_INTERNAL_HOST_ACCESS: warn").replace("44.121.2", "43.5-full"),
            at="RENOVATE_INTERNAL_HOST_ACCESS",
        ),
        unwanted(
            with_variables('RENOVATE_CONFIG={"commitHourlyLimit": 2}').replace("44.121.2", "42"),
            at='\\"commitHourlyLimit\\"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every option that the image's Renovate does not have."""
        deployment = subject.deployment
        for written in written_options(subject):
            found, version = availability_in(deployment.release, written.name, subject.catalogue)
            if found not in _NOT_THERE:
                continue
            named = name_value(deployment, written.label) if written.is_variable else None
            entry = deployment.environment.get(written.label) if written.is_variable else None
            origin = written.origin or (entry.origin if entry is not None else None)
            if origin is not None:
                yield DeploymentFinding(
                    origin=named.origin if named is not None else origin,
                    at_key=named is None,
                    message=_message(written, found, version),
                    help=_help(written, found),
                    severity=Severity.INFO if found is Availability.UNCLEAR else None,
                )


def _message(written: WrittenOption, found: Availability, version: str) -> str:
    option = f"`{written.name}`"
    effect = f"`{written.label}` sets nothing" if written.is_variable else "it sets nothing"
    match found:
        case Availability.NOT_YET:
            return f"Renovate {version} does not have {option} yet: {effect}"
        case Availability.NO_LONGER:
            return f"Renovate {version} no longer has {option}: {effect}"
        case _:
            return f"Renovate {version} may not have {option}; then {effect}"


def _help(written: WrittenOption, found: Availability) -> str:
    having = option_history().releases_with(written.name)
    if found is Availability.NO_LONGER:
        return f"remove it; of the releases that are known, {having[-1]} was the last one with it"
    without = [each for each in option_history().releases if each not in having]
    known = f"of the releases that are known, {having[0]} is the first one with it"
    if found is Availability.NOT_YET:
        return f"pin a newer image, or remove it; {known}"
    came = option_history().releases[-1] in having
    return f"{known if came else f'{having[-1]} is the last one with it'}, {without[-1]} has it not"
