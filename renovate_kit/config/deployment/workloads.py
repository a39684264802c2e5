"""Which objects of a source run Renovate, and what the cluster adds to each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.command import Command, command_of
from renovate_kit.config.deployment.elsewhere import Elsewhere
from renovate_kit.config.deployment.environment import (
    Environment,
    environment_of,
    expanded_words,
)
from renovate_kit.config.deployment.image import release_of
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import (
    Deployment,
    EnvironmentEntry,
    Holder,
    MissingReference,
    Note,
    Source,
    SourceKind,
)
from renovate_kit.config.deployment.recognition import (
    CHART_KINDS,
    JOB_KIND,
    WORKLOAD_KINDS,
    pod_spec,
    renovate_containers,
)
from renovate_kit.config.deployment.related import related_objects, service_account
from renovate_kit.config.deployment.source_index import SourceIndex
from renovate_kit.config.deployment.surroundings import Surroundings
from renovate_kit.config.deployment.volumes import files_of
from renovate_kit.config.document.located import LocatedValue, Origin

if TYPE_CHECKING:
    from renovate_kit.config.deployment.charts.installations import Installation

__all__ = ["deployment_of_values", "deployments_in", "effective_inputs"]

_DEFAULT_ACCOUNT: Final = "default"


def deployments_in(
    source: Source, checkout: Checkout, elsewhere: Elsewhere | None = None
) -> tuple[Deployment, ...]:
    """Return what runs Renovate in a source: workloads in the order of its objects, then charts.

    Args:
        source: what reaches the cluster together.
        checkout: the files around it.
        elsewhere: what else is in the checkout, if somebody has it already.
    """
    elsewhere = elsewhere or Elsewhere(checkout=checkout)
    index = SourceIndex(source=source)
    return (
        *(
            deployment
            for item in source.of_kind(*WORKLOAD_KINDS)
            for deployment in _of_workload(item, index, elsewhere)
        ),
        *_of_charts(source, elsewhere),
        *_of_jobs(source, elsewhere),
    )


def deployment_of_values(file: Path, checkout: Checkout) -> Deployment | None:
    """Return what the official chart makes of a file of values; None if it is no such file.

    What else is given to the chart, and what else is in the cluster, is not known.

    Args:
        file: absolute, or relative to the top of the checkout.
        checkout: in which it is.
    """
    from renovate_kit.config.deployment.charts.values_files import (  # noqa: PLC0415 - the same
        installation_of,
    )

    installation = installation_of(file, checkout)
    if installation is None:
        return None
    source = Source(kind=SourceKind.FILES, path=installation.item.origin.path, objects=())
    return _installed(installation, source, Elsewhere(checkout=checkout))


def _of_workload(
    workload: LocatedValue, index: SourceIndex, elsewhere: Elsewhere
) -> Iterator[Deployment]:
    """Yield a deployment for each container of a workload that runs Renovate."""
    for container in renovate_containers(pod_spec(workload)):
        yield _deployment(workload, container, index, elsewhere)


def _of_charts(source: Source, elsewhere: Elsewhere) -> Iterator[Deployment]:
    if not source.of_kind(*CHART_KINDS):
        return
    # Few deployments are charts; the others should not wait for the imports.
    from renovate_kit.config.deployment.charts.installations import (  # noqa: PLC0415
        installations_in,
    )

    for installation in installations_in(source, elsewhere.checkout):
        yield _installed(installation, source, elsewhere)


def _installed(installation: "Installation", source: Source, elsewhere: Elsewhere) -> Deployment:
    from renovate_kit.config.deployment.charts.renovate_chart import (  # noqa: PLC0415 - the same
        chart_objects,
    )

    made = chart_objects(installation)
    whole = replace(
        source,
        objects=(*source.objects, *made.others),
        notes=(*source.notes, *installation.notes, *made.notes),
    )
    deployment = _made(installation.item, made.cron_job, whole, elsewhere)
    has_unknown = deployment.has_unknown_variables or not installation.is_complete
    return replace(deployment, has_unknown_variables=has_unknown)


def _of_jobs(source: Source, elsewhere: Elsewhere) -> Iterator[Deployment]:
    jobs = source.of_kind(JOB_KIND)
    if not jobs:
        return
    from renovate_kit.config.deployment.charts.renovate_jobs import (  # noqa: PLC0415 - few have it
        config_map_of_job,
        cron_job_of_job,
    )

    for job in jobs:
        config_map = config_map_of_job(job)
        objects = source.objects if config_map is None else (*source.objects, config_map)
        deployment = _made(job, cron_job_of_job(job), replace(source, objects=objects), elsewhere)
        # The operator's own settings can add variables.
        yield replace(deployment, has_unknown_variables=True)


def _made(
    chart: LocatedValue, workload: LocatedValue, source: Source, elsewhere: Elsewhere
) -> Deployment:
    """Return the deployment that a chart or an operator makes."""
    pod = pod_spec(workload)
    container = workload if pod is None else pod.items("containers")[0]
    made = _deployment(workload, container, SourceIndex(source=source), elsewhere, chart=chart)
    environment = {
        name: _by_chart(entry, workload.origin) for name, entry in made.environment.items()
    }
    return replace(made, environment=environment)


def _by_chart(entry: EnvironmentEntry, origin: Origin) -> EnvironmentEntry:
    is_chart = entry.holder is Holder.ENV and entry.origin is origin
    return replace(entry, holder=Holder.CHART) if is_chart else entry


def _deployment(
    workload: LocatedValue,
    container: LocatedValue,
    index: SourceIndex,
    elsewhere: Elsewhere,
    chart: LocatedValue | None = None,
) -> Deployment:
    pod = pod_spec(workload) or workload
    surroundings = Surroundings(
        index=index,
        namespace=workload.text("metadata", "namespace"),
        elsewhere=elsewhere,
    )
    environment = environment_of(container, surroundings)
    files = files_of(pod, container, surroundings)
    command = _command(container, environment)
    source, notes = index.source, tuple(_notes_on(command))
    if notes:
        source = replace(source, notes=(*source.notes, *notes))
    return Deployment(
        checkout=elsewhere.checkout,
        source=source,
        workload=workload,
        chart=chart,
        pod=pod,
        container=container,
        release=release_of(container),
        environment=environment.entries,
        has_unknown_variables=environment.has_unknown_variables
        or command.sets_unknown
        or bool(command.assigned),
        files=files.files,
        arguments=expanded_words(container.items("args"), environment.values),
        missing=(*environment.missing, *files.missing, *_missing_account(pod, surroundings)),
        related=related_objects(workload, pod, surroundings, chart),
    )


def _command(container: LocatedValue, environment: Environment) -> Command:
    return command_of(
        expanded_words(container.items("command"), environment.values),
        expanded_words(container.items("args"), environment.values),
    )


def _notes_on(command: Command) -> Iterator[Note]:
    if not command.is_known and command.word is not None:
        origin = command.word.origin
        message = "with which arguments and variables this starts Renovate is not known"
        yield Note(message=message, path=origin.path, origin=origin, hides_objects=False)


def _missing_account(pod: LocatedValue, surroundings: Surroundings) -> Iterator[MissingReference]:
    account = service_account(pod)
    if account is None or account.content in (_DEFAULT_ACCOUNT, ""):
        return
    missing = surroundings.missing_object(account, "ServiceAccount")
    if missing is not None:
        yield missing
