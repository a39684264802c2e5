"""The rule `invalid-template`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import as_text, is_true
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["InvalidTemplate"]

_NOT_EXAMINED = frozenset({Stage.GLOBAL, Stage.IGNORED, Stage.MISPLACED_GLOBAL})


class InvalidTemplate(Rule):
    r"""A template is not written as Handlebars wants it.

    Renovate refuses the config. Literal braces are written `\{{`.

    Source: `validateConfig` in `lib/config/validation.ts`, `validate` in
    `lib/util/template/index.ts`.
    """

    code = "RK207"
    name = "invalid-template"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"branchPrefix": "{{#if isMajor}}major/{{/if}}", "labels": ["{{depName}}"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"groupName": "{{depName"}', at='"{{depName"'),
        Invalid('{"labels": ["a", "{{#if isMajor}}major"]}', at='"{{#if isMajor}}major"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every value that is no template."""
        for setting in subject.settings:
            option = setting.option
            if option is None or not option.is_template or setting.stage in _NOT_EXAMINED:
                continue
            if is_true(setting.value) and (problem := _problem(as_text(setting.value))):
                yield Finding(
                    pointer=_culprit(setting),
                    at_key=False,
                    message=f"`{setting.key}` is no valid template: {problem}",
                    help="see https://docs.renovatebot.com/templates/",
                    official=setting.scope.verdict("error"),
                )


def _culprit(setting: Setting) -> Pointer:
    """Return where the problem is; the items of a list are read as one text."""
    if isinstance(setting.value, list):
        for index, item in enumerate(setting.value):
            if _problem(as_text(item)):
                return (*setting.pointer, index)
    return setting.pointer


def _problem(text: str) -> str | None:
    if "{{" not in text and "\0" not in text:
        return None
    from renovate_kit.config.grammars.handlebars import (  # noqa: PLC0415 - few texts are templates
        template_problem,
    )

    return template_problem(text)
