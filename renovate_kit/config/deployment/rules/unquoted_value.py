"""The rule `unquoted-value`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import quoted
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import SourceKind
from renovate_kit.config.deployment.problem_places import written_objects
from renovate_kit.config.deployment.required_texts import is_collection, required_texts
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedContent, LocatedValue

__all__ = ["UnquotedValue"]


_YAML_1_1 = re.compile(
    r"(?:y|yes|on|n|no|off|Y|Yes|YES|On|ON|N|No|NO|Off|OFF)|[-+]?[0-9][0-9_]*_[0-9_]*"
)
"""What is a text in YAML 1.2, and a boolean or a number for the tools of Kubernetes."""
_IN_ENVIRONMENT = """\
env:
  - name: RENOVATE_PR_HOURLY_LIMIT
    value: {}
"""


class UnquotedValue(DeploymentRule):
    """A value that has to be a text is written without quotes, and YAML reads something else.

    The API server takes nothing but texts in `data` of a ConfigMap, as the values of variables,
    as arguments, labels and annotations. It refuses the whole object because of one boolean or
    number. The tools of Kubernetes read YAML 1.1, in which `yes` and `off` are booleans too;
    only kustomize puts quotes around these.

    Source: `api/openapi-spec/swagger.json` of Kubernetes, and `resolve.go` of
    `sigs.k8s.io/yaml/goyaml.v2`.
    """

    code = "RK765"
    name = "unquoted-value"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(with_config_map("RENOVATE_AUTODISCOVER: 'false'\nRENOVATE_PLATFORM: gitea")),
        wanted(cron_job(container=_IN_ENVIRONMENT.format("'2'"))),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_AUTODISCOVER: false # one by one"),
            at="false",
            fixed=with_config_map('RENOVATE_AUTODISCOVER: "false" # one by one'),
        ),
        unwanted(
            cron_job(container=_IN_ENVIRONMENT.format("2")),
            at="2",
            fixed=cron_job(container=_IN_ENVIRONMENT.format('"2"')),
        ),
        unwanted(
            with_config_map("RENOVATE_UNICODE_EMOJI: off"),
            at="off",
            fixed=with_config_map('RENOVATE_UNICODE_EMOJI: "off"'),
        ),
        unwanted(
            with_config_map("RENOVATE_ENDPOINT:"),
            at="RENOVATE_ENDPOINT",
            fixed=with_config_map('RENOVATE_ENDPOINT: ""'),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every value that the API server refuses."""
        deployment = subject.deployment
        is_built = bool(deployment.source.kustomizations)
        is_built = is_built or deployment.source.kind is SourceKind.FLUX
        for item in written_objects(subject.deployment):
            for value in required_texts(item):
                if not isinstance(value.content, str):
                    yield _finding(value)
                elif not is_built and _is_other_in_yaml_1_1(value):
                    yield _finding(value, "a boolean or a number in YAML 1.1")


def _finding(value: LocatedValue, kind: str = "") -> DeploymentFinding:
    content, origin = value.content, value.origin
    is_empty = content is None
    return DeploymentFinding(
        origin=origin,
        at_key=is_empty,
        message="the value is missing, where the API server wants a text"
        if is_empty
        else f"the API server wants a text here, and refuses {kind or _kind(content)}",
        help='write `""`'
        if is_empty
        else "write it as a block: `|` and the text in the lines below"
        if is_collection(value)
        else "put it in quotes",
        severity=Severity.WARNING if is_empty else None,
        fix=None if is_collection(value) else quoted(origin),
    )


def _kind(content: LocatedContent) -> str:
    match content:
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case tuple():
            return "a list"
        case _:
            return "a mapping"


def _is_other_in_yaml_1_1(value: LocatedValue) -> bool:
    """Return whether a text without quotes is none in YAML 1.1."""
    span = value.origin.span
    written = value.origin.document.text[span.start : span.end]
    return written == value.content and _YAML_1_1.fullmatch(written) is not None
