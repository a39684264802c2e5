"""Pages that say why there is no other page."""

from typing import Final

from renovate_kit.errors import InputError, RenovateKitError, StoreError, UsageError
from renovate_kit.reports.formats.document import Document, DocumentSection
from renovate_kit.reports.formats.document_html import document_in_html
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.page_bar import PageBar
from renovate_kit.reports.formats.wording import sentence
from renovate_kit.reports.pages.exchange import HTML, TEXT, PageResponse
from renovate_kit.reports.pages.routes import PageFormat

__all__ = ["failure_response"]

_TITLES: Final = {
    400: "That can't be shown",
    404: "There is nothing to show",
    500: "A mistake in renovate-kit",
    503: "The store can't be read",
}
_STATUSES: Final = ((UsageError, 400), (StoreError, 503), (InputError, 404))
_UNFORESEEN: Final = 500
_MISTAKE: Final = "what happened is on standard error of `renovate-kit serve`"
_REPORT_IT: Final = "please report it, with what is there"


def failure_response(error: Exception, form: PageFormat, bar: PageBar) -> PageResponse:
    """Return what to say where a page can't be made.

    Args:
        error: why it can't.
        form: what the page would have been; what is no HTML gets a line of text.
        bar: the top of the page; where its links lead elsewhere, they say more than a hint.
    """
    status = next((code for kind, code in _STATUSES if isinstance(error, kind)), _UNFORESEEN)
    if isinstance(error, RenovateKitError):
        what, hint = error.message, "" if bar.steps else error.hint
    else:
        what, hint = _MISTAKE, _REPORT_IT
    unforeseen = error if status == _UNFORESEEN else None
    if form is not PageFormat.HTML:
        line = " ".join(_sentences(what, hint))
        return PageResponse(
            status=status, body=f"{line}\n".encode(), content_type=TEXT, error=unforeseen
        )
    page = HtmlPage(bar=bar)
    document = _document(_TITLES[status], what, hint)
    return PageResponse(
        status=status,
        body=document_in_html(document, page).encode(),
        content_type=HTML,
        policy=page.policy,
        error=unforeseen,
    )


def _document(title: str, what: str, hint: str) -> Document:
    lead, *more = _sentences(what, hint)
    section = DocumentSection(heading="What to do", paragraphs=tuple((each,) for each in more))
    return Document(
        title=title,
        subtitle=(),
        lead=(lead,),
        sections=(section,) if more else (),
        origin="Written by renovate-kit.",
    )


def _sentences(*parts: str) -> list[str]:
    return [f"{sentence(part)}{'' if part.endswith('?') else '.'}" for part in parts if part]
