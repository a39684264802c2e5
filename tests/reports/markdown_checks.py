"""Markdown as programs of others see it, where they are installed (`make markdown-checks`)."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

__all__ = ["lint_findings", "mermaid_findings"]

_RULES = {
    "default": True,
    # A row of a table, and a sentence with links, is one line however long it is.
    "MD013": False,
    # Each repository has the same sections.
    "MD024": {"siblings_only": True},
    # GitHub needs a blank line between two alerts, which are quotes.
    "MD028": False,
    # GitHub folds by no other means.
    "MD033": {"allowed_elements": ["details", "summary"]},
    # The headline is a sentence of its own, and no heading: nothing stands under it.
    "MD036": False,
}
_PARSER = Path(__file__).with_name("mermaid_parser.mjs")


def lint_findings(texts: Mapping[str, str], scratch: Path) -> list[str]:
    """Return what markdownlint finds in texts; skip the test where it is not there."""
    linter = shutil.which("markdownlint-cli2")
    if linter is None:
        pytest.skip("markdownlint-cli2 (npm) is not on the PATH: make markdown-checks")
    (scratch / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": _RULES}), "utf-8")
    _write(texts, scratch)
    finished = subprocess.run(
        [linter, "*.md"], cwd=scratch, capture_output=True, text=True, check=False
    )
    assert f"Linting: {len(texts)} file(s)" in finished.stdout
    findings = [line for line in finished.stderr.splitlines() if line.strip()]
    assert (finished.returncode == 0) == (not findings)
    return findings


def mermaid_findings(texts: Mapping[str, str], scratch: Path) -> dict[str, list[str]]:
    """Return what kind of diagram each block is to Mermaid, or what is wrong with it.

    The test is skipped where Mermaid is not there.
    """
    linter, node = shutil.which("markdownlint-cli2"), shutil.which("node")
    modules = None if linter is None else Path(linter).resolve().parents[1]
    if node is None or modules is None or not (modules / "mermaid").is_dir():
        pytest.skip("mermaid (npm) is not there: make markdown-checks")
    _write(texts, scratch)
    finished = subprocess.run(
        [node, _PARSER, modules, *(f"{name}.md" for name in texts)],
        cwd=scratch,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(finished.stdout)
    return {name.removesuffix(".md"): kinds for name, kinds in found.items()}


def _write(texts: Mapping[str, str], scratch: Path) -> None:
    for name, text in texts.items():
        (scratch / f"{name}.md").write_text(text, "utf-8")
