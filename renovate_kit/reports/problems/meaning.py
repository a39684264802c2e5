"""What is known about a family of messages."""

from dataclasses import dataclass

from renovate_kit.reports.problems.categories import Category

__all__ = ["Case", "Meaning", "docs_page"]

_DOCS = "https://docs.renovatebot.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A meaning that a problem has only if its detail says so.

    Attributes:
        detail: a pattern that is found in the detail.
        category: what the problem is about then.
        means: what it means then; None for what it means anyway.
        remedy: what helps then; None for what helps anyway.
    """

    detail: str
    category: Category
    means: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What messages mean and what to do about them.

    Attributes:
        category: what the problem is about.
        means: what happened, and what it leads to.
        remedy: what usually helps.
        messages: exact messages of Renovate.
        pattern: found in the messages of a family; asked only if no message is exactly this one.
        title: words for a message that is a mere name.
        docs: the page of Renovate's documentation that helps.
        cases: what the detail tells better; the first that fits counts.
        only_on_rebuild: Renovate says it only when it builds the branch anew, so that its
            absence from a run tells nothing.
        repeats_result: it says no more than the result that the repository then ends with.
    """

    category: Category
    means: str
    remedy: str
    messages: tuple[str, ...] = ()
    pattern: str | None = None
    title: str | None = None
    docs: str | None = None
    cases: tuple[Case, ...] = ()
    only_on_rebuild: bool = False
    repeats_result: bool = False


def docs_page(path: str) -> str:
    """Return the address of a page of Renovate's documentation."""
    return f"{_DOCS}/{path}"
