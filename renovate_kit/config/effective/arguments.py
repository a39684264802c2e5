"""The command line -> the layer that it is, and the problems at which Renovate ends early.

Source: `lib/workers/global/config/parse/cli.ts`, and `lib/renovate.ts`, which reads the command
line a first time before anything else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.coercion import Coerced, Remark, coerce
from renovate_kit.config.effective.command_line import CommandLine, Flag, Word
from renovate_kit.config.effective.layers import Layer, Trace, unknown_value
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import shown_value
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.effective.secret_values import is_secret_option
from renovate_kit.config.options import Catalogue, OptionType, nearest
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList

__all__ = ["ArgumentLayer", "argument_layer"]

_EXIT: Final = 1
_CAPITAL: Final = re.compile("([A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentLayer:
    """What the command line says.

    Attributes:
        layer: its options; its problems are those of the second reading, after the files.
        early: the problems that come up before any file is read.
    """

    layer: Layer
    early: tuple[Problem, ...]


def argument_layer(line: CommandLine, catalogue: Catalogue) -> ArgumentLayer:
    """Return what a command line says.

    Args:
        line: the arguments.
        catalogue: what the release knows.
    """
    values = TrackedDict()
    traces: dict[str, Trace] = {}
    early = list(_of_former_words(line))
    for flag in line.flags:
        coerced = _coerced(flag, values.get(flag.option.name))
        early += (_of_flag(flag, remark, coerced) for remark in coerced.remarks)
        if not coerced.is_refused:
            # Of a flag that stands twice the last one counts.
            values[flag.option.name] = coerced.value
            traces[flag.option.name] = Trace(sources=(_source(flag),))
    early += _of_ends(line)
    if line.repositories and "repositories" not in values:
        values["repositories"] = TrackedList([word.text for word in line.repositories])
        sources = tuple(map(_source_of_word, line.repositories))
        traces["repositories"] = Trace(sources=sources)
    late = () if line.unknown is None else (_of_unknown(line.unknown, catalogue),)
    layer = Layer(values=_in_order(values, catalogue), traces=traces, problems=late)
    return ArgumentLayer(layer=layer, early=tuple(early))


def _in_order(values: TrackedDict, catalogue: Catalogue) -> TrackedDict:
    return TrackedDict({name: values[name] for name in catalogue.options if name in values})


def _coerced(flag: Flag, before: Json) -> Coerced:
    option = flag.option
    if flag.value is None:
        return Coerced(value=True)
    if UNKNOWN in flag.value:
        return Coerced(value=unknown_value(option))
    is_again = option.type is OptionType.INTEGER and isinstance(before, int | float)
    coerced = coerce(option, flag.value, is_flag=True, radix=before if is_again else 0)
    is_null = coerced.value is None and not (coerced.is_refused or coerced.is_unset)
    return replace(coerced, value="") if is_null else coerced


def _source(flag: Flag) -> Source:
    argument = flag.value_word.argument
    return Source(
        kind=SourceKind.ARGUMENTS,
        origin=argument.origin,
        label=flag.word.label,
        via=flag.option.cli or "",
        is_known=flag.value is None or UNKNOWN not in flag.value,
        is_secret=argument.is_secret,
    )


def _source_of_word(word: Word) -> Source:
    return Source(
        kind=SourceKind.ARGUMENTS,
        origin=word.argument.origin,
        label=word.label,
        is_known=UNKNOWN not in word.text,
        is_secret=word.argument.is_secret,
    )


def _of_flag(flag: Flag, remark: Remark, coerced: Coerced) -> Problem:
    option = flag.option.name
    argument = flag.value_word.argument
    is_hidden = argument.is_secret or is_secret_option(option)
    return Problem(
        kind=remark.kind,
        name=flag.option.cli or "",
        origin=argument.origin,
        value=shown_value(flag.value, option, is_secret=argument.is_secret),
        facts={"option": option, **({} if is_hidden else remark.facts)},
        exit_code=_EXIT if coerced.is_refused else None,
    )


def _of_former_words(line: CommandLine) -> Iterator[Problem]:
    flags = {flag.word.index: flag.word for flag in line.flags}
    unknown = () if line.unknown is None else (line.unknown,)
    for word in (*flags.values(), *unknown):
        if word.is_former and word.text.partition("=")[0] != word.argument.text:
            facts = {"meant": word.text.partition("=")[0]}
            yield _of_word(word, ProblemKind.RENAMED_FLAG, facts)
    for word in line.left_out:
        yield _of_word(word, ProblemKind.IGNORED_FLAG)


def _of_ends(line: CommandLine) -> Iterator[Problem]:
    if line.incomplete is not None:
        word, option = line.incomplete
        facts = {"option": option.name}
        yield _of_word(word, ProblemKind.MISSING_FLAG_VALUE, facts, exit_code=_EXIT)
    for information in (line.information, line.help):
        if information is not None:
            yield _of_word(information, ProblemKind.INFORMATION_FLAG, exit_code=0)


def _of_unknown(word: Word, catalogue: Catalogue) -> Problem:
    name = word.text.partition("=")[0]
    former = word.argument.text.partition("=")[0]
    by_flag = {_flag_name(option): option for option in catalogue.options}
    if (option := by_flag.get(name)) is not None:
        facts = {"option": option}
        return _of_word(word, ProblemKind.NOT_SETTABLE_BY_FLAG, facts, exit_code=_EXIT)
    known = [option.cli for option in catalogue.options.values() if option.cli]
    meant = nearest(former, known)
    facts = {} if meant is None else {"meant": meant}
    return _of_word(word, ProblemKind.UNKNOWN_FLAG, facts, exit_code=_EXIT)


def _flag_name(option: str) -> str:
    return "--" + _CAPITAL.sub(r"-\1", option).lower()


def _of_word(
    word: Word,
    kind: ProblemKind,
    facts: Mapping[str, str] = {},
    exit_code: int | None = None,
) -> Problem:
    return Problem(
        kind=kind,
        name=word.argument.text.partition("=")[0],
        origin=word.argument.origin,
        facts=facts,
        exit_code=exit_code,
    )
