"""Runs rules over a subject and gives their findings a place."""

from collections.abc import Iterable

from renovate_kit.config.diagnostics import Diagnostic, Finding, Severity
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.provenance import origin_of
from renovate_kit.config.rule import Rule
from renovate_kit.config.subject import Subject
from renovate_kit.redaction import redact

__all__ = ["SYNTAX_ERROR", "lint", "syntax_error"]

SYNTAX_ERROR = "RK001"
"""The code of text that is no config at all; no rule, because rules need a document."""


def lint(subject: Subject, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Return what the rules find, in the order of the text."""
    excerpts = _Excerpts(subject.document)
    found = [
        _diagnostic(subject, rule, finding, excerpts)
        for rule in rules
        for finding in rule.check(subject)
    ]
    return tuple(sorted(found, key=lambda item: (item.place.line, item.place.column, item.code)))


def _diagnostic(
    subject: Subject, rule: Rule, finding: Finding, excerpts: "_Excerpts"
) -> Diagnostic:
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
        severity=rule.severity,
        message=redact(finding.message),
        help=redact(finding.help),
        pointer=format_pointer(pointer),
        official=finding.official,
        fix=finding.fix,
        excerpt=excerpts.line(place.line),
    )


class _Excerpts:
    """The lines that findings show, without secrets; many findings may be on one line."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: dict[int, str] = {}

    def line(self, number: int) -> str:
        if number not in self._lines:
            self._lines[number] = redact(self._document.lines.line(number))
        return self._lines[number]


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
        official="error",
        fix=None,
        excerpt="",
    )
