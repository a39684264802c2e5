"""Deployments from manifests that a test writes down."""

from pathlib import Path
from textwrap import dedent

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.model import Deployment, Note, Source, SourceKind
from renovate_kit.config.deployment.workloads import deployments_in
from renovate_kit.config.document import SourceText
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.manifest_texts import parse_manifests

PATH = "manifests.yaml"


def manifests(text: str, path: str = PATH) -> tuple[LocatedValue, ...]:
    read = parse_manifests(SourceText(text=dedent(text), has_bom=False), path=path)
    assert not read.problems
    return read.manifests


def manifest(text: str) -> LocatedValue:
    (item,) = manifests(text)
    return item


def deployed(
    *texts: str, is_complete: bool = True, top: Path = Path("/nowhere")
) -> tuple[Deployment, ...]:
    """Return what runs Renovate among manifests that reach the cluster together."""
    notes = () if is_complete else (Note(message="something is remote", path=PATH),)
    source = Source(
        kind=SourceKind.FILES,
        path=".",
        objects=manifests("\n---\n".join(dedent(text) for text in texts)),
        notes=notes,
    )
    return deployments_in(source, Checkout(top=top, shown_from=top))


def deployment(*texts: str, is_complete: bool = True, top: Path = Path("/nowhere")) -> Deployment:
    (only,) = deployed(*texts, is_complete=is_complete, top=top)
    return only


def with_container(container: str, *others: str, is_complete: bool = True) -> Deployment:
    """Return a CronJob with some lines in its container, and other objects around it."""
    return deployment(cron_job(container=container), *others, is_complete=is_complete)


def variables(found: Deployment) -> dict[str, str | None]:
    return {name: entry.value for name, entry in found.environment.items()}


def deployments_below(folder: Path) -> tuple[Deployment, ...]:
    """Return what runs Renovate in a folder if all its files reach the cluster as they are."""
    top = folder.resolve()
    checkout = Checkout(top=top, shown_from=top)
    objects: list[LocatedValue] = []
    for file in sorted({*top.rglob("*.yaml"), *top.rglob("*.yml")}):
        read = checkout.manifests(file)
        if not isinstance(read, Unread):
            objects += read.manifests
    source = Source(kind=SourceKind.FILES, path=".", objects=tuple(objects))
    return deployments_in(source, checkout)
