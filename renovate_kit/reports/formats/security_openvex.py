"""Vulnerabilities as OpenVEX statements, for tools that tell which findings matter.

The same data always give the same document: its times are those of the data, its `@id` is a hash
of its content. Entries without a number can't be stated and are left out.

Source: OpenVEX specification 0.2.0, https://github.com/openvex/spec
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from renovate_kit.reports.formats.json_text import document, utc
from renovate_kit.reports.formats.terminal_text import harmless
from renovate_kit.reports.security_report import EntryState, SecurityEntry, SecurityReport

__all__ = ["SecurityOpenVex"]

_CONTEXT: Final = "https://openvex.dev/ns/v0.2.0"
_ID: Final = "https://openvex.dev/docs/public/vex-"
_AUTHOR: Final = "renovate-kit"
_STATUS: Final[Mapping[EntryState, str]] = {
    EntryState.OPEN: "affected",
    EntryState.FIXED: "fixed",
    EntryState.DISMISSED: "under_investigation",
    EntryState.WITHDRAWN: "under_investigation",
}
_GITHUB: Final = "github.com"
_TYPES: Final[Mapping[str, str]] = {
    "npm": "npm",
    "pypi": "pypi",
    "pip": "pypi",
    "go": "golang",
    "golang": "golang",
    "maven": "maven",
    "nuget": "nuget",
    "rubygems": "gem",
    "crate": "cargo",
    "rust": "cargo",
    "crates.io": "cargo",
    "packagist": "composer",
    "composer": "composer",
    "hex": "hex",
    "erlang": "hex",
    "pub": "pub",
    "dart": "pub",
    "docker": "docker",
    "actions": "github",
    "github actions": "github",
    "github-tags": "github",
    "github-releases": "github",
}
"""Ecosystems of GitHub and OSV and datasources of Renovate, and the types of package URLs."""


class SecurityOpenVex:
    """One document with a statement for each vulnerability."""

    def render(self, report: SecurityReport) -> str:
        """Return the document."""
        told_at = report.known_until or report.told_at
        content: dict[str, object] = {
            "@context": _CONTEXT,
            "author": _AUTHOR,
            "timestamp": utc(told_at),
            "version": 1,
            "tooling": _AUTHOR,
            "statements": [_statement(entry, told_at) for entry in report.entries if entry.ids],
        }
        digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        return document({"@context": _CONTEXT, "@id": f"{_ID}{digest}", **content})


def _statement(entry: SecurityEntry, told_at: datetime) -> dict[str, object]:
    name, *aliases = entry.ids
    vulnerability: dict[str, object] = {"name": name}
    if aliases:
        vulnerability["aliases"] = aliases
    if entry.summary is not None:
        vulnerability["description"] = harmless(entry.summary)
    times = [each.at for each in entry.evidence if each.at is not None]
    statement: dict[str, object] = {
        "vulnerability": vulnerability,
        "timestamp": utc(max(times, default=told_at)),
        "products": [_product(entry)],
        "status": _STATUS[entry.state],
    }
    if entry.state is EntryState.OPEN:
        statement["action_statement"] = _action(entry)
    notes = "; ".join(_notes(entry))
    return statement | ({"status_notes": notes} if notes else {})


def _product(entry: SecurityEntry) -> dict[str, object]:
    name = quote(entry.repository, safe="/")
    if entry.host in {None, _GITHUB}:
        product = f"pkg:github/{name.lower()}"
    else:
        where = quote(f"https://{entry.host}/{entry.repository}", safe="")
        product = f"pkg:generic/{name}?repository_url={where}"
    version = entry.fixed_version if entry.state is EntryState.FIXED else entry.vulnerable_version
    part = _package_url(entry.package, entry.ecosystem, version)
    return {"@id": product} | ({"subcomponents": [{"@id": part}]} if part else {})


def _package_url(package: str | None, ecosystem: str | None, version: str | None) -> str | None:
    """Return a package's URL. Source: purl specification, types and their names."""
    if package is None:
        return None
    kind = _TYPES.get((ecosystem or "").casefold(), "generic")
    name = package.replace(":", "/", 1) if kind == "maven" else package
    if kind == "pypi":
        name = name.replace("_", "-").lower()
    shown = "" if version is None else f"@{quote(version, safe='')}"
    return f"pkg:{kind}/{quote(name, safe='/')}{shown}"


def _action(entry: SecurityEntry) -> str:
    package = harmless(entry.package or "the package")
    if entry.fixed_version is None:
        return f"No version of {package} is known to fix it"
    action = f"Update {package} to {harmless(entry.fixed_version)} or later"
    number = None if entry.pull_request is None else entry.pull_request.number
    return action if number is None else f"{action}: pull request {number}"


def _notes(entry: SecurityEntry) -> Iterator[str]:
    if entry.state is EntryState.DISMISSED:
        yield "its alerts were dismissed"
    if entry.state is EntryState.WITHDRAWN:
        yield "its advisory was withdrawn"
    if entry.fixed_by is not None:
        yield f"fixed by {entry.fixed_by.value.replace('-', ' ')}"
    if entry.unmerged:
        yield "its pull requests were closed without a merge"
