"""The stages of a check of manifests and their order; no logic of its own.

Other than a config, a manifest says little alone: what is wrong shows in what the cluster makes of
all of them. So all deployments of a checkout are checked at once, and the findings sorted by file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.config_files import config_documents
from renovate_kit.config.deployment.elsewhere import Elsewhere
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.linter import lint_deployments, lint_failures
from renovate_kit.config.deployment.model import Deployment, Source
from renovate_kit.config.deployment.recognition import runs_renovate
from renovate_kit.config.deployment.releases import catalogue_for
from renovate_kit.config.deployment.rule import DeploymentRule, DeploymentSubject
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.deployment.sources import find_source, find_sources
from renovate_kit.config.deployment.variable_configs import variable_documents
from renovate_kit.config.deployment.workloads import deployments_in
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document import Document
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.effective import effective_config
from renovate_kit.config.judging import Reader, judge, wanted
from renovate_kit.config.linter import syntax_error
from renovate_kit.config.manifest_signs import files_that_mention_renovate, is_meant_for_renovate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.rules import all_rules
from renovate_kit.config.selection import Selection
from renovate_kit.config.subject import ConfigKind, GlobalSettings
from renovate_kit.errors import InputError

__all__ = [
    "CheckedManifest",
    "ManifestKind",
    "Survey",
    "check_deployments",
    "find_deployments",
    "find_overlay",
    "subjects_of",
    "survey",
    "survey_overlay",
    "unreadable_manifests",
]

_NOT_JUDGED_IN_VARIABLES = frozenset(
    {
        "missing-report-path",
        "plain-secret",
        "unsearched-config-file-name",
        "unsupported-global-value",
    }
)
"""Rules that look for what is not there, which may be in another variable or file, and one that
has a counterpart for manifests."""

_MOST_OF_ONE_WORKLOAD: Final = 50
"""In how many overlays one workload is looked at; more of them add no new findings, only time."""


class ManifestKind(StrEnum):
    """What a file is that is no config itself."""

    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedManifest:
    """A file of manifests and everything that is wrong with it.

    Attributes:
        official: None; the official validator reads no manifests.
    """

    path: str
    kind: ManifestKind
    diagnostics: tuple[Diagnostic, ...]
    official: None = None
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What runs Renovate in a place.

    Attributes:
        checkout: what was read.
        deployments: every workload that runs Renovate; of one that many overlays take, the first.
        failed: what would bring such a workload to a cluster, but can't be built.
    """

    checkout: Checkout
    deployments: tuple[Deployment, ...]
    failed: tuple[Source, ...] = ()


def survey(path: Path, checkout: Checkout) -> Survey:
    """Return what runs Renovate below a folder, or in a file.

    Args:
        path: absolute, in the checkout.
        checkout: what may be read.
    """
    sources = find_sources(path, checkout)
    return Survey(
        checkout=checkout,
        deployments=_deployments(sources, checkout),
        failed=tuple(source for source in sources if _is_failed(source)),
    )


def survey_overlay(folder: Path, checkout: Checkout) -> Survey:
    """Return what runs Renovate in what a folder with a kustomization comes to.

    Raises:
        InputError: nothing does, and nothing fails.
    """
    source = find_source(folder, checkout)
    found = deployments_in(source, checkout)
    if not found and not source.fails:
        hint = "name a folder whose kustomization brings a workload of Renovate"
        raise InputError(f"{source.path}: nothing in it runs Renovate", hint=hint)
    return Survey(
        checkout=checkout,
        deployments=found,
        failed=(source,) if _is_failed(source) else (),
    )


def _is_failed(source: Source) -> bool:
    return source.fails and not any(map(runs_renovate, source.objects))


def find_deployments(path: Path, checkout: Checkout) -> tuple[Deployment, ...]:
    """Return every workload that runs Renovate and is found below a folder, or in a file.

    Args:
        path: absolute, in the checkout.
        checkout: what may be read.
    """
    return survey(path, checkout).deployments


def _deployments(sources: tuple[Source, ...], checkout: Checkout) -> tuple[Deployment, ...]:
    elsewhere = Elsewhere(checkout=checkout)
    times: Counter[tuple[str, int]] = Counter()
    kept = []
    for source in sources:
        for deployment in deployments_in(source, checkout, elsewhere):
            origin = deployment.workload.origin
            place = (origin.path, origin.span.start)
            times[place] += 1
            if times[place] <= _MOST_OF_ONE_WORKLOAD:
                kept.append(deployment)
    return tuple(kept)


def find_overlay(folder: Path, checkout: Checkout) -> tuple[Deployment, ...]:
    """Return every workload that runs Renovate in what a folder with a kustomization comes to.

    Raises:
        InputError: the folder has no kustomization, kustomize fails at it, or nothing in it runs
            Renovate.
    """
    found = survey_overlay(folder, checkout)
    for note in (note for source in found.failed for note in source.notes if note.is_error):
        place = f"{note.path}:{note.origin.line}" if note.origin else note.path
        hint = f"`renovate-kit validate --kustomize {checkout.shown(folder)}` says more"
        raise InputError(f"{place}: {note.message}", hint=hint)
    return found.deployments


def unreadable_manifests(path: Path, checkout: Checkout) -> tuple[CheckedManifest, ...]:
    """Return the files that are meant to run Renovate and that can't be read as YAML.

    Args:
        path: absolute, a folder or a file in the checkout.
        checkout: what may be read.
    """
    files = files_that_mention_renovate(path) if path.is_dir() else iter((path,))
    found = []
    for file in files:
        raw, read = checkout.read(file), checkout.manifests(file)
        if isinstance(raw, Unread) or isinstance(read, Unread) or not read.problems:
            continue
        if is_meant_for_renovate(raw):
            shown = checkout.shown(file)
            errors = tuple(syntax_error(problem, shown) for problem in read.problems)
            manifest = ManifestKind.MANIFEST
            found.append(
                CheckedManifest(path=shown, kind=manifest, diagnostics=errors, is_unreadable=True)
            )
    return tuple(found)


def subjects_of(
    deployments: Iterable[Deployment], catalogue: Catalogue, *, kubernetes: str | None = None
) -> tuple[DeploymentSubject, ...]:
    """Return deployments with the config that Renovate makes of what they give it.

    Args:
        deployments: any.
        catalogue: of the release to take where the image does not tell one.
        kubernetes: the release of Kubernetes whose schemas hold; None for the newest one.
    """
    return tuple(_subject(each, catalogue, kubernetes) for each in deployments)


def check_deployments(
    found_there: Survey,
    subjects: tuple[DeploymentSubject, ...],
    selection_for: Callable[[str], Selection],
) -> tuple[CheckedManifest, ...]:
    """Return the files of deployments, and what is wrong in each.

    Args:
        found_there: where the deployments were found.
        subjects: the deployments, as `subjects_of` gives them.
        selection_for: what to show of a file, by its shown path.
    """
    checkout = found_there.checkout
    found = [
        *lint_deployments(subjects, all_deployment_rules()),
        *lint_failures(found_there.failed, checkout, _unresolved_manifest()),
    ]
    documents: dict[str, list[Document]] = {}
    for subject in subjects:
        for document, items in _configs(subject):
            documents.setdefault(document.path, []).append(document)
            found += items
    by_path: dict[str, dict[tuple[object, ...], Diagnostic]] = {
        path: {} for path in _files(subjects)
    }
    for item in found:
        key = (item.place, item.code, item.message)
        by_path.setdefault(item.path, {}).setdefault(key, item)
    return tuple(
        CheckedManifest(
            path=path,
            kind=ManifestKind.MANIFEST,
            diagnostics=_shown(
                tuple(sorted(items.values(), key=_in_order)),
                _whole(path, checkout, documents.get(path, [])),
                selection_for(path),
            ),
        )
        for path, items in sorted(by_path.items())
    )


def _unresolved_manifest() -> DeploymentRule:
    return next(rule for rule in all_deployment_rules() if rule.name == "unresolved-manifest")


def _in_order(item: Diagnostic) -> tuple[int, int, str]:
    return item.place.line, item.place.column, item.code


def _subject(
    deployment: Deployment, catalogue: Catalogue, kubernetes: str | None
) -> DeploymentSubject:
    own = catalogue_for(deployment.release, catalogue)
    effective = effective_config(effective_inputs(deployment), own)
    return DeploymentSubject(
        deployment=deployment, effective=effective, catalogue=own, kubernetes=kubernetes
    )


def _configs(subject: DeploymentSubject) -> Iterator[tuple[Document, tuple[Diagnostic, ...]]]:
    """Yield the configs inside the manifests, and what the rules about configs find in them.

    What can't be read at all is found by a rule about deployments.
    """
    reader = Reader(catalogue=subject.catalogue, operator=GlobalSettings())
    for file in config_documents(subject.deployment):
        if isinstance(file.document, Document) and not file.is_secret:
            yield file.document, _judged(file.document, reader)
    for document in variable_documents(subject.deployment, subject.catalogue):
        found = _judged(document, reader)
        yield document, tuple(item for item in found if item.rule not in _NOT_JUDGED_IN_VARIABLES)


def _judged(document: Document, reader: Reader) -> tuple[Diagnostic, ...]:
    read = ReadConfig(document=document, strict_problem=None)
    found = judge(read, ConfigKind.GLOBAL, reader).found
    return tuple(replace(item, official=None) for item in found)


def _files(subjects: Iterable[DeploymentSubject]) -> Iterator[str]:
    """Yield the files that take part, by shown path."""
    for subject in subjects:
        deployment = subject.deployment
        for value in (*deployment.related, *deployment.source.kustomizations):
            yield value.origin.path


def _whole(path: str, checkout: Checkout, inner: list[Document]) -> Document | None:
    """Return a file with all its comments, those of the configs in it included."""
    read = checkout.manifests(checkout.unshown(path))
    if isinstance(read, Unread) or read.problems:
        raw = checkout.read(checkout.unshown(path))
        config = None if isinstance(raw, Unread) else read_config(raw, path)
        return config.document if isinstance(config, ReadConfig) else None
    comments = {
        each.span: each for document in (read.document, *inner) for each in document.comments
    }
    ordered = tuple(sorted(comments.values(), key=lambda each: each.span.start))
    return replace(read.document, comments=ordered)


def _shown(
    found: tuple[Diagnostic, ...], document: Document | None, selection: Selection
) -> tuple[Diagnostic, ...]:
    if document is None:
        return tuple(item for item in found if selection.allows(item.code, item.rule))
    names = frozenset(rule.name for rule in all_deployment_rules())
    if document.dialect is YamlDialect.CORE:
        names |= frozenset(rule.name for rule in all_rules())
    return wanted(found, document, selection, rules=names)
