"""The rule `invalid-commit-trailer`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["InvalidCommitTrailer"]

_TRAILER = re.compile(r"[A-Za-z0-9-]+: [^\r\n]+")


class InvalidCommitTrailer(Rule):
    """An item of `commitTrailers` is not of the form `Key: value`.

    Git would not take it for a trailer. Renovate refuses the config.

    Source: `isValidCommitTrailer` in `lib/util/git/commit-trailers.ts`.
    """

    code = "RK206"
    name = "invalid-commit-trailer"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"commitTrailers": ["Signed-off-by: A <a@example.com>"]}'),)
    invalid: ClassVar = (
        Invalid('{"commitTrailers": ["Signed off by: A"]}', at='"Signed off by: A"'),
        Invalid('{"commitTrailers": ["Refs: 1", 5]}', at="5"),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every item that is no trailer."""
        for setting in subject.at(Stage.TYPED, "commitTrailers"):
            if not isinstance(setting.value, list):
                continue
            for index, item in enumerate(setting.value):
                if not (isinstance(item, str) and _TRAILER.fullmatch(item)):
                    yield Finding(
                        pointer=(*setting.pointer, index),
                        at_key=False,
                        message="a commit trailer has the form `Key: value`, on one line",
                        help="the key has letters, digits and `-` only; one blank behind the colon",
                        official=setting.scope.verdict("error"),
                    )
