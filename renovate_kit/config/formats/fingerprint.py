"""What stays the same of a finding while the file around it changes."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from renovate_kit.config.diagnostics import Diagnostic

__all__ = ["with_fingerprints"]

_INDEX = re.compile(r"\[\d+\]")
_LENGTH = 16


def with_fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding of one file with its fingerprint, `HASH:N` as GitHub writes them.

    The hash is of the rule, of the option without its place in lists, and of the marked text
    without blanks: new lines, another order of rules and another indentation leave it alone.
    N counts findings with the same hash in the file.
    """
    seen: Counter[str] = Counter()
    for item in diagnostics:
        parts = (item.code, _INDEX.sub("[]", item.pointer), _marked_text(item))
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(text).hexdigest()[:_LENGTH]
        seen[digest] += 1
        yield item, f"{digest}:{seen[digest]}"


def _marked_text(item: Diagnostic) -> str:
    place = item.place
    end = place.end_column - 1 if place.end_line == place.line else None
    return "".join(item.excerpt[place.column - 1 : end].split())
