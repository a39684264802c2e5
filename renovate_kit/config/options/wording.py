"""Takes Renovate's sentences out of its data: the catalogue has facts, not texts.

Renovate's descriptions are its authors' work under another licence than ours. What a
default or a preset *does* is a fact; how a note in a pull request is worded is not.
"""

import re

__all__ = ["OMITTED_TEXT", "reads_as_prose", "without_texts"]

OMITTED_TEXT = "(text omitted)"
"""Stands where a default or a preset has sentences, so that the key and the type remain."""

_TEXT_KEYS = frozenset(
    {"description", "overrideDescription", "deprecationMsg", "experimentalDescription"}
)
_PROSE_WORDS = 6
"""Longer than any group name or commit message action (4), shorter than any note (7)."""

_TEMPLATE_TAG = re.compile(r"\{\{.*?\}\}+")
_URL = re.compile(r"https?://\S+")
_WORD = re.compile(r"""[("'*_\[]*[A-Za-z][A-Za-z'\u2019-]*[)"'*_\]]*[.,;:!?]*""")


def reads_as_prose(text: str) -> bool:
    """Tell whether a value is sentences for people rather than a name, pattern or template."""
    bare = _URL.sub(" ", _TEMPLATE_TAG.sub(" ", text))
    return sum(1 for word in bare.split() if _WORD.fullmatch(word)) >= _PROSE_WORDS


def without_texts(value: object) -> object:
    """Return JSON data without keys that only describe, and with prose values omitted."""
    match value:
        case dict():
            return {key: without_texts(v) for key, v in value.items() if key not in _TEXT_KEYS}
        case list():
            return [without_texts(item) for item in value]
        case str() if reads_as_prose(value):
            return OMITTED_TEXT
        case _:
            return value
