"""The rule `json5-in-json`."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["Json5InJson"]


class Json5InJson(Rule):
    """A `.json` file is written in JSON5.

    The official validator passes such a file, also with `--strict`; Renovate itself refuses
    it when it runs, and opens no pull request until it is mended.

    Source: `parseJson` in `lib/util/common.ts`, `parseFileConfig` in `lib/config/parse.ts`.
    """

    code = "RK003"
    name = "json5-in-json"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid("{labels: ['a']}", path="renovate.json5"),
        Valid('{"labels": ["a"], /* a comment is fine */}'),
    )
    invalid: ClassVar = (Invalid("{'labels': []}", at="'"),)

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the first place that is not JSON."""
        problem = subject.strict_problem
        if problem is not None:
            name = PurePath(subject.document.path)
            yield Finding(
                pointer=(),
                span=problem.span,
                message=f"this is JSON5 in a file called {name.name}: {problem.message}",
                help=f"mend it, or call the file {name.with_suffix('.json5').name}",
            )
