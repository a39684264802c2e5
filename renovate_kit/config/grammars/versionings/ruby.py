"""Version requirements of RubyGems.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/ruby/{index,range,operator}` and
`@renovatebot/ruby-semver`.
"""

import re

from renovate_kit.config.grammars.javascript_text import trim

_REQUIREMENT = re.compile(
    r"(?:(?:!=|>=|<=|~>|[=<>])(?:[\t\n\f\r ]+v?)?)?"
    r"[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
_QUOTES = str.maketrans("", "", "'\"")


def is_ruby_range(value: str) -> bool:
    """Tell whether `value` is a comma-separated list of requirements such as `~> 3.2`."""
    return all(_is_requirement(piece) for piece in value.split(","))


def _is_requirement(piece: str) -> bool:
    plain = trim(trim(piece).removeprefix("v").translate(_QUOTES))
    return _REQUIREMENT.fullmatch(plain) is not None
