"""Reads references to images: what is pulled, and which Renovate is in it."""

import re
from typing import Final

from renovate_kit.config.deployment.model import Release
from renovate_kit.config.deployment.recognition import image_repository
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["is_floating", "parse_image", "release_of"]

_VERSION: Final = re.compile(
    r"v?(?P<version>[0-9]{1,4}(?:\.[0-9]{1,6}){0,2})(?:-(?:full|slim|alpine))?\Z"
)
_PARTS_OF_FULL_VERSION: Final = 3


def parse_image(image: str, origin: Origin) -> Release:
    """Return the parts of a reference to an image.

    Args:
        image: `registry:port/path:tag@digest`, of which only the path must be there.
        origin: where it was written.

    Source: https://pkg.go.dev/github.com/distribution/reference for the grammar,
    https://docs.renovatebot.com/getting-started/running/#docker-image for the tags of Renovate.
    """
    name, _, digest = image.partition("@")
    repository = image_repository(image)
    tag = name[len(repository) + 1 :] or None
    return Release(
        image=image,
        repository=repository,
        tag=tag,
        digest=digest or None,
        version=_version(tag),
        origin=origin,
    )


def release_of(container: LocatedValue) -> Release | None:
    """Return the image of a container; None if it has none."""
    image = container.at("image")
    if image is None or not isinstance(image.content, str) or not image.content.strip():
        return None
    return parse_image(image.content.strip(), image.origin)


def is_floating(release: Release) -> bool:
    """Return whether the next pull of the same reference may get another Renovate.

    A tag with a full version could be moved too, but Renovate's never are.
    """
    if release.digest is not None:
        return False
    return release.version is None or len(release.version.split(".")) < _PARTS_OF_FULL_VERSION


def _version(tag: str | None) -> str | None:
    match = _VERSION.match(tag or "")
    return match["version"] if match else None
