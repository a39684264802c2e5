"""From removed and added lines to the steps of dependencies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.sources.git_history.declaration import Declared, Place
from renovate_kit.reports.sources.git_history.image_lines import (
    action,
    annotated,
    at_version,
    image,
    preset,
)
from renovate_kit.reports.sources.git_history.keyed_lines import artifact, keyed, submodule
from renovate_kit.reports.sources.git_history.lock_lines import is_lock_file, locked
from renovate_kit.reports.sources.git_history.package_lines import any_version, package
from renovate_kit.reports.sources.git_history.patches import FilePatch, Line

__all__ = ["Step", "steps_in"]

_READERS: Final = (
    annotated,
    action,
    preset,
    submodule,
    package,
    keyed,
    artifact,
    image,
    at_version,
)
_SURROUNDINGS: Final = 40
_MAJOR: Final = re.compile(r"/v\d{1,4}$")
_SHORT_DIGEST: Final = 7
_RANGE: Final = re.compile(r"[\^~<>].{0,200}|.{0,200}(?:\.x|\.\*|\*)")
_EXACT: Final = re.compile(r"v?\d{1,9}\.\d{1,9}\.\d{1,9}.{0,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A value that became another one.

    Attributes:
        name: of the dependency, if `sure`.
        current: version, range or shortened digest; None for a digest that was not there.
        kind: `digest`, `pinDigest` or `pin`; None for versions.
        path: of the file.
        locked: whether the file is a lock file.
    """

    name: str
    current: str | None
    new: str
    kind: str | None
    path: str
    sure: bool
    locked: bool


def steps_in(patch: FilePatch) -> tuple[Step, ...]:
    """Return the steps of a file, each once, in order."""
    lock_file = is_lock_file(patch.path)
    removed, added = (_declared(patch, mark, is_lock=lock_file) for mark in ("-", "+"))
    found = (
        step
        for name, old in removed.items()
        for before, after in _pairs(old, added.get(name, []))
        if (step := _step(before, after, patch.path, is_lock=lock_file))
    )
    return tuple(dict.fromkeys(found))


def _declared(patch: FilePatch, mark: str, *, is_lock: bool) -> dict[str, list[Declared]]:
    """Return what the lines of one side declare, by name."""
    side = [line for line in patch.lines if line.mark in {mark, " ", "\n", "@"}]
    found: dict[str, list[Declared]] = defaultdict(list)
    for number, line in enumerate(side):
        if line.mark == mark and any(letter.isdigit() for letter in line.text):
            for each in _read(_place(side, number, patch.path), is_lock=is_lock):
                # A major version of a Go module is a part of its name.
                found[_MAJOR.sub("", each.name)].append(each)
    return found


def _place(side: Sequence[Line], number: int, path: str) -> Place:
    above, below = list[str](), list[str]()
    for line in reversed(side[max(0, number - _SURROUNDINGS) : number]):
        if line.mark == "@":
            break
        above.append(line.text)
    for line in side[number + 1 : number + _SURROUNDINGS]:
        if line.mark == "@":
            break
        below.append(line.text)
    text = side[number].text
    if above and above[0].rstrip().endswith(":") and text.lstrip().startswith(("'", '"')):
        # A value that was put on a line of its own, as it was long.
        text = f"{above.pop(0).rstrip()} {text.strip()}"
    return Place(text=text, above=above, below=below, path=path)


def _read(place: Place, *, is_lock: bool) -> list[Declared]:
    if is_lock:
        found = locked(place)
        return [found] if found else []
    for reader in _READERS:
        if told := reader(place):
            return [told, *any_version(place)]
    return any_version(place)


def _pairs(old: list[Declared], new: list[Declared]) -> Iterator[tuple[Declared, Declared]]:
    """Pair what a name had with what it has, in order; what only moved is left out."""
    moved = [each for each in new if each in old]
    before = [each for each in old if each not in moved]
    after = [each for each in new if each not in moved]
    return zip(before, after, strict=False)


def _step(before: Declared, after: Declared, path: str, *, is_lock: bool) -> Step | None:
    current: str | None
    if after.value and after.value != before.value and before.value:
        pinned = _RANGE.fullmatch(before.value) and _EXACT.fullmatch(after.value)
        current, new, kind = before.value, after.value, "pin" if pinned else None
    elif after.digest and after.digest != before.digest:
        current = before.digest[:_SHORT_DIGEST] if before.digest else None
        new, kind = after.digest[:_SHORT_DIGEST], "digest" if before.digest else "pinDigest"
    else:
        return None
    return Step(
        name=before.name,
        current=current,
        new=new,
        kind=kind,
        path=path,
        sure=before.sure,
        locked=is_lock,
    )
