"""The names that selectors of a package rule can find, where there is a limited number."""

from typing import Final

from renovate_kit.config.options import Catalogue
from renovate_kit.config.subject import Subject

__all__ = [
    "DOCUMENTED_AT",
    "MEANT_BY",
    "findable_names",
    "is_custom_datasource",
    "manager_names",
]

_CUSTOM: Final = "custom."

MEANT_BY: Final = {
    "matchManagers": {
        "docker": "dockerfile",
        "go": "gomod",
        "golang": "gomod",
        "helm": "helmv3",
        "pip": "pip_requirements",
        "pnpm": "npm",
        "pyproject": "pep621",
        "rust": "cargo",
        "uv": "pep621",
        "yarn": "npm",
    },
    "matchDatasources": {
        "cargo": "crate",
        "composer": "packagist",
        "github-actions": "github-tags",
        "golang": "go",
        "oci": "docker",
        "pip": "pypi",
    },
}
"""Names that people use, to what Renovate calls the same thing."""

DOCUMENTED_AT: Final = {
    "matchManagers": "https://docs.renovatebot.com/modules/manager/ lists them",
    "matchDatasources": "https://docs.renovatebot.com/modules/datasource/ lists them",
}
"""Where the names are documented that are too many for a message."""


def findable_names(selector: str, subject: Subject) -> frozenset[str] | None:
    """Return all that a selector of package rules can find; None if that is not limited.

    Source: the classes in `lib/util/package-rules/`.
    """
    catalogue = subject.catalogue
    match selector:
        case "matchManagers":
            return manager_names(catalogue)
        case "matchDatasources":
            return catalogue.datasources
        case "matchCategories":
            return catalogue.categories | _own_categories(subject)
        case "matchUpdateTypes" | "matchConfidence":
            option = catalogue.option(selector)
            return frozenset(map(str, option.allowed_values)) if option else None
        case _:
            return None


def manager_names(catalogue: Catalogue) -> frozenset[str]:
    """Return the names of the managers as selectors find them: custom ones as `custom.regex`."""
    return catalogue.managers | {_CUSTOM + name for name in catalogue.custom_managers}


def is_custom_datasource(name: str) -> bool:
    """Return whether a datasource is one of `customDatasources`, of this config or another."""
    return name.startswith(_CUSTOM) and name != _CUSTOM


def _own_categories(subject: Subject) -> frozenset[str]:
    lists = (setting.value for setting in subject.settings if setting.key == "categories")
    names = (name for own in lists if isinstance(own, list) for name in own)
    return frozenset(name for name in names if isinstance(name, str))
