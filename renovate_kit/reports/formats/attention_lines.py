"""What needs a person, line by line: a cause that many repositories share is told once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.formats.links import option_links, pull_request_link, since_when
from renovate_kit.reports.formats.wording import count, number
from renovate_kit.reports.formats.words import (
    NOTHING,
    Code,
    Emphasis,
    Moment,
    Strong,
    Words,
    joined,
)
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    Option,
    Report,
    RepositoryReport,
)

__all__ = ["AttentionLine", "attention_lines"]

_FEWEST_SHARING: Final = 4
"""So many repositories make a cause one that they share: fewer are told one by one."""

_MOST_NAMES: Final = 5
_FIRST_NAMES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionLine:
    """A thing that needs a person, of one repository or of many.

    Attributes:
        kind: why it needs one.
        words: what it is, and what to do.
        repositories: how many share it; one, too, for what is no repository's.
        members: each of them with what is its own; none for one alone.
    """

    kind: AttentionKind
    words: Words
    repositories: int = 1
    members: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """What things of several repositories can have in common."""

    kind: AttentionKind
    words: str
    what_to_do: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A thing, whose it is, and what of its words is no other repository's."""

    attention: Attention
    part: RepositoryReport | None
    cause: _Cause
    own: str


def attention_lines(report: Report) -> Iterator[AttentionLine]:
    """Yield what needs a person: the most pressing kind first, in it what most repositories share.

    A cause of many repositories is one line; what is of few is told one by one.
    """
    kinds = list(AttentionKind)
    lines = _lines(_items(report), report)
    yield from sorted(lines, key=lambda line: (kinds.index(line.kind), -line.repositories))


def _items(report: Report) -> Iterator[_Item]:
    yield from (_item(each, None) for each in report.attention)
    for part in report.repositories:
        yield from (_item(each, part) for each in part.attention)


def _item(attention: Attention, part: RepositoryReport | None) -> _Item:
    words, own = _cause_and_own(attention)
    cause = _Cause(
        kind=attention.kind,
        words=words,
        what_to_do=attention.what_to_do,
        options=attention.options,
    )
    return _Item(attention=attention, part=part, cause=cause, own=own)


def _cause_and_own(attention: Attention) -> tuple[str, str]:
    """Return which words can be the same in other repositories, and which are this one's."""
    what, cause = attention.what, attention.cause
    if cause is None or cause == what:
        return what, ""
    return cause, what.removesuffix(f": {cause}").removeprefix(f"{cause}: ")


def _lines(items: Iterator[_Item], report: Report) -> Iterator[AttentionLine]:
    every = list(items)
    groups: defaultdict[_Cause, list[_Item]] = defaultdict(list)
    for item in every:
        if item.part is not None:
            groups[item.cause].append(item)
    shared = {
        cause: line
        for cause, group in groups.items()
        if (line := _shared_line(group, report.time_zone)) is not None
    }
    told: set[_Cause] = set()
    is_several = len(report.repositories) > 1
    for item in every:
        if item.part is None or item.cause not in shared:
            yield _line(item, report.time_zone, is_several=is_several)
        elif item.cause not in told:
            told.add(item.cause)
            yield shared[item.cause]


def _shared_line(group: Sequence[_Item], time_zone: str) -> AttentionLine | None:
    """Return the line of a cause that many repositories share; None if it is one of few."""
    names = list(dict.fromkeys(item.part.repository for item in group if item.part is not None))
    if len(names) < _FEWEST_SHARING:
        return None
    first, cause = group[0].attention, group[0].cause
    is_same = len({item.attention.what for item in group}) == 1
    what = first.what if is_same else cause.words
    members = tuple(_member(item, time_zone, with_own=not is_same) for item in group)
    shown = names if len(names) <= _MOST_NAMES else names[:_FIRST_NAMES]
    is_all_said = members == tuple((Code(name),) for name in shown)
    return AttentionLine(
        kind=cause.kind,
        words=(
            Strong(cause.kind.capitalize()),
            f" in {count(len(names), 'repository', 'repositories')} (",
            *_listed(shown, more=len(names) - len(shown)),
            f"): {what.rstrip('.')}" if what else ")",
            *_advice(first),
        ),
        repositories=len(names),
        members=() if is_all_said else members,
    )


def _listed(names: Sequence[str], *, more: int) -> Words:
    rest = f" and {number(more)} more" if more else ""
    return (*joined(", ", ((Code(name),) for name in names)), rest)


def _member(item: _Item, time_zone: str, *, with_own: bool) -> Words:
    each, part = item.attention, item.part
    assert part is not None  # noqa: S101 - what is no repository's is never shared
    own: Words = (f": {item.own.rstrip('.')}",) if with_own and item.own else NOTHING
    to_it = pull_request_link(part, each.pull_request)
    return (
        Code(part.repository),
        *((" ", *to_it) if to_it else NOTHING),
        *since_when(each.since, time_zone, opened=bool(to_it)),
        *own,
        *_last(each, time_zone),
    )


def _line(item: _Item, time_zone: str, *, is_several: bool) -> AttentionLine:
    each, part = item.attention, item.part
    to_it = pull_request_link(part, each.pull_request) if part else NOTHING
    where: Words = (", ", Code(part.repository)) if part and is_several else NOTHING
    return AttentionLine(
        kind=each.kind,
        words=(
            Strong(each.kind.capitalize()),
            *((" ", *to_it) if to_it else NOTHING),
            *where,
            *since_when(each.since, time_zone, opened=bool(to_it)),
            f": {each.what.rstrip('.')}",
            *_last(each, time_zone),
            *_advice(each),
        ),
    )


def _last(attention: Attention, time_zone: str) -> Words:
    if attention.last_at is None:
        return NOTHING
    return (" (last on ", Moment(attention.last_at, time_zone), ")")


def _advice(attention: Attention) -> Words:
    options: Words = NOTHING
    if attention.options:
        options = (" (", *option_links(attention.options), ")")
    return (". ", Emphasis("What to do:"), f" {attention.what_to_do}", *options, ".")
