"""Lists in a constraint whose separators may have blanks around them."""

import re

_BLANKS = "\t\n\f\r "
"""What `\\s` matches in RE2, the engine behind Renovate's own patterns."""


def split_list(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split `text` at `separator`, without the blanks around it; blanks at both ends stay.

    A pattern with the blanks in it would take quadratic time on a long run of them.

    Args:
        text: the list.
        separator: what divides its items, without a group and without blanks.
    """
    first, *rest = separator.split(text)
    if not rest:
        return [first]
    *middle, last = rest
    return [first.rstrip(_BLANKS), *(item.strip(_BLANKS) for item in middle), last.lstrip(_BLANKS)]
