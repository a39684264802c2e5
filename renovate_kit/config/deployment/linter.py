"""Runs the rules about deployments, and gives their findings a place in a file."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.model import Note, Source
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.secret_places import secret_places
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.location import Pointer, Span, format_pointer
from renovate_kit.config.excerpts import Excerpts
from renovate_kit.redaction import redact

__all__ = ["lint_deployments", "lint_failures"]

_NOT_BUILT: Final = "nothing of this kustomization reaches the cluster before that is mended"


def lint_deployments(
    subjects: Iterable[DeploymentSubject], rules: Iterable[DeploymentRule]
) -> tuple[Diagnostic, ...]:
    """Return what the rules find, by file and in the order of its text.

    What is found in several overlays of one base is said once.
    """
    rules = tuple(rules)
    files: dict[str, _File] = {}
    found: dict[tuple[object, ...], Diagnostic] = {}
    for subject in subjects:
        for rule in rules:
            for finding in rule.check(subject):
                path = finding.origin.path
                if path not in files:
                    files[path] = _File(finding.origin, subject.deployment.checkout)
                file = files[path]
                item = _diagnostic(rule, finding, file)
                found.setdefault((item.path, item.place, item.code, item.message), item)
    return tuple(
        sorted(
            found.values(),
            key=lambda item: (item.path, item.place.line, item.place.column, item.code),
        )
    )


def lint_failures(
    sources: Iterable[Source], checkout: Checkout, rule: DeploymentRule
) -> tuple[Diagnostic, ...]:
    """Return why sources can't be built, each thing once, as findings of a rule.

    Args:
        sources: those in which nothing runs Renovate because of it.
        checkout: in which they are.
        rule: in whose name it is said.
    """
    found: dict[tuple[object, ...], Diagnostic] = {}
    for source in sources:
        for note in source.notes:
            origin = _place_of(note, checkout) if note.is_error else None
            if origin is not None:
                finding = DeploymentFinding(
                    origin=origin, at_key=False, message=note.message, help=_NOT_BUILT
                )
                item = _diagnostic(rule, finding, _File(origin, checkout))
                found.setdefault((item.path, item.place, item.message), item)
    return tuple(found.values())


def _place_of(note: Note, checkout: Checkout) -> Origin | None:
    """Return where a note stands; the beginning of its file if it is about all of that."""
    if note.origin is not None:
        return note.origin
    place = checkout.unshown(note.path)
    read = checkout.manifests(checkout.kustomization_in(place) or place)
    return None if isinstance(read, Unread) else Origin(document=read.document, span=Span(0, 0))


class _File:
    """A file in which something was found."""

    def __init__(self, origin: Origin, checkout: Checkout) -> None:
        read = checkout.manifests(checkout.unshown(origin.path))
        self._manifests = () if isinstance(read, Unread) else read.manifests
        self._starts = [manifest.origin.span.start for manifest in self._manifests]
        self.excerpts = Excerpts(origin.document, tuple(secret_places(self._manifests)))

    def pointer(self, span: Span) -> str:
        """Return the way from the top of a manifest to a value or key; empty if there is none."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or not _covers(self._manifests[index].origin.span, span):
            return ""
        return format_pointer(_way(self._manifests[index], span))


def _way(value: LocatedValue, span: Span) -> Pointer:
    pointer: list[str | int] = []
    while (step := next(_steps(value, span), None)) is not None:
        part, value = step
        pointer.append(part)
    return tuple(pointer)


def _steps(value: LocatedValue, span: Span) -> Iterator[tuple[str | int, LocatedValue]]:
    children: Iterable[tuple[str | int, LocatedValue]] = ()
    if isinstance(value.content, Mapping):
        children = value.content.items()
    elif isinstance(value.content, tuple):
        children = enumerate(value.content)
    for part, child in children:
        key = child.origin.key_span
        if _covers(child.origin.span, span) or (key is not None and _covers(key, span)):
            yield part, child


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _diagnostic(rule: DeploymentRule, finding: DeploymentFinding, file: _File) -> Diagnostic:
    origin = finding.origin
    span = origin.key_span if finding.at_key and origin.key_span else origin.span
    place = origin.document.lines.place(span)
    return Diagnostic(
        path=origin.path,
        place=place,
        code=rule.code,
        rule=rule.name,
        severity=finding.severity or rule.severity,
        message=redact(finding.message),
        help=redact(finding.help),
        pointer=redact(file.pointer(span)),
        official=None,
        official_count=1,
        fix=finding.fix if origin.document.is_editable else None,
        excerpt=file.excerpts.line(place.line),
    )
