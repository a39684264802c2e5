"""What `validate` can be asked for."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

from renovate_kit.cli.flags import Flag, FlagValues
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.subject import ConfigKind
from renovate_kit.errors import UsageError

__all__ = ["FLAGS", "STANDARD_INPUT", "FormatName", "ValidateRequest", "request_from"]

STANDARD_INPUT: Final = "-"
STANDARD_OUTPUT: Final = "-"


class FormatName(StrEnum):
    """What findings can look like."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateRequest:
    """The flags of one call; docs/validate.md says what each means.

    Attributes:
        severity: the lowest one that fails; None if it was not given.
        kind: what all files are taken for; None if each is looked at.
    """

    paths: tuple[str, ...] = ()
    format: FormatName = FormatName.TEXT
    output: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    strict: bool = False
    exit_zero: bool = False
    kind: ConfigKind | None = None
    no_global: bool = False
    stdin_filename: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    renovate_version: str | None = None
    global_config: str | None = None
    overlays: tuple[str, ...] = ()
    no_kubectl: bool = False
    kubernetes_version: str | None = None

    @property
    def mends(self) -> bool:
        """Whether fixes are applied, to the files or only to be seen."""
        return self.fix or self.diff


FLAGS: Final = (
    Flag(
        name="--format",
        field="format",
        choices=tuple(FormatName),
        help="What the findings look like.  [default: text]",
    ),
    Flag(
        name="--output",
        field="output",
        metavar="FILE",
        help="Write that format to a file; standard output gets the text.",
    ),
    Flag(
        name="--select",
        field="select",
        metavar="RULES",
        is_repeated=True,
        help="Show only these rules: codes or names, separated by commas.",
    ),
    Flag(
        name="--ignore",
        field="ignore",
        metavar="RULES",
        is_repeated=True,
        help="Don't show these rules.",
    ),
    Flag(
        name="--severity",
        field="severity",
        choices=tuple(Severity),
        help="The lowest severity that makes the exit code 1.  [default: warning]",
    ),
    Flag(name="--strict", field="strict", help="A config that needs migration fails in any case."),
    Flag(name="--exit-zero", field="exit_zero", help="Findings don't make the exit code 1."),
    Flag(
        name="--as",
        field="kind",
        choices=tuple(ConfigKind),
        help="For whom the configs are written.  [default: by name and content]",
    ),
    Flag(name="--no-global", field="no_global", help="No config is the operator's own."),
    Flag(
        name="--stdin-filename",
        field="stdin_filename",
        metavar="NAME",
        help="The name of what `-` stands for.  [default: renovate.json]",
    ),
    Flag(name="--fix", field="fix", help="Mend what can be mended without a change of meaning."),
    Flag(name="--unsafe-fixes", field="unsafe_fixes", help="Mend the rest, too."),
    Flag(name="--diff", field="diff", help="Show what --fix would change, and change nothing."),
    Flag(
        name="--global-config",
        field="global_config",
        metavar="FILE",
        help="The operator's config, for what it allows (allowedEnv, allowedHeaders, platform).",
    ),
    Flag(
        name="--kustomize",
        field="overlays",
        metavar="DIR",
        is_repeated=True,
        help="Check what this kustomization comes to, as the cluster gets it.",
    ),
    Flag(
        name="--no-kubectl",
        field="no_kubectl",
        help="Don't compare with `kubectl kustomize`, which is done where there is a kubectl.",
    ),
    Flag(
        name="--kubernetes-version",
        field="kubernetes_version",
        metavar="VERSION",
        help="The Kubernetes release whose schemas hold for manifests.  [default: the newest]",
    ),
    Flag(
        name="--renovate-version",
        field="renovate_version",
        metavar="VERSION",
        help="The Renovate release that will read the config.",
    ),
)

_CHOICES: Final[dict[str, type[StrEnum]]] = {
    "format": FormatName,
    "severity": Severity,
    "kind": ConfigKind,
}


def request_from(values: FlagValues) -> ValidateRequest:
    """Return what a parser read as a request.

    Raises:
        UsageError: the flags don't go together.
    """
    given: dict[str, Any] = {}
    for field in fields(ValidateRequest):
        value = values.get(field.name)
        if isinstance(value, list):
            given[field.name] = tuple(value)
        elif isinstance(value, str) and (choice := _CHOICES.get(field.name)):
            given[field.name] = choice(value)
        elif value is not None:
            given[field.name] = value
    if given.get("output") == STANDARD_OUTPUT:
        del given["output"]
    request = ValidateRequest(**given)
    for is_wrong, message, hint in _contradictions(request):
        if is_wrong:
            raise UsageError(message, hint=hint)
    return request


def _contradictions(request: ValidateRequest) -> tuple[tuple[bool, str, str], ...]:
    reads_input = STANDARD_INPUT in request.paths
    for_people = request.format is FormatName.TEXT and request.output is None
    return (
        (
            not request.paths and not request.overlays,
            "nothing to check is named",
            "name files, folders or `--kustomize DIR`",
        ),
        (
            request.unsafe_fixes and not request.mends,
            "--unsafe-fixes says which fixes, not what to do with them",
            "add --fix to write them or --diff to see them",
        ),
        (
            request.diff and not for_people,
            "--diff shows a difference, not findings",
            "leave --format and --output out",
        ),
        (
            request.fix and not request.diff and reads_input,
            "--fix can't change standard input",
            "use --diff, or name the file",
        ),
        (
            request.stdin_filename is not None and not reads_input,
            "--stdin-filename without standard input",
            "add - to read it",
        ),
        (
            request.no_global and request.kind is ConfigKind.GLOBAL,
            "--no-global contradicts --as global",
            "choose one",
        ),
    )
