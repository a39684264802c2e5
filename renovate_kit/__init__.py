"""Validate a self-hosted Renovate's configuration, and report what its runs did."""

__all__ = ["__version__"]

__version__ = "0.1.0.dev0"
