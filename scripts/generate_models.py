"""Writes the generated modules below renovate_kit/config/models: run it after `options import`."""

from pathlib import Path

from renovate_kit.config.model_generation import render_models
from renovate_kit.config.options import load_catalogue

MODELS = Path(__file__).resolve().parents[1] / "renovate_kit" / "config" / "models"

for path, text in render_models(load_catalogue()).items():
    target = MODELS / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
