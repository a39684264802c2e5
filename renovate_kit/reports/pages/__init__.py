"""Pages over the store: a function from a request to a response, without sockets or a clock."""

from renovate_kit.reports.pages.exchange import PageRequest, PageResponse
from renovate_kit.reports.pages.site import Site, respond

__all__ = ["PageRequest", "PageResponse", "Site", "respond"]
