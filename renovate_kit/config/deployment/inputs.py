"""A deployment -> what its Renovate process is started with."""

from collections.abc import Iterator

from renovate_kit.config.deployment.command import Command, command_of
from renovate_kit.config.deployment.config_files import config_documents, working_directory
from renovate_kit.config.deployment.environment import ENV_FROM_REFERENCES, expanded_words
from renovate_kit.config.deployment.expansion import expand
from renovate_kit.config.deployment.held_data import held_data
from renovate_kit.config.deployment.model import Deployment, EnvironmentEntry, Holder
from renovate_kit.config.deployment.recognition import JOB_KIND
from renovate_kit.config.deployment.volumes import unknown_folders
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.effective.inputs import Argument, EnvironmentVariable, Inputs

__all__ = ["effective_inputs", "started_command"]


def effective_inputs(deployment: Deployment) -> Inputs:
    """Return the environment, arguments and config files of a deployment's Renovate."""
    command = started_command(deployment)
    return Inputs(
        environment=(
            *map(_variable, deployment.environment.values()),
            *_assigned(command, deployment),
        ),
        arguments=tuple(_argument(word, deployment) for word in command.arguments),
        files=config_documents(deployment),
        working_directory=working_directory(deployment),
        unknown_folders=unknown_folders(deployment),
        unknown_variables=tuple(_unknown(command, deployment)),
    )


def started_command(deployment: Deployment) -> Command:
    """Return how the container starts Renovate, with `$(VAR)` replaced where it is known."""
    values = {name: entry.value for name, entry in deployment.environment.items()}
    command = expanded_words(deployment.container.items("command"), values)
    return command_of(command, deployment.arguments)


def _variable(entry: EnvironmentEntry) -> EnvironmentVariable:
    return EnvironmentVariable(
        name=entry.name,
        value=entry.value,
        origin=entry.origin,
        is_secret=entry.is_secret,
        label=_label(entry),
    )


def _label(entry: EnvironmentEntry) -> str:
    if entry.holder in {Holder.CONFIG_MAP, Holder.SECRET}:
        return f"{entry.holder.value} {entry.holder_name or ''}".rstrip()
    return "env" if entry.holder is Holder.ENV else entry.holder.value


def _argument(word: LocatedValue, deployment: Deployment) -> Argument:
    text = str(word.content)
    secrets: dict[str, str | None] = {
        name: None for name, entry in deployment.environment.items() if entry.is_secret
    }
    return Argument(text=text, origin=word.origin, is_secret=bool(expand(text, secrets).unknown))


def _assigned(command: Command, deployment: Deployment) -> Iterator[EnvironmentVariable]:
    """Yield the variables that a shell sets, to what can't be known."""
    origin = deployment.container.origin if command.script is None else command.script.origin
    for name in command.assigned:
        yield EnvironmentVariable(name=name, value=None, origin=origin, label="command")


def _unknown(command: Command, deployment: Deployment) -> Iterator[str]:
    """Yield what may set more than is known."""
    if deployment.has_unknown_variables:
        holders = tuple(_unknown_holders(deployment))
        yield from holders
        chart = deployment.chart
        if chart is not None and (not holders or chart.text("kind") == JOB_KIND):
            yield f"{chart.text('kind')} {chart.text('metadata', 'name') or ''}".rstrip()
    if command.sets_unknown or not command.is_known:
        yield "command"


def _unknown_holders(deployment: Deployment) -> Iterator[str]:
    held = {
        (data.holder, data.name): data for item in deployment.related for data in held_data(item)
    }
    for item in deployment.container.items("envFrom"):
        for holder, reference in ENV_FROM_REFERENCES.items():
            name = item.text(reference, "name")
            data = None if name is None else held.get((holder, name))
            if name is not None and (data is None or data.has_unknown_keys):
                yield f"{holder.value} {name}"
