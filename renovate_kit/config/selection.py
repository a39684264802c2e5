"""Which findings somebody wants to see."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from renovate_kit.config.options import nearest
from renovate_kit.errors import UsageError

__all__ = ["EVERYTHING", "Selection", "parse_names", "path_matches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Codes and names of rules; what is ignored is not shown, even if it is selected.

    Attributes:
        select: None means all.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()

    def allows(self, code: str, name: str) -> bool:
        """Return whether findings of a rule are to be shown."""
        names = {code, name}
        return names.isdisjoint(self.ignore) and (
            self.select is None or not names.isdisjoint(self.select)
        )


EVERYTHING = Selection()


def parse_names(texts: Collection[str], known: Collection[str], origin: str) -> frozenset[str]:
    """Return the codes and names in texts such as `RK101,wrong-type`.

    Args:
        texts: one for each time that a flag was given, or the items of a setting.
        known: all codes and names that there are.
        origin: the flag or setting, for the message.

    Raises:
        UsageError: there is no such rule.
    """
    names = {part.strip() for text in texts for part in text.split(",")} - {""}
    for name in sorted(names.difference(known)):
        likely = nearest(name, sorted(known))
        hint = f"did you mean {likely}?" if likely else "`renovate-kit rule --all` lists them"
        raise UsageError(f"{origin}: there is no rule {name!r}", hint=hint)
    return frozenset(names)


def path_matches(pattern: str, path: str) -> bool:
    """Return whether a path matches a pattern.

    `*` and `?` stay within a folder, `**` crosses them. A pattern without `/` is one for the
    name of the file, in any folder.

    Args:
        pattern: as in `per-file-ignores`.
        path: relative to the file that has the pattern, with `/`.
    """
    candidate = path if "/" in pattern else path.rpartition("/")[2]
    return re.fullmatch(_expression(pattern.removeprefix("./")), candidate) is not None


_WILDCARD = re.compile(r"(\*\*/|\*\*|\*|\?)")
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _expression(pattern: str) -> str:
    return "".join(_MEANINGS.get(part) or re.escape(part) for part in _WILDCARD.split(pattern))
