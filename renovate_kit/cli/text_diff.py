"""A difference of two texts for people."""

import difflib
from collections.abc import Iterator
from io import StringIO

from renovate_kit.config.formats.printable import printable
from renovate_kit.redaction import redact

__all__ = ["unified_diff"]


def unified_diff(before: str, after: str, path: str, label: str) -> str:
    """Return the difference as `diff -u` shows it, without secrets; empty if there is none.

    Args:
        before: a text.
        after: the same after a change.
        path: of the file.
        label: what the change is, as in `renovate.json (fixed)`.
    """
    # Lines end where diff and git see an end; str.splitlines sees more of them.
    old, new = (list(StringIO(text, newline="\n")) for text in (before, after))
    lines = difflib.unified_diff(old, new, path, f"{path} ({label})")
    return redact("".join(_shown(lines)))


def _shown(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        body = line.rstrip("\r\n")
        yield printable(body) + line[len(body) :]
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"
