"""Arguments -> flags with their values, repositories, and what the parser stumbles over.

Renovate leaves its command line to the package commander, whose rules these are: a flag takes
the next word for its value unless it has one behind `=`; a boolean one does so only if that word
is no flag; the first unknown flag takes all words behind it away from the repositories.

Source: `parseOptions` of commander 15, and `createProgram` in
`lib/workers/global/config/parse/cli.ts`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.config.effective.former_flags import is_left_out, rewritten
from renovate_kit.config.effective.inputs import Argument
from renovate_kit.config.options import Catalogue, Option, OptionType

__all__ = ["CommandLine", "Flag", "Word", "read_command_line"]

_NEGATIVE_NUMBER: Final = re.compile(r"-(?:\d+|\d*\.\d+)(?:e[+-]?\d+)?", re.ASCII)
_VERSION: Final = frozenset({"-v", "--version"})
_HELP: Final = frozenset({"-h", "--help"})
_SHORT_VERSION: Final = "-v"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One argument in the form of today.

    Attributes:
        text: as Renovate rewrites it.
        index: among the arguments that were given.
        argument: as it was given.
    """

    text: str = field(repr=False)
    index: int
    argument: Argument

    @property
    def label(self) -> str:
        """How to speak of it."""
        return f"args[{self.index}]"

    @property
    def is_former(self) -> bool:
        """Whether it was written in a former form."""
        return self.text != self.argument.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """An option that the command line sets.

    Attributes:
        option: the one it sets.
        word: the flag.
        value: its text; None if it has none, which only a boolean may.
        value_word: the word that has the value.
    """

    option: Option
    word: Word
    value: str | None = field(repr=False)
    value_word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """What the arguments say, in their order.

    Attributes:
        flags: up to the place at which the parser ends the process.
        repositories: words that belong to no flag.
        unknown: the first flag that there is not.
        incomplete: a flag at the end that lacks its value, with its option.
        information: `--version`, at which the process ends.
        help: `--help`, which is heeded when all flags are read.
        left_out: words that Renovate drops.
    """

    flags: tuple[Flag, ...] = ()
    repositories: tuple[Word, ...] = ()
    unknown: Word | None = None
    incomplete: tuple[Word, Option] | None = None
    information: Word | None = None
    help: Word | None = None
    left_out: tuple[Word, ...] = ()


def read_command_line(arguments: Sequence[Argument], catalogue: Catalogue) -> CommandLine:
    """Return what the arguments behind `renovate` say.

    Args:
        arguments: as the process gets them.
        catalogue: what the release knows.
    """
    words = [
        Word(text=rewritten(argument.text), index=index, argument=argument)
        for index, argument in enumerate(arguments)
    ]
    reader = _Reader([word for word in words if not is_left_out(word.text)], catalogue)
    reader.run()
    return reader.result(tuple(word for word in words if is_left_out(word.text)))


class _Reader:
    def __init__(self, words: Sequence[Word], catalogue: Catalogue) -> None:
        self._words = words
        self._options = {option.cli: option for option in catalogue.options.values() if option.cli}
        self._next = 0
        self._flags: list[Flag] = []
        self._operands: list[Word] = []
        self._unknown: list[Word] = []
        self._incomplete: tuple[Word, Option] | None = None
        self._information: Word | None = None

    def run(self) -> None:
        while self._next < len(self._words) and not (self._incomplete or self._information):
            word = self._words[self._next]
            self._next += 1
            if word.text == "--":
                self._take_rest(word)
            elif not self._take_flag(word):
                self._take_other(word)

    def result(self, left_out: tuple[Word, ...]) -> CommandLine:
        help_word = next((word for word in self._unknown if word.text in _HELP), None)
        return CommandLine(
            flags=tuple(self._flags),
            repositories=() if self._unknown else tuple(self._operands),
            unknown=self._unknown[0] if self._unknown else None,
            incomplete=self._incomplete,
            information=self._information,
            help=help_word,
            left_out=left_out,
        )

    def _take_rest(self, word: Word) -> None:
        rest = self._words[self._next :]
        self._next = len(self._words)
        if self._unknown:
            self._unknown += [word, *rest]
        else:
            self._operands += rest

    def _take_flag(self, word: Word) -> bool:
        text = word.text
        if text in _VERSION or _is_group_with_version(text):
            self._information = word
            return True
        option = self._options.get(text)
        if option is not None:
            self._take_value(word, option)
            return True
        name, equals, value = text.partition("=")
        option = self._options.get(name) if equals else None
        if option is not None:
            self._flags.append(Flag(option=option, word=word, value=value, value_word=word))
        return option is not None

    def _take_value(self, word: Word, option: Option) -> None:
        has_next = self._next < len(self._words)
        following = self._words[self._next] if has_next else word
        if option.type is OptionType.BOOLEAN:
            has_next = has_next and not _may_be_flag(following.text)
        elif not has_next:
            self._incomplete = (word, option)
            return
        if has_next:
            self._next += 1
        value = following.text if has_next else None
        self._flags.append(Flag(option=option, word=word, value=value, value_word=following))

    def _take_other(self, word: Word) -> None:
        if self._unknown or _may_be_flag(word.text):
            self._unknown.append(word)
        else:
            self._operands.append(word)


def _may_be_flag(text: str) -> bool:
    is_number = _NEGATIVE_NUMBER.fullmatch(text) is not None
    return len(text) > 1 and text.startswith("-") and not is_number


def _is_group_with_version(text: str) -> bool:
    """Return whether a word is several short flags in one, of which the first one is known."""
    return text.startswith(_SHORT_VERSION)
