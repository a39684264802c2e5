"""Where presets come from that Renovate does not bring along."""

from collections.abc import Mapping
from typing import Protocol

from renovate_kit.config.grammars.preset_names import PresetReference
from renovate_kit.config.provenance import Json

__all__ = ["Fetcher", "fetch_nothing"]


class Fetcher(Protocol):
    """Looks a preset up in a repository, a registry or on a web server."""

    def __call__(self, reference: PresetReference) -> Mapping[str, Json] | None:
        """Return the body of a preset as it is written there, None if it is not known."""


def fetch_nothing(reference: PresetReference) -> None:
    """Know no preset at all: for use without a network."""
