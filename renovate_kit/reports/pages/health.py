"""Whether the store can be read, for those who watch the server."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

from renovate_kit import __version__
from renovate_kit.errors import RenovateKitError
from renovate_kit.reports.pages.exchange import JSON, PageResponse, plain_response
from renovate_kit.reports.store import Store

__all__ = ["health_response"]


def health_response(open_store: Callable[[], AbstractContextManager[Store]]) -> PageResponse:
    """Return 200 if the store can be opened and read, else 503 with a line that says why not."""
    try:
        with open_store() as store:
            repositories = len({*store.repositories(), *store.forge_repositories()})
    except RenovateKitError as error:
        return plain_response(503, error.message)
    except Exception as error:  # noqa: BLE001 - whatever it is, the store can't be read
        response = plain_response(503, "the store can't be read")
        return PageResponse(
            status=503, body=response.body, content_type=response.content_type, error=error
        )
    told = {"status": "ok", "version": __version__, "repositories": repositories}
    return PageResponse(status=200, body=f"{json.dumps(told)}\n".encode(), content_type=JSON)
