"""HTML as a validator of others sees it, where it is installed (`make html-validate`)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["assert_valid_html"]

_RULES = {"root": True, "extends": ["html-validate:recommended"]}


def assert_valid_html(html: str, scratch: Path) -> None:
    """Fail with what html-validate finds; skip the test where it is not there."""
    validator = shutil.which("html-validate")
    if validator is None:
        pytest.skip("html-validate (npm) is not on the PATH")
    (scratch / ".htmlvalidate.json").write_text(json.dumps(_RULES), "utf-8")
    (scratch / "page.html").write_text(html, "utf-8")
    finished = subprocess.run(
        [validator, "page.html"], cwd=scratch, capture_output=True, text=True, check=False
    )
    assert finished.stdout.strip() == ""
    assert finished.returncode == 0
