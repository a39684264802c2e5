"""What a page shows: one pipeline call each, laid out in one format."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from renovate_kit.reports.formats.errors_html import ErrorsHtml
from renovate_kit.reports.formats.errors_json import ErrorsJson
from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.json_report import JsonFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.page_bar import PageBar
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.security_html import SecurityHtml
from renovate_kit.reports.formats.security_json import SecurityJson
from renovate_kit.reports.formats.security_markdown import SecurityMarkdown
from renovate_kit.reports.pages.routes import PageFormat, PageKind, Route
from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.problem_pipeline import list_problems
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.report import Period
from renovate_kit.reports.security_pipeline import SecurityQuestion, security_history
from renovate_kit.reports.statistics.so_far import period_so_far
from renovate_kit.reports.store import Store

__all__ = ["Subject", "contents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page is about.

    Attributes:
        period: of which time.
        time_zone: IANA name of the zone in which times are told.
        repositories: only these; empty means all.
        ignores: which problems somebody chose not to see.
        limits: how long the fix of a vulnerability may take, by severity.
        now: when that is.
    """

    period: Period
    time_zone: str
    repositories: tuple[str, ...]
    ignores: Ignores
    limits: Mapping[str, timedelta]
    now: datetime


def contents(
    store: Store, route: Route, subject: Subject, *, layout: ReportLayout, bar: PageBar
) -> str:
    """Return the text of a page.

    Args:
        store: what is known.
        route: which page, in which format.
        subject: what it is about.
        layout: what somebody chose of the weekly report.
        bar: what a page of HTML has at its top.

    Raises:
        InputError: there is nothing to report.
        StoreError: the store can't be read.
    """
    match route.kind:
        case PageKind.REPORT:
            return _report(store, route.format, subject, layout, bar)
        case PageKind.ERRORS:
            return _errors(store, route.format, subject, bar)
        case PageKind.SECURITY:
            return _security(store, route.format, subject, bar)
        case _:
            assert_never(route.kind)


def _report(
    store: Store, form: PageFormat, subject: Subject, layout: ReportLayout, bar: PageBar
) -> str:
    report = summarise(
        store,
        subject.period,
        time_zone=subject.time_zone,
        repositories=subject.repositories,
        now=subject.now,
    )
    match form:
        case PageFormat.HTML:
            return HtmlFormat(layout, bar=bar).render(report)
        case PageFormat.MARKDOWN:
            return MarkdownFormat(layout).render(report)
        case PageFormat.JSON:
            return JsonFormat().render(report)
        case _:
            assert_never(form)


def _errors(store: Store, form: PageFormat, subject: Subject, bar: PageBar) -> str:
    period = period_so_far(subject.period, subject.now)
    report = list_problems(
        store,
        since=period.start,
        until=period.told_until,
        repositories=subject.repositories,
        ignores=replace(subject.ignores, today=subject.now.date()),
    )
    match form:
        case PageFormat.HTML:
            page = HtmlPage(bar=bar)
            html = ErrorsHtml(period, time_zone=subject.time_zone, page=page)
            return html.render(report, everything=False)
        case PageFormat.MARKDOWN:
            return ErrorsMarkdown().render(report, everything=False)
        case PageFormat.JSON:
            return ErrorsJson().render(report, everything=False)
        case _:
            assert_never(form)


def _security(store: Store, form: PageFormat, subject: Subject, bar: PageBar) -> str:
    question = SecurityQuestion(
        since=subject.period.start,
        until=subject.period.end,
        repositories=subject.repositories,
        limits=subject.limits,
    )
    report = security_history(store, question, now=subject.now)
    match form:
        case PageFormat.HTML:
            page = HtmlPage(bar=bar)
            period = period_so_far(subject.period, subject.now)
            return SecurityHtml(period, time_zone=subject.time_zone, page=page).render(report)
        case PageFormat.MARKDOWN:
            return SecurityMarkdown().render(report)
        case PageFormat.JSON:
            return SecurityJson().render(report)
        case _:
            assert_never(form)
