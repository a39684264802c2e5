"""Words as HTML: nothing in a text can become markup, or change how its surroundings read."""

from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from renovate_kit.reports.formats.notation import PLAIN, notation
from renovate_kit.reports.formats.wording import moment, number
from renovate_kit.reports.formats.words import (
    Code,
    Emphasis,
    Linked,
    Moment,
    Ranked,
    Strong,
    Word,
    Words,
    one_line,
)

__all__ = ["escape_html", "in_html"]

_WEB: Final = ("https://", "http://", "#")


def escape_html(text: str) -> Markup:
    """Return text in one line, without what can't be seen, that shows as it is."""
    return escape(one_line(text))


def in_html(words: Words) -> Markup:
    """Return words as HTML that may stand in a paragraph, a list or a table's cell."""
    return Markup("").join(_word(word) for word in words)


def _word(word: Word) -> Markup:
    match word:
        case str():
            return _text(word)
        case Moment():
            machine = word.at.astimezone(ZoneInfo(word.time_zone)).isoformat(timespec="seconds")
            human = moment(word.at, word.time_zone)
            return Markup('<time datetime="{}">{}</time>').format(machine, human)
        case Linked():
            return _link(word)
        case int():
            return _number(word)
        case Ranked():
            return Markup('<data value="{}">{}</data>').format(str(word.rank), _word(word.text))
        case _:
            tag = {Code: "code", Strong: "strong", Emphasis: "em"}[type(word)]
            return Markup("<{0}>{1}</{0}>").format(tag, escape_html(word.text))


def _number(value: int) -> Markup:
    """Return a number, with what it is for the script that sorts where that can't be read off."""
    said = number(value)
    if notation() is PLAIN or said == str(value):
        return escape(said)
    return Markup('<data value="{}">{}</data>').format(str(value), said)


def _text(text: str) -> Markup:
    """Return text with a space where it begins or ends with one."""
    flat = one_line(text)
    if not flat:
        return escape(" " if text else "")
    before, after = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))
    return escape(f"{before}{flat}{after}")


def _link(word: Linked) -> Markup:
    text = _word(word.text)
    url = "".join(one_line(word.url or "").split())
    if not url.startswith(_WEB):
        return text
    return Markup('<a href="{}">{}</a>').format(url, text)
