"""The hash of a generated ConfigMap or Secret, which becomes a part of its name.

Source: kustomize 5.5, `api/hasher/hasher.go`.
"""

import hashlib
import json
from typing import Final

from renovate_kit.config.deployment.kustomize.objects import ObjectList
from renovate_kit.config.document.located import LocatedValue

__all__ = ["add_hashes", "content_hash"]

_LENGTH: Final = 10
_LETTERS: Final = str.maketrans("013ae", "ghkmt")
_ESCAPED_BY_GO: Final = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


def add_hashes(objects: ObjectList) -> None:
    """Rename the generated objects that need it."""
    for item in objects:
        if item.needs_hash:
            item.remember()
            item.rename(f"{item.name}-{content_hash(item.value)}")


def content_hash(value: LocatedValue) -> str:
    """Return the hash of a ConfigMap or Secret."""
    kind = value.text("kind") or ""
    facts: dict[str, object] = {"kind": kind, "name": "", "data": _data(value, "data")}
    if kind == "Secret":
        facts["type"] = value.text("type") or ""
    extra = "stringData" if kind == "Secret" else "binaryData"
    if isinstance(found := _data(value, extra), dict):
        facts[extra] = found
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    text = text.translate(_ESCAPED_BY_GO)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)


def _data(value: LocatedValue, key: str) -> object:
    found = value.at(key)
    return "" if found is None else found.to_data()
