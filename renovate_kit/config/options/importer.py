"""Writes the catalogue of a Renovate release from its installed npm package.

Most facts are exports of the package's modules: `importer.mjs` has Node load these and
hand them over as JSON. A few are private and read from the modules' text. Texts that are
Renovate's own are left out.
"""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from renovate_kit.config.options.arrangement import arrange
from renovate_kit.config.options.layout import RELEASES_FOLDER, render_part
from renovate_kit.config.options.shipped_source import read_source_facts
from renovate_kit.errors import InputError, OutputError, UsageError

__all__ = ["import_release"]

_MODULE = Path(__file__).with_name("importer.mjs")
_LACKS_EXPORTS = 3
"""The exit code by which `importer.mjs` says that the package is not as it expects."""

_TIMEOUT_SECONDS = 300
_QUIET = {"LOG_LEVEL": "fatal"}
"""The whole environment of Node, so that no setting of the caller's changes a fact."""


def import_release(node_modules: Path, *, node: str, output: Path = RELEASES_FOLDER) -> Path:
    """Read an installed Renovate and write its facts as a release folder.

    Args:
        node_modules: where `npm install renovate` put the package, or the package's folder.
        node: the Node program; Renovate 43 and 44 need Node 24.
        output: the folder that holds release folders.

    Returns:
        The folder of the release, named by its version; files in it are replaced.

    Raises:
        UsageError: there is no Renovate in that folder, or Node cannot be started.
        InputError: Node failed, or the release lacks something that the importer expects.
        OutputError: a file could not be written.
    """
    package = _package_folder(node_modules)
    exports = _read_exports(package, node)
    parts = arrange(exports, read_source_facts(package / "dist"))
    texts = {part.value: render_part(part, content) for part, content in parts.items()}
    folder = output / str(exports["version"])
    _write(folder, texts)
    return folder


def _package_folder(node_modules: Path) -> Path:
    for folder in (node_modules / "renovate", node_modules / "node_modules/renovate", node_modules):
        if (folder / "dist/config/options/index.js").is_file():
            return folder.resolve()
    raise UsageError(
        f"no Renovate package in {node_modules}",
        hint="run `npm install --ignore-scripts renovate@VERSION` and name its node_modules folder",
    )


def _read_exports(package: Path, node: str) -> dict[str, Any]:
    with TemporaryDirectory(prefix="renovate-kit-") as scratch:
        result = Path(scratch) / "exports.json"
        finished = _run_node([node, str(_MODULE), str(package), str(result)])
        exports = json.loads(result.read_bytes()) if result.is_file() else None
    if finished.returncode == 0 and isinstance(exports, dict):
        return exports
    if finished.returncode == _LACKS_EXPORTS and isinstance(exports, dict):
        missing = exports["missing"]
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise InputError(
            f"Renovate {exports['version']} lacks {missing[0]}{more}",
            hint="the importer reads 43.x and 44.x; for another major it has to be taught",
        )
    complaint = [line for line in finished.stderr.splitlines() if "Error" in line] or ["no result"]
    raise InputError(
        f"Node could not load Renovate from {package}: {complaint[0].strip()}",
        hint="use the Node version that `engines` in Renovate's package.json asks for",
    )


def _run_node(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - runs the Node that the caller named, without a shell
            command,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=_QUIET,
            errors="replace",
            timeout=_TIMEOUT_SECONDS,
        )
    except OSError as error:
        raise UsageError(
            f"cannot start {command[0]}: {error.strerror}", hint="name a Node program with --node"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"Node did not finish within {_TIMEOUT_SECONDS} seconds",
            hint="try again on a machine that is less busy",
        ) from error


def _write(folder: Path, texts: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            fresh = folder / f"{name}.new"
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(folder / name)
    except OSError as error:
        raise OutputError(
            f"cannot write {error.filename or folder}: {error.strerror}",
            hint="choose a folder that you may write with --output",
        ) from error
