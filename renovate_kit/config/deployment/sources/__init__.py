"""What reaches a cluster from a checkout: overlays, what Flux and Argo CD take, loose files."""

from renovate_kit.config.deployment.sources.finding import find_source, find_sources

__all__ = ["find_source", "find_sources"]
