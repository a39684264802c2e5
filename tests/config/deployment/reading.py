"""What a deployment looks like to rules, from texts of files."""

from collections.abc import Mapping
from pathlib import Path

from renovate_kit.config.cluster_pipeline import find_deployments, subjects_of
from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.rule import DeploymentSubject
from renovate_kit.config.options import load_catalogue

__all__ = ["subject_in"]


def subject_in(folder: Path, files: Mapping[str, str]) -> DeploymentSubject:
    """Write files into a folder, and return the only deployment that they make."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    top = folder.resolve()
    checkout = Checkout(top=top, shown_from=top)
    (subject,) = subjects_of(find_deployments(top, checkout), load_catalogue())
    return subject
