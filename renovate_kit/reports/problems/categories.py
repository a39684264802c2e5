"""What kinds of problems there are, by who can mend them."""

from enum import StrEnum

__all__ = ["Category"]


class Category(StrEnum):
    """What a problem is about."""

    AUTHENTICATION = "authentication"
    """A token or a password is missing, wrong or expired."""
    PERMISSION = "permission"
    """Renovate is known, but may not do that."""
    RATE_LIMIT = "rate-limit"
    """A service was asked too often."""
    NETWORK = "network"
    """A host did not answer, or not in time."""
    REGISTRY = "registry"
    """A registry or a service for packages gave an answer that Renovate can't use."""
    LOOKUP = "lookup"
    """The versions of a dependency could not be found out."""
    ARTIFACT = "artifact"
    """A lock file or another file that a tool writes could not be updated."""
    CONFIG = "config"
    """The configuration, of the bot or of a repository, is wrong or outdated."""
    GIT = "git"
    """Git failed."""
    PLATFORM = "platform"
    """The platform (GitHub, GitLab, ...) refused, or answered in an unexpected way."""
    RESOURCE = "resource"
    """Memory, disk, a cache or a tool of the container is missing."""
    INTERNAL = "internal"
    """Renovate met something that it did not foresee."""
