"""Images and actions: names that carry their version behind a `:` or an `@`."""

import re
from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.sources.git_history.declaration import Declared, Place, is_version

__all__ = ["action", "annotated", "at_version", "image", "preset", "split_image"]

_SHA: Final = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_USES: Final = re.compile(
    r"\s*(?:- )?uses:\s{0,9}[\"']?(?P<name>[\w.-]{1,100}/[\w.-]{1,100})(?:/[\w./-]{1,200})?"
    r"@(?P<ref>[^\s\"'#]{1,200})[\"']?(?:\s{1,9}#\s{0,9}(?:renovate:\s{0,9})?"
    r"(?:tag=|ratchet:[^@\s]{1,100}@|pin@)?(?P<comment>\S{1,100}))?"
)
_IMAGE: Final = re.compile(
    r"(?P<name>(?:[\w.-]{1,100}(?::\d{2,5})?/)?[\w.-]{1,100}(?:/[\w.-]{1,100}){0,6})"
    r"(?::(?P<tag>\w[\w.-]{0,127}))?(?:@sha256:(?P<digest>[0-9a-f]{64}))?"
)
_IMAGE_KEY: Final = re.compile(
    r"\s*(?:- )?(?:\"|')?(?:[\w.-]{0,60}[iI]mage|container|uses|FROM(?:\s+--platform=\S{1,60})?"
    r"|COPY\s+--from=)(?:\"|')?\s{0,9}[:= ]?\s{0,9}[\"']?(?:docker://)?(?P<image>[^\s\"',]{1,500})"
)
_ANYWHERE: Final = re.compile(
    r"(?<![\w./@:-])(?P<image>(?:[\w-]{1,60}\.){0,4}[\w-]{1,60}(?::\d{2,5})?(?:/[\w.-]{1,100}){1,6}"
    r":\w[\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?)(?![\w./:-])"
)
_WITH_DIGEST: Final = re.compile(
    r"(?<![\w./@:-])(?P<image>[\w./-]{1,300}(?::\w[\w.-]{0,127})?@sha256:[0-9a-f]{64})"
)
_AT: Final = re.compile(
    r"(?<![\w./@-])(?P<name>@?[A-Za-z][\w.-]{0,100}(?:/[\w.-]{1,100}){0,5})"
    r"@(?P<value>[\^~]?v?\d[\w.+-]{0,100})(?![\w/])"
)
_ANNOTATION: Final = re.compile(
    r"renovate:\s(?:.{0,200}?\b(?:depName|packageName)="
    r"(?:\"(?P<quoted>[^\"]{1,200})\"|(?P<name>[^\s\"']{1,200}))"
    r"|\s{0,3}(?!datasource=|versioning=)[a-z-]{3,30}=(?P<short>[\w.-]{1,100}/[\w./-]{1,200})"
    r"|.{0,200}?\bdatasource=)"
)
_KEY: Final = re.compile(r"\s*(?:- )?[\"']?(?P<name>[@\w./-]{1,200})[\"']?\s{0,9}[:=]")
_PRESET: Final = re.compile(
    r"[\"'](?:github|gitlab|gitea|forgejo|bitbucket|local)>(?P<name>[\w.-]{1,100}/[\w./-]{1,200})"
    r"(?::[\w.-]{1,100})?(?:\([^()]{0,200}\))?#(?P<value>v?\d[\w.+-]{0,60})"
)
_ASSIGNED: Final = re.compile(r"[:=]\s{0,9}[\"']?(?P<value>[^\s\"',#]{1,200})")


def action(place: Place) -> Declared | None:
    """Read `uses: owner/name@ref # v1.2.3`."""
    match = _USES.match(place.text)
    if not match:
        return None
    comment = match["comment"]
    if re.fullmatch(_SHA, match["ref"]):
        value = comment if comment and is_version(comment) else None
        return Declared(name=match["name"], value=value, digest=match["ref"])
    return Declared(name=match["name"], value=match["ref"])


def split_image(text: str) -> Declared | None:
    """Read `host/name:tag@sha256:digest`; None without tag and digest."""
    match = _IMAGE.fullmatch(text)
    if not match or not (match["tag"] or match["digest"]):
        return None
    return Declared(name=match["name"], value=match["tag"], digest=match["digest"])


def image(place: Place) -> Declared | None:
    """Read the image of a line: behind a key for one, or one with a host or a digest anywhere."""
    for pattern in (_IMAGE_KEY, _WITH_DIGEST, _ANYWHERE):
        match = pattern.match(place.text) or (
            pattern.search(place.text) if pattern is not _IMAGE_KEY else None
        )
        if match and (found := split_image(match["image"])) and _is_plausible(found):
            return found
    return None


def _is_plausible(found: Declared) -> bool:
    digits = any(letter.isdigit() for letter in found.value or "")
    return found.digest is not None or (digits and not found.name.endswith("localhost"))


def at_version(place: Place) -> Declared | None:
    """Read `name@1.2.3` wherever it stands: orbs, components, package managers."""
    match = _AT.search(place.text)
    return Declared(name=match["name"], value=match["value"]) if match else None


def annotated(place: Place) -> Declared | None:
    """Read a value under a comment such as `# renovate: datasource=... depName=name`.

    A comment without a name leaves it to the key of the value.
    """
    for text in (place.text, *_comment_lines(place.above)):
        match = _ANNOTATION.search(text)
        value = _ASSIGNED.search(place.text.partition("renovate:")[0]) if match else None
        if not match or not value:
            continue
        known = match["name"] or match["quoted"] or match["short"]
        key = _KEY.match(place.text)
        if name := known or (key["name"] if key else None):
            return _annotated(name, value["value"])
    return None


def _annotated(name: str, text: str) -> Declared | None:
    value, _, digest = text.partition("@sha256:")
    if not digest and not is_version(value):
        return None
    found = split_image(text) if "/" in value or ":" in value else None
    return Declared(
        name=name,
        value=found.value if found else value or None,
        digest=found.digest if found else digest or None,
    )


def _comment_lines(above: Sequence[str]) -> Sequence[str]:
    """Return the line above, and the one over that if there is no other version between."""
    between = _ASSIGNED.search(above[0]) if above else None
    other = between and is_version(between["value"]) and not between["value"].isdecimal()
    return above[:1] if other else above[:2]


def preset(place: Place) -> Declared | None:
    """Read a preset that another repository shares: `github>owner/name#1.2.3`."""
    match = _PRESET.search(place.text)
    return Declared(name=match["name"], value=match["value"]) if match else None
