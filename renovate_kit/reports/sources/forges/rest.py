"""What reading a list over REST has in common on all forges."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from renovate_kit.reports.sources.forges.answer import Answer, one_line
from renovate_kit.reports.sources.forges.asking import Asker
from renovate_kit.reports.sources.forges.decoding import NoListError, decoded_list
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.interface import Listed, MovedError
from renovate_kit.reports.sources.forges.links import below, last_page, next_page

__all__ = ["Entries", "RestLists"]

_MOVED: Final = frozenset({301, 302, 307, 308})
_MOST_PAGES: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What a list holds.

    Attributes:
        decoder: of one entry.
        record: makes a record of a decoded entry.
    """

    decoder: "msgspec.json.Decoder[Any]"
    record: Callable[[Any], Any]


class RestLists:
    """Reads lists of one forge.

    Args:
        asker: asks it.
        base: path of the API's base URL, such as `/api/v3`; may be empty.
        full_name: finds a repository's full name in what the forge says about it.
    """

    def __init__(
        self, asker: Asker, *, base: str, full_name: Callable[[Answer], str | None]
    ) -> None:
        self._asker = asker
        self._base = base.rstrip("/")
        self._full_name = full_name

    def page(
        self, path: str, entries: Entries, *, about: str, etag: str | None = None
    ) -> Listed[Any]:
        """Return one page.

        Args:
            path: below the API, with the query.
            entries: what it lists.
            about: what it is, for messages, beginning with the repository.
            etag: of an earlier answer.

        Raises:
            MovedError: the repository has another name now.
            ForgeError: there is no such page.
        """
        answer = self._asker.get(path, about=about, etag=etag)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return Listed(etag=etag, is_unchanged=True)
        if answer.status in _MOVED:
            raise MovedError(self._new_name(answer, about))
        try:
            items, unreadable = decoded_list(answer, entries.decoder, entries.record)
        except NoListError:
            raise self._no_list(about) from None
        links = answer.headers.get("link", "")
        return Listed(
            items=items,
            unreadable=unreadable,
            next_page=next_page(links, self._base),
            pages=last_page(links),
            etag=answer.headers.get("etag"),
        )

    def all(self, path: str, entries: Entries, *, about: str) -> Iterator[Any]:
        """Yield what all pages list.

        Raises:
            ForgeError: there is no such list.
        """
        page: str | None = path
        for _ in range(_MOST_PAGES):
            if page is None:
                return
            listed = self.page(page, entries, about=about)
            yield from listed.items
            page = listed.next_page

    def _new_name(self, answer: Answer, about: str) -> str:
        """Return the name behind a redirection, by one request for the repository itself.

        The redirection names it by its number (`/repositories/1300192/pulls`), or by its name.
        """
        location = below(answer.headers.get("location", ""), self._base)
        asked_for = about.partition(":")[0]
        parts = urlsplit(location or "").path.strip("/").split("/")
        by_number = parts[:1] in (["repositories"], ["projects"])
        path = "/" + "/".join(parts[: 2 if by_number else 3])
        if location is not None and len(parts) > 1:
            told = self._asker.get(path, about=about)
            name = self._full_name(told) if told.status == HTTPStatus.OK else None
            if name is not None and name.lower() != asked_for.lower():
                return name
        where = one_line(urlsplit(answer.headers.get("location", "")).hostname or "somewhere else")
        message = f"{self._asker.manners.host}: {about}: redirected to {where}"
        raise ForgeError(message, hint="check the name and --base-url", trouble=Trouble.ODD)

    def _no_list(self, about: str) -> ForgeError:
        manners = self._asker.manners
        message = f"{manners.host}: {about}: gave no list"
        hint = f"check --base-url, and that {manners.service} is of a supported version"
        return ForgeError(message, hint=hint, trouble=Trouble.ODD)
