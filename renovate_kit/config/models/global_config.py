"""The config of the operator of a self-hosted Renovate, as in `config.js` or `config.json`."""

from typing import Annotated, TypeAlias

from pydantic import Discriminator, Tag

from renovate_kit.config.models.groups.inheritable import InheritableOptions
from renovate_kit.config.models.groups.self_hosted_access import SelfHostedAccessOptions
from renovate_kit.config.models.groups.self_hosted_caching import SelfHostedCachingOptions
from renovate_kit.config.models.groups.self_hosted_operation import SelfHostedOperationOptions
from renovate_kit.config.models.groups.self_hosted_repositories import (
    SelfHostedRepositoriesOptions,
)
from renovate_kit.config.models.host_rule import GlobalHostRule, HostRule
from renovate_kit.config.models.repository_config import RenovateConfig, TopLevelOptions
from renovate_kit.config.models.scalars import RepositoryName

__all__ = ["GlobalConfig", "RepositoryEntry"]


def _form_of_entry(entry: object) -> str:
    return "an object" if isinstance(entry, dict | RepositoryEntry) else "a name"


class GlobalConfig(
    InheritableOptions,
    SelfHostedAccessOptions,
    SelfHostedCachingOptions,
    SelfHostedOperationOptions,
    SelfHostedRepositoriesOptions,
    TopLevelOptions,
):
    """All that a self-hosted Renovate can be told, the options of repositories included."""

    force: "GlobalConfig | None" = None
    host_rules: list[GlobalHostRule | HostRule] | None = None
    onboarding_config: RenovateConfig | None = None
    repositories: "list[_Entry] | None" = None


class RepositoryEntry(GlobalConfig):
    """One of `repositories` with options of its own."""

    repository: str


_Entry: TypeAlias = Annotated[
    Annotated[RepositoryName, Tag("a name")] | Annotated[RepositoryEntry, Tag("an object")],
    Discriminator(_form_of_entry),
]
