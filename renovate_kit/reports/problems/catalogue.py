"""Looks up what a message of Renovate means and what to do about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page
from renovate_kit.reports.problems.meanings import MEANINGS
from renovate_kit.reports.problems.results import RESULTS

__all__ = ["Explanation", "explain", "meaning_of", "repeats_result"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one problem means.

    Attributes:
        category: what it is about.
        means: what happened, and what it leads to.
        remedy: what usually helps.
        docs: the page of Renovate's documentation that helps.
        title: words for a message that is a mere name.
    """

    category: Category
    means: str
    remedy: str
    docs: str | None
    title: str | None


_UNKNOWN: Final = Meaning(
    category=Category.INTERNAL,
    means="a message that is new here",
    remedy="look at the log of the last run with it",
    docs=docs_page("troubleshooting/"),
    cases=(
        Case(
            detail=r"HTTP 401\b|(?i:unauthorized|bad credentials)",
            category=Category.AUTHENTICATION,
            means="a host refused the credentials that Renovate has for it",
            remedy="check the token, or the hostRules entry for the host",
        ),
        Case(
            detail=r"HTTP (?:403|451)\b|(?i:forbidden|permission denied)",
            category=Category.PERMISSION,
            means="a host knows Renovate, but does not let it do that",
            remedy="give the bot's account access there, or add a hostRules entry for the host",
        ),
        Case(
            detail=r"HTTP 429\b|(?i:rate.limit|too many requests)",
            category=Category.RATE_LIMIT,
            means="a host was asked too often",
            remedy="run less often, or with credentials for the host",
        ),
        Case(
            detail=r"HTTP 5\d\d|\b(?:EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ENOTFOUND|EPIPE)\b",
            category=Category.NETWORK,
            means="a host did not answer as it should",
            remedy="nothing if later runs got through; otherwise look at the log for the host and "
            "the reason",
        ),
        Case(
            detail=r"\bENOSPC\b|(?i:no space left)",
            category=Category.RESOURCE,
            means="the disk was full",
            remedy="give the cache volume more space",
        ),
    ),
)


def repeats_result(message: str) -> bool:
    """Whether a problem says no more than the result that the repository then ends with."""
    meaning = meaning_of(message)
    return meaning is not None and meaning.repeats_result


@lru_cache(maxsize=4096)
def meaning_of(message: str) -> Meaning | None:
    """Return the meaning of a message, or else of its family; None for one that is new here."""
    exact = _by_message().get(message)
    if exact is not None:
        return exact
    families = (meaning for pattern, meaning in _families() if pattern.search(message))
    return next(families, None)


@lru_cache(maxsize=4096)
def explain(message: str, detail: str = "") -> Explanation:
    """Return what a problem means; one that is new here goes by its detail.

    Args:
        message: Renovate's message.
        detail: what tells it from others of that message; an error constant in it tells most.
    """
    meaning = meaning_of(message) or _UNKNOWN
    constant = RESULTS.get(detail.rpartition(": ")[2])
    if constant is not None:
        is_vague = meaning.category is Category.INTERNAL
        return Explanation(
            category=constant.category,
            means=constant.meaning if is_vague else meaning.means,
            remedy=constant.remedy,
            docs=meaning.docs,
            title=meaning.title,
        )
    case = next((each for each in meaning.cases if _compiled(each.detail).search(detail)), None)
    return Explanation(
        category=case.category if case else meaning.category,
        means=(case and case.means) or meaning.means,
        remedy=(case and case.remedy) or meaning.remedy,
        docs=meaning.docs,
        title=meaning.title,
    )


@cache
def _by_message() -> dict[str, Meaning]:
    return {message: meaning for meaning in MEANINGS for message in meaning.messages}


@cache
def _families() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    return tuple(_patterns())


def _patterns() -> Iterator[tuple[re.Pattern[str], Meaning]]:
    for meaning in MEANINGS:
        if meaning.pattern is not None:
            yield re.compile(meaning.pattern), meaning


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
