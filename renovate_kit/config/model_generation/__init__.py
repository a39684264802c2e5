"""Writes the plain parts of the models from the catalogue, as Python that people can read."""

from renovate_kit.config.model_generation.modules import render_models

__all__ = ["render_models"]
