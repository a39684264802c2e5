"""The lists of globs and regexes in a config."""

from collections.abc import Iterator
from dataclasses import dataclass

from renovate_kit.config.document import Pointer
from renovate_kit.config.provenance import Json
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["PatternList", "is_plain", "pattern_lists"]

_GLOB_SIGNS = frozenset("*?[]{}()!+@|\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternList:
    """The value of an option that takes globs and regexes.

    Attributes:
        patterns: all of it, in order.
    """

    setting: Setting
    patterns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The option's name."""
        return self.setting.key

    def place_of(self, index: int) -> Pointer:
        """Return where a pattern is in the migrated data."""
        return (*self.setting.pointer, index)


def pattern_lists(subject: Subject) -> Iterator[PatternList]:
    """Yield every list of patterns outside of the global options that holds texts only."""
    for setting in subject.settings:
        option = setting.option
        if option is None or not option.is_pattern or setting.stage is not Stage.TYPED:
            continue
        if isinstance(setting.value, list) and all(isinstance(item, str) for item in setting.value):
            yield PatternList(setting=setting, patterns=tuple(setting.value))


def is_plain(pattern: Json) -> bool:
    """Return whether a pattern is a name and nothing else: no glob, no regex, no negation.

    A scoped name such as `@babel/core` is one, although `@` may begin a glob.
    """
    if not isinstance(pattern, str) or pattern.startswith("/"):
        return False
    return _GLOB_SIGNS.isdisjoint(pattern.removeprefix("@"))
