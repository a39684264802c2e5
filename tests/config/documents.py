"""Texts and parsed documents that several tests of the document package share."""

from renovate_kit.config.document import (
    Dialect,
    Document,
    Edit,
    Span,
    SyntaxProblem,
    apply_edits,
    parse,
)

REAL_LOOKING = """\
{
  "$schema": "https://docs.renovatebot.com/renovate-schema.json",
  // presets first
  "extends": ["config:recommended", ":semanticCommits"],
  "packageRules": [
    {
      "matchManagers": ["flux"], /* only what runs
                                    in the cluster */
      "automerge": true,
      "minimumReleaseAge": "3 days",
    },
    {"matchPackageNames": ["/^ghcr\\\\.io\\\\//"], "prPriority": -1}
  ],
  "prHourlyLimit": 0 // no limit
}
"""


def document(text: str, dialect: Dialect = Dialect.JSONC) -> Document:
    parsed = parse(text, path="renovate.json", dialect=dialect)
    assert isinstance(parsed, Document), parsed
    return parsed


def problem(text: str, dialect: Dialect = Dialect.JSONC) -> SyntaxProblem:
    parsed = parse(text, path="renovate.json", dialect=dialect)
    assert isinstance(parsed, SyntaxProblem), parsed.to_data()
    return parsed


def text_at(doc: Document, span: Span) -> str:
    return doc.text[span.start : span.end]


def edited(doc: Document, edit: Edit) -> str:
    return apply_edits(doc.text, [edit])
