"""Versions in lock files. They are read only to learn of a dependency that a title names."""

import re
from typing import Final

from renovate_kit.reports.sources.git_history.declaration import Declared, Place

__all__ = ["is_lock_file", "locked"]

_FILES: Final = frozenset(
    {
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "deno.lock",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "Pipfile.lock",
        "Cargo.lock",
        "composer.lock",
        "Gemfile.lock",
        "mix.lock",
        "pubspec.lock",
        "Podfile.lock",
        "Package.resolved",
        "packages.lock.json",
        "gradle.lockfile",
        "flake.lock",
        "pixi.lock",
        ".terraform.lock.hcl",
        "Chart.lock",
        "requirements.lock",
        "devbox.lock",
        "go.sum",
        "go.work.sum",
        "MODULE.bazel.lock",
        "buf.lock",
        "conan.lock",
        "mise.lock",
        "aqua-checksums.json",
    }
)
_VERSION: Final = re.compile(
    r"\s*\"?version\"?\s{0,9}[:= ]\s{0,9}\"?(?:==)?(?P<value>v?\d[^\s\",]{0,100})\"?,?\s*"
)
_NAME: Final = re.compile(
    r"\s*(?:- )?\"?name\"?\s{0,9}[:=]\s{0,9}\"?(?P<name>[@\w./-]{1,214})\"?,?\s*"
)
_HEAD: Final = re.compile(
    r"\s*(?:provider )?\"?(?:node_modules/)?(?:.{0,200}/node_modules/)?"
    r"(?P<name>@?[\w./-]{1,214}?)(?:@[^\s\":]{1,200})?\"?(?:, .{0,300})?:?\s{0,9}\{?"
)
_AT: Final = re.compile(
    r"\s*[\"'/]?(?P<name>@?[\w.-]{1,100}(?:/[\w.-]{1,100})?)@(?P<value>\d[\w.+-]{0,100})(?:\(.{0,500}\))?[\"']?:?\s*"
)
_GEM: Final = re.compile(r"\s{4}(?P<name>[\w.-]{1,100}) \((?P<value>\d[\w.-]{0,60})\)")
_SUM: Final = re.compile(r"(?P<name>[\w.~/-]{1,214}) (?P<value>v\d[\w.+-]{0,100}) h1:\S{1,60}")


def is_lock_file(path: str) -> bool:
    """Say whether a file is written by a package manager, by its name."""
    return path.rpartition("/")[2] in _FILES


def locked(place: Place) -> Declared | None:
    """Read a version in a lock file, with the name on its line or above it."""
    for pattern in (_AT, _GEM, _SUM):
        if match := pattern.fullmatch(place.text):
            return Declared(name=match["name"], value=match["value"])
    match = _VERSION.fullmatch(place.text)
    if not match:
        return None
    for text in place.above:
        if name := _NAME.fullmatch(text):
            return Declared(name=name["name"], value=match["value"])
        if text.rstrip().endswith(("{", ":")):
            head = _HEAD.fullmatch(text)
            name_part = head["name"] if head else ""
            return Declared(name=name_part, value=match["value"]) if name_part else None
    return None
