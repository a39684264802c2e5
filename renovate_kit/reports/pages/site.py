"""From a request to a response."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from renovate_kit.errors import InputError, RenovateKitError, StoreError, UsageError
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.page_bar import PageBar, PageLink, PeriodKind
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.pages.choice import Asked, asked_in, chosen_period, fields_in, query_of
from renovate_kit.reports.pages.contents import Subject, contents
from renovate_kit.reports.pages.exchange import (
    HTML,
    JSON,
    TEXT,
    PageRequest,
    PageResponse,
    plain_response,
)
from renovate_kit.reports.pages.failures import failure_response
from renovate_kit.reports.pages.health import health_response
from renovate_kit.reports.pages.hosts import host_in, is_served
from renovate_kit.reports.pages.routes import HEALTH, PageFormat, PageKind, Route, path_of, route_to
from renovate_kit.reports.pages.top import Reach, bar_for, bare_bar
from renovate_kit.reports.pipeline import everything_on_record
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.report import Period
from renovate_kit.reports.store import Store

__all__ = ["Site", "respond"]

_METHODS: Final = ("GET", "HEAD")
_TYPES: Final = {PageFormat.HTML: HTML, PageFormat.MARKDOWN: TEXT, PageFormat.JSON: JSON}
_MOST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is served, and to whom.

    Attributes:
        open_store: opens the store to read it, for one request.
        time_zone: IANA name of the zone of days and times.
        limits: how long the fix of a vulnerability may take, by severity.
        layout: what somebody chose of the weekly report.
        allowed_hosts: names and addresses that it answers to, besides those of this machine.
        ignores: which problems somebody chose not to see.
    """

    open_store: Callable[[], AbstractContextManager[Store]]
    time_zone: str
    limits: Mapping[str, timedelta]
    layout: ReportLayout = field(default_factory=ReportLayout)
    allowed_hosts: frozenset[str] = frozenset()
    ignores: Ignores = field(default_factory=Ignores)


def respond(site: Site, request: PageRequest, *, now: datetime) -> PageResponse:
    """Return the response to a request; whatever goes wrong becomes one, too.

    Nothing is changed by any request.

    Args:
        site: what is served.
        request: what a browser asks for.
        now: when that is.
    """
    if refusal := _refused(site, request):
        return refusal
    path, _, query = request.target.partition("?")
    if path == HEALTH:
        return health_response(site.open_store)
    route = route_to(path)
    if route is None:
        error = InputError(
            f"there is no page at {path[:_MOST_SHOWN]}",
            hint="the links above lead to those there are",
        )
        return failure_response(error, PageFormat.HTML, bare_bar())
    try:
        return _page(site, route, query, now)
    except Exception as error:  # noqa: BLE001 - the next request may go well
        return failure_response(error, route.format, bare_bar(route.kind))


def _refused(site: Site, request: PageRequest) -> PageResponse | None:
    """Return why a request is refused before anybody looks at what it asks for."""
    if request.method not in _METHODS:
        allow = ", ".join(_METHODS)
        return plain_response(405, f"Only {allow} are allowed.", headers={"Allow": allow})
    if not request.target.startswith("/"):
        return plain_response(400, "The address does not start with a slash.")
    hosts = [host_in(each) for each in request.hosts]
    if len(hosts) != 1 or hosts[0] is None:
        return plain_response(400, "The request needs one Host header with a name or an address.")
    if not is_served(hosts[0], site.allowed_hosts):
        return plain_response(
            421, f"This server does not answer to the name {hosts[0]}: see --allowed-host."
        )
    return None


def _page(site: Site, route: Route, query: str, now: datetime) -> PageResponse:
    zone = ZoneInfo(site.time_zone)
    with site.open_store() as store:
        names = tuple(sorted({*store.repositories(), *store.forge_repositories()}))
        asked, period, reach = Asked(), None, Reach(known_since=None, now=now)
        try:
            asked = asked_in(fields_in(query))
            period = chosen_period(asked, now=now, zone=zone)
            subject = _subject(site, asked, period, now)
            reach = _reach(store, route.kind, subject)
            bar = bar_for(route.kind, asked, period, names, reach=reach)
            text = contents(store, route, subject, layout=site.layout, bar=bar)
        except StoreError:
            raise
        except RenovateKitError as error:
            bar = bar_for(route.kind, asked, None, names, reach=reach)
            if not isinstance(error, UsageError):
                bar = replace(bar, steps=_instead(store, route.kind, asked, zone))
            return failure_response(error, route.format, bar)
        except Exception as error:  # noqa: BLE001 - the form still helps
            bar = bar_for(route.kind, asked, period, names, reach=reach)
            return failure_response(error, route.format, bar)
    return _response(site, route, text, bar)


def _reach(store: Store, kind: PageKind, subject: Subject) -> Reach:
    """Return which weeks have a page: there is no report of those before anything is on record.

    Raises:
        InputError: the store does not know the repository.
    """
    if kind is not PageKind.REPORT:
        return Reach(known_since=None, now=subject.now)
    known = everything_on_record(store, subject.repositories, now=subject.now)
    return Reach(known_since=known.start, now=subject.now)


def _subject(site: Site, asked: Asked, period: Period, now: datetime) -> Subject:
    return Subject(
        period=period,
        time_zone=site.time_zone,
        repositories=(asked.repository,) if asked.repository else (),
        ignores=site.ignores,
        limits=site.limits,
        now=now,
    )


def _response(site: Site, route: Route, text: str, bar: PageBar) -> PageResponse:
    content_type = _TYPES[route.format]
    if route.format is not PageFormat.HTML:
        return PageResponse(status=200, body=text.encode(), content_type=content_type)
    templates = site.layout.templates if route.kind is PageKind.REPORT else None
    policy = HtmlPage(templates, bar=bar).policy
    return PageResponse(status=200, body=text.encode(), content_type=content_type, policy=policy)


def _instead(store: Store, kind: PageKind, asked: Asked, zone: ZoneInfo) -> tuple[PageLink, ...]:
    """Return a link to the last week with runs, of the repository if it has any."""
    known = [
        name for name in store.repositories() if name.casefold() == asked.repository.casefold()
    ]
    weeks = store.weeks(known, zone=zone)
    if not weeks:
        return ()
    name = f"{weeks[-1].year}-W{weeks[-1].week:02}"
    target = Asked(kind=PeriodKind.WEEK, week=name, repository=known[0] if known else "")
    url = f"{path_of(kind)}{query_of(target)}"
    whose = f" of {known[0]}" if known else ""
    return (PageLink(text=f"The last week with runs{whose}: {name}", url=url),)
