"""Values whose name stands on another line of the same block: charts, tags, modules, artifacts."""

import re
from collections.abc import Iterator
from typing import Final

from renovate_kit.reports.sources.git_history.declaration import (
    Declared,
    Place,
    is_version,
    unquoted,
)

__all__ = ["artifact", "keyed", "submodule"]

_PAIR: Final = re.compile(
    r"\s*(?:- )?[\"']?(?P<key>[\w./@-]{1,200})[\"']?\s{0,9}[:=]\s{0,9}(?P<value>\S.{0,500})"
)
_VALUE_KEYS: Final = frozenset(
    {"version", "tag", "newtag", "imagetag", "image_tag", "ref", "rev", "revision"}
    | {"targetrevision", "semver", "digest", "chartversion", "chart_version"}
)
_NAME_KEYS: Final = ("chart", "newname", "repository", "image", "source", "name", "repo")
_ADDRESS_KEYS: Final = ("repourl", "url", "src", "git", "project", "module")
_ADDRESS: Final = re.compile(
    r"(?:git::)?(?:https?://|ssh://|oci://|git@)?(?P<host>[\w.@-]{1,100})[:/](?P<path>[\w./-]{1,200})"
)
_TAG: Final = re.compile(r"\s*<(?P<key>[\w.-]{1,100})>(?P<value>[^<>]{1,200})</[\w.-]{1,100}>")
_HEADER: Final = re.compile(
    r"\s*(?:\[(?:[\w-]{1,60}\.){0,4}\"?(?P<section>[\w@/.-]{1,100})\"?\]"
    r"|(?P<block>[\w-]{1,100})\s{0,9}[:=]?\s{0,9}\{?)\s*"
)
_SUBMODULE: Final = re.compile(r"Subproject commit (?P<sha>[0-9a-f]{40,64})")
_OWN_VERSION: Final = frozenset({"Chart.yaml", "package.json", "pyproject.toml", "Cargo.toml"})


def keyed(place: Place) -> Declared | None:
    """Read `version: 1.2.3` and the like, named by a neighbour such as `chart: name`."""
    match = _PAIR.match(place.text)
    if not match or match["key"].lower() not in _VALUE_KEYS:
        return None
    value = unquoted(match["value"].rstrip().removesuffix(",").rstrip())
    tag, _, digest = value.partition("@sha256:")
    if not (digest or is_version(value)):
        return None
    if place.file in _OWN_VERSION and not _is_inside(place):
        return None
    name = _name_nearby(place)
    if not name:
        return None
    if match["key"].lower() == "digest" or (not digest and _is_digest(value)):
        return Declared(name=name, digest=value.removeprefix("sha256:"))
    return Declared(name=name, value=tag, digest=digest or None)


def _is_inside(place: Place) -> bool:
    """Say whether the line is part of an entry, and not what the file says of itself."""
    if place.file.endswith(".toml"):
        return _section(place) is not None
    return place.text[:1] in " \t-" and place.file == "Chart.yaml"


def _section(place: Place) -> str | None:
    """Return the name of the dependency that a section of a TOML file is about."""
    text = next((text for text in place.above if text.lstrip().startswith("[")), "")
    header = _HEADER.fullmatch(text) if "dependencies." in text else None
    return header["section"] if header else None


def _is_digest(value: str) -> bool:
    return bool(re.fullmatch(r"(?:sha256:)?(?:[0-9a-f]{40}|[0-9a-f]{64})", value))


def _name_nearby(place: Place) -> str | None:
    if place.file.endswith(".toml") and (section := _section(place)):
        return section
    found = dict(reversed(list(_pairs(place.siblings()))))
    if "://" in found.get("repository", ""):
        del found["repository"]  # of charts, not of an image
    for key in _NAME_KEYS:
        if name := _name(found.get(key, "")):
            host = found.get("registry") if key in {"repository", "image"} else None
            return f"{host}/{name}" if host else name
    for key in _ADDRESS_KEYS:
        if name := _name(found.get(key, "")):
            return name
    return _outer_name(place)


def _pairs(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if match := _PAIR.match(line):
            value = unquoted(match["value"].rstrip().removesuffix(",").rstrip())
            yield match["key"].lower(), value


def _name(value: str) -> str | None:
    """Return what a value names; of an address, the path on its host."""
    if not value or value[0] in "{[&*$" or " " in value:
        return None
    if value.startswith("oci://"):
        return value.removeprefix("oci://").rstrip("/")
    if "://" not in value and not value.startswith(("git@", "github.com/")):
        return value
    match = _ADDRESS.match(value)
    return match["path"].strip("/").removesuffix(".git") or None if match else None


def _outer_name(place: Place) -> str | None:
    """Return the name that a block's head has, or an address in the block around it."""
    for text in place.parents():
        header = _HEADER.fullmatch(text)
        if header and header["section"]:
            return header["section"]
        if header and header["block"] and place.file.endswith((".tf", ".tofu", ".hcl")):
            return header["block"]
        start = place.above.index(text)
        siblings = Place(
            text=text, above=place.above[start + 1 :], below=place.below, path=place.path
        ).siblings()
        found = dict(reversed(list(_pairs(siblings))))
        for key in (*_ADDRESS_KEYS, "chart", "repository"):
            if name := _name(found.get(key, "")):
                return name
    return None


def artifact(place: Place) -> Declared | None:
    """Read `<version>1.2.3</version>`, named by `<groupId>` and `<artifactId>` beside it."""
    match = _TAG.match(place.text)
    if not match or match["key"].lower() != "version" or not is_version(match["value"]):
        return None
    found = {tag["key"]: tag["value"] for text in place.siblings() if (tag := _TAG.match(text))}
    if "groupId" in found and "artifactId" in found:
        return Declared(name=f"{found['groupId']}:{found['artifactId']}", value=match["value"])
    return None


def submodule(place: Place) -> Declared | None:
    """Read the commit of a submodule, which goes by its path."""
    match = _SUBMODULE.fullmatch(place.text)
    return Declared(name=place.path, digest=match["sha"]) if match else None
