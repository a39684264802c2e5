"""A document as one HTML page that needs nothing else, with the look of the weekly report."""

from typing import Final

from renovate_kit.reports.formats.document import Document
from renovate_kit.reports.formats.html_page import HtmlPage

__all__ = ["document_in_html"]

_TEMPLATE: Final = "document.html.j2"


def document_in_html(document: Document, page: HtmlPage) -> str:
    """Return a document as an HTML page, with a newline at its end."""
    return page.render(_TEMPLATE, document=document)
