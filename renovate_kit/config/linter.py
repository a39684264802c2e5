"""Runs rules over a subject and gives their findings a place."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from renovate_kit.config.diagnostics import Diagnostic, Finding, Fix, Severity
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.document.nodes import UNKNOWN, has_unknown
from renovate_kit.config.excerpts import Excerpts
from renovate_kit.config.provenance import origin_of
from renovate_kit.config.rule import Rule
from renovate_kit.config.subject import Subject
from renovate_kit.redaction import redact

__all__ = ["SYNTAX_ERROR", "lint", "syntax_error"]

SYNTAX_ERROR = "RK001"
"""The code of text that is no config at all; no rule, because rules need a document."""


def lint(subject: Subject, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Return what the rules find, in the order of the text.

    Nothing is said about values that only running the program would tell of which the config is
    a part.
    """
    rules = tuple(rules)
    is_known = not has_unknown(subject.document.root)
    excerpts = Excerpts(subject.document)
    found = [
        _diagnostic(subject, rule, finding, excerpts)
        for rule in rules
        for finding in rule.check(subject)
        if is_known or _is_about_known(subject, finding)
    ]
    in_order = sorted(
        _once(found), key=lambda item: (item.place.line, item.place.column, item.code)
    )
    return _as_far_as_official(in_order, {rule.code for rule in rules if rule.stops_official})


def _is_about_known(subject: Subject, finding: Finding) -> bool:
    """Return whether a finding is about a key, or about a value of which everything is known."""
    is_in_text = finding.span is not None
    pointer = finding.pointer if is_in_text else origin_of(subject.data, finding.pointer)
    node = subject.document.node_at(pointer)
    if node is None or not has_unknown(node):
        return True
    is_at_key = finding.at_key and not is_in_text
    return is_at_key and subject.document.member_at(pointer) is not None


def _usable_fix(document: Document, fix: Fix | None) -> Fix | None:
    """Return a fix that can be written into the document; None if it is none."""
    if fix is None or not fix.edits or not document.is_editable:
        return None
    return None if any(UNKNOWN in edit.text for edit in fix.edits) else fix


def _once(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Return each finding once: massage copies rules, and so what is wrong in them."""
    merged: dict[tuple[object, ...], Diagnostic] = {}
    for item in found:
        key = (item.place, item.code, item.message, item.official)
        if known := merged.get(key):
            count = known.official_count + item.official_count
            merged[key] = replace(known, official_count=count)
        else:
            merged[key] = item
    return merged.values()


def _as_far_as_official(
    found: Sequence[Diagnostic], stopping_codes: AbstractSet[str]
) -> tuple[Diagnostic, ...]:
    """Return the findings with the verdicts that the official validator gets to give."""
    is_stop = [item.code in stopping_codes and item.official is not None for item in found]
    if not any(is_stop):
        return tuple(found)
    first = is_stop.index(True)
    return tuple(
        replace(item, official_count=1) if index == first else replace(item, official=None)
        for index, item in enumerate(found)
    )


def _diagnostic(subject: Subject, rule: Rule, finding: Finding, excerpts: Excerpts) -> Diagnostic:
    document = subject.document
    if finding.span is not None:
        pointer, span = finding.pointer, finding.span
    else:
        pointer = origin_of(subject.data, finding.pointer)
        span = document.span_of(pointer, key=finding.at_key)
    place = document.lines.place(span)
    return Diagnostic(
        path=document.path,
        place=place,
        code=rule.code,
        rule=rule.name,
        severity=finding.severity or rule.severity,
        message=redact(finding.message),
        help=redact(finding.help),
        pointer=redact(format_pointer(pointer)),
        official=finding.official,
        official_count=finding.official_count,
        fix=_usable_fix(document, finding.fix),
        excerpt=excerpts.line(place.line),
    )


def syntax_error(problem: SyntaxProblem, path: str) -> Diagnostic:
    """Return a syntax problem as the only finding of its file."""
    return Diagnostic(
        path=path,
        place=problem.place,
        code=SYNTAX_ERROR,
        rule="syntax-error",
        severity=Severity.ERROR,
        message=redact(problem.message),
        help=redact(problem.help),
        pointer="",
        official=None if problem.is_refusal else "error",
        official_count=1,
        fix=None,
        excerpt="",
    )
