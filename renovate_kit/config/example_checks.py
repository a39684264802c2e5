"""Runs the examples of rules, which is how documentation and tests know what a rule does."""

from pathlib import Path
from tempfile import TemporaryDirectory

from renovate_kit.config.cluster_pipeline import check_deployments, subjects_of, survey
from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.options import Catalogue
from renovate_kit.config.rule import Invalid, Valid
from renovate_kit.config.selection import EVERYTHING

__all__ = ["check_manifest_example"]


def check_manifest_example(
    example: Valid | Invalid, catalogue: Catalogue, *, text: str | None = None
) -> tuple[Diagnostic, ...]:
    """Return what all rules find in a checkout that holds the files of an example.

    Args:
        example: of a rule about deployments.
        catalogue: what the release of Renovate knows.
        text: what to check in the place of the example's text.
    """
    files = {**dict(example.files), example.path: example.text if text is None else text}
    with TemporaryDirectory() as folder:
        top = Path(folder).resolve()
        for name, content in files.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(content, encoding="utf-8")
        checkout = Checkout(top=top, shown_from=top)
        found = survey(top, checkout)
        subjects = subjects_of(found.deployments, catalogue)
        checked = check_deployments(found, subjects, lambda _: EVERYTHING)
    return tuple(item for file in checked for item in file.diagnostics)
