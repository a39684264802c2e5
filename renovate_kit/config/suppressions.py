"""Comments of a config that silence findings.

// renovate-kit: ignore[RK101]                 on the line of the finding, or above it
/* renovate-kit: ignore[RK101, wrong-type] */  codes and names
// renovate-kit: ignore-file[RK101]            in the whole file, wherever it stands
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.document import Comment, Document
from renovate_kit.config.options import nearest
from renovate_kit.redaction import redact

__all__ = ["UNUSED_SUPPRESSION", "has_suppressions", "suppress"]

UNUSED_SUPPRESSION = "RK009"
"""The code of a comment that silences nothing; no rule, because rules don't see findings."""

_MARK = "renovate-kit:"
_SUPPRESSION = re.compile(rf"{_MARK}\s*+ignore(?P<file>-file)?+\[(?P<names>[^\]]*+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suppression:
    """A comment that silences one rule; a comment with several names is several of these.

    Attributes:
        line: on which it works; None for the whole file.
    """

    comment: Comment
    name: str
    line: int | None

    def covers(self, item: Diagnostic) -> bool:
        return self.name in {item.code, item.rule} and self.line in {None, item.place.line}


def has_suppressions(document: Document) -> bool:
    """Return whether a comment of the document may be one that silences."""
    return _MARK in document.text


def suppress(
    document: Document,
    found: Sequence[Diagnostic],
    *,
    known: Collection[str],
    enabled: Collection[str],
) -> tuple[Diagnostic, ...]:
    """Return the findings that no comment silences, and one for each comment that is of no use.

    Args:
        document: with its comments.
        found: what all rules found.
        known: codes and names of all rules.
        enabled: the same of those whose findings are wanted: whether a comment for another one
            is of use does not show.
    """
    suppressions = tuple(_suppressions(document))
    kept = [item for item in found if not any(each.covers(item) for each in suppressions)]
    unused = [
        _unused(each, document, known)
        for each in suppressions
        if (each.name in enabled or each.name not in known)
        and not any(each.covers(item) for item in found)
    ]
    return tuple(sorted((*kept, *unused), key=lambda item: (item.place.line, item.place.column)))


def _suppressions(document: Document) -> Iterator[_Suppression]:
    for comment in document.comments:
        for match in _SUPPRESSION.finditer(comment.text):
            line = None if match["file"] else _line_of(comment, document)
            for name in match["names"].split(","):
                yield _Suppression(comment=comment, name=name.strip(), line=line)


def _line_of(comment: Comment, document: Document) -> int:
    """Return the line that a comment is about: its own, or the next with more than comments."""
    lines, text = document.lines, document.text
    first = lines.position(comment.span.start)
    if text[comment.span.start - first[1] + 1 : comment.span.start].strip():
        return first[0]
    end = comment.span.end
    for other in document.comments:
        if other.span.start >= end and not text[end : other.span.start].strip():
            end = other.span.end
    rest = text[end:]
    return lines.position(end + len(rest) - len(rest.lstrip()))[0]


def _unused(each: _Suppression, document: Document, known: Collection[str]) -> Diagnostic:
    where = "in this file" if each.line is None else "here"
    message = f"nothing {where} is silenced by `{each.name}`"
    advice = "remove it"
    if each.name not in known:
        message = f"there is no rule `{each.name}` that could be silenced"
        likely = nearest(each.name, sorted(known))
        advice = f"did you mean `{likely}`?" if likely else "write the code or the name of a rule"
    place = document.lines.place(each.comment.span)
    return Diagnostic(
        path=document.path,
        place=place,
        code=UNUSED_SUPPRESSION,
        rule="unused-suppression",
        severity=Severity.INFO,
        message=redact(message),
        help=advice,
        pointer="",
        official=None,
        official_count=0,
        fix=None,
        excerpt=redact(document.lines.line(place.line)),
    )
