"""The rule `invalid-repository-name`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    option_place,
    place_of_value,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_arguments, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["InvalidRepositoryName"]


_FEWEST_PARTS = 2
_OWNED = frozenset(
    {
        "azure",
        "bitbucket",
        "bitbucket-server",
        "forgejo",
        "gitea",
        "github",
        "gitlab",
        "scm-manager",
    }
)
"""Platforms on which a repository belongs to somebody: `owner/name`."""
_TWO_PARTS = frozenset({"bitbucket", "forgejo", "gitea", "github"})
_URL = re.compile(r"(?:[a-z+]+://[^/]+/|git@[^:]+:)(?P<path>.+)")


class InvalidRepositoryName(DeploymentRule):
    """A repository is not named as its platform names it.

    Renovate wants `owner/name`, on GitLab with all groups, and no URL. Of another name the
    platform says that there is no such repository, which Renovate logs before it goes on.

    Source: `repositories` in `docs/usage/self-hosted-configuration.md`.
    """

    code = "RK760"
    name = "invalid-repository-name"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.REPOSITORIES_IN_LOCAL_MODE,)
    valid: ClassVar = (
        wanted(with_arguments("a/b", "c/d.example")),
        wanted(with_variables("RENOVATE_PLATFORM=gitlab", "RENOVATE_REPOSITORIES=a/b/c")),
        wanted(with_variables("RENOVATE_PLATFORM=codecommit", "RENOVATE_REPOSITORIES=a")),
    )
    invalid: ClassVar = (
        unwanted(
            with_arguments("https://github.com/a/b"),
            at='"https://github.com/a/b"',
            fixed=with_arguments("a/b"),
        ),
        unwanted(with_variables("RENOVATE_REPOSITORIES=a/b,c"), at='"a/b,c"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every repository of such a name, and all of them where there can be none."""
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=f"the platform `local` has no repositories to name: {end_of(problem)}",
                help="remove them: Renovate looks at the folder in which it starts",
                severity=Severity.ERROR,
            )
        option = subject.effective.options.get("repositories")
        platform = subject.effective.value("platform") or "github"
        if option is None or not isinstance(option.value, list) or platform not in _OWNED:
            return
        written = {each.content: each.origin for each in subject.deployment.arguments}
        for item in option.value:
            name = item.get("repository") if isinstance(item, dict) else item
            if not isinstance(name, str) or _is_right(name, str(platform)):
                continue
            origin = written.get(name) or option_place(subject, "repositories")
            likely = _likely(name)
            yield DeploymentFinding(
                origin=origin,
                at_key=False,
                message=f"`{name}` is no name of a repository on {platform}",
                help=f"write `{likely}`" if likely else "write it as `owner/name`",
                fix=rewritten(origin, name, likely, is_safe=False) if likely else None,
            )


def _is_right(name: str, platform: str) -> bool:
    if "{{" in name or "$" in name or UNKNOWN in name or len(name.split()) != 1:
        return True  # is filled in later, or is told of by another rule
    parts = name.split("/")
    if not all(parts) or len(parts) < _FEWEST_PARTS or _URL.match(name):
        return False
    return platform not in _TWO_PARTS or len(parts) == _FEWEST_PARTS


def _likely(name: str) -> str | None:
    """Return the name that is in a URL; None if there is none."""
    match = _URL.match(name)
    path = (match["path"] if match else name).strip("/").removesuffix(".git")
    return path if "/" in path and path != name else None
