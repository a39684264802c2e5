"""What `extends` brings into a config."""

from renovate_kit.config.presets.fetching import Fetcher, fetch_nothing
from renovate_kit.config.presets.package_rules import resolve_rules
from renovate_kit.config.presets.resolution import Resolution, UnresolvablePresetError, resolve

__all__ = [
    "Fetcher",
    "Resolution",
    "UnresolvablePresetError",
    "fetch_nothing",
    "resolve",
    "resolve_rules",
]
