"""The pages of `serve`: a function from a request to a response."""

import itertools
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import StoreError
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.pages import PageRequest, PageResponse, Site, respond
from renovate_kit.reports.pages.hosts import host_in, is_loopback, is_served
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.statistics.security_history import DEFAULT_LIMITS
from renovate_kit.reports.store import open_store, read_store
from tests.reports.html_reading import Page, read
from tests.reports.html_validation import assert_valid_html
from tests.reports.pull_request_samples import hours, security_pull_request
from tests.reports.recorded import PICLUSTER

NOW = datetime(2026, 9, 21, 9, tzinfo=UTC)
WEEK = "2026-W37"
PAGES = ("/", "/errors", "/security")
HOSTILE = "</option><script>alert(1)</script>\"'&\u202e"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the first user's logs, and a pull request of a repository with a hostile name."""
    path = tmp_path_factory.mktemp("pages") / "store.sqlite3"
    with open_store(path) as opened:
        for log in sorted(PICLUSTER.glob("*.jsonl")):
            with open_log(log) as source:
                opened.take(source.name, source.events())
        seen = security_pull_request(repository=f"acme/{HOSTILE}", title=HOSTILE)
        opened.take_pull_requests([seen], seen_at=hours(5))
    return path


def site_of(path: Path, **changes: object) -> Site:
    values: dict[str, object] = {
        "open_store": lambda: read_store(path, wait_seconds=0.05),
        "time_zone": "Europe/Stockholm",
        "limits": DEFAULT_LIMITS,
        **changes,
    }
    return Site(**values)  # type: ignore[arg-type]


@pytest.fixture
def site(store: Path) -> Site:
    return site_of(store)


def get(site: Site, target: str, *, method: str = "GET", now: datetime = NOW) -> PageResponse:
    request = PageRequest(method=method, target=target, hosts=("localhost:8321",))
    return respond(site, request, now=now)


def page(site: Site, target: str, *, status: int = 200) -> Page:
    response = get(site, target)
    assert response.status == status
    assert response.content_type == "text/html; charset=utf-8"
    return read(response.body.decode())


def links(shown: Page) -> dict[str, str]:
    return {each.text: each.attributes["href"] for each in shown.all("a")}


# What there is


def test_the_start_is_the_report_of_the_last_week_that_is_over(site: Site) -> None:
    assert page(site, "/").all("h1")[0].text == "Renovate report 2026-W38"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (f"week={WEEK}", WEEK),
        ("from=2026-09-07&to=2026-09-09", "2026-09-07 to 2026-09-09"),
        ("from=2026-09-07", "2026-09-07 to 2026-09-21"),
        ("last=2w", "2026-09-07 to 2026-09-20"),
        # As the form sends it: only the chosen fields count, the others may hold anything.
        (f"by=week&week={WEEK}&from=2026-01-01&to=&last=9d&repository=", WEEK),
        ("by=days&week=x&from=2026-09-07&to=2026-09-07&last=&repository=", "2026-09-07"),
        ("by=last&week=x&from=&to=&last=2w&repository=", "2026-09-07 to 2026-09-20"),
        ("by=week&week=&from=&to=&last=&repository=", "2026-W38"),
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_any_period_can_be_chosen(site: Site, path: str, query: str, name: str) -> None:
    assert page(site, f"{path}?{query}").all("h1")[0].text.endswith(f" {name}")


def test_one_repository_can_be_chosen_in_any_case(site: Site) -> None:
    shown = page(site, f"/?week={WEEK}&repository=LUDDERA/pi-cluster")
    assert "luddera/pi-cluster" in " ".join(shown.seen())
    field = next(x for x in shown.elements if x.attributes.get("name") == "repository")
    assert field.tag == "input"
    assert field.attributes["value"] == "LUDDERA/pi-cluster"
    chosen = page(site, f"/?week={WEEK}&repository=luddera/pi-cluster")
    (option,) = (x for x in chosen.all("option") if "selected" in x.attributes)
    assert option.text == "luddera/pi-cluster"


@pytest.mark.parametrize("path", PAGES)
def test_a_week_that_is_not_over_says_so_on_every_page(site: Site, path: str) -> None:
    def days(now: datetime) -> str:
        body = get(site, f"{path}?week={WEEK}", now=now).body.decode()
        (line,) = [each for each in read(body).all("p") if each.attributes.get("class") == "days"]
        return line.text

    wednesday = datetime(2026, 9, 9, 12, tzinfo=UTC)
    assert ", so far: until Wed 9 Sep 2026, 14:00 CEST, " in days(wednesday)
    assert "so far" not in days(NOW)


def test_the_markdown_of_problems_of_a_week_that_is_not_over_says_until_when(site: Site) -> None:
    wednesday = datetime(2026, 9, 9, 12, tzinfo=UTC)
    told = get(site, f"/errors.md?week={WEEK}", now=wednesday).body.decode()
    assert ", before 2026-09-09 12:00 UTC: " in told
    told = get(site, f"/errors.md?week={WEEK}").body.decode()
    assert ", before 2026-09-13 22:00 UTC: " in told


@pytest.mark.parametrize("path", ["/errors", "/security"])
@pytest.mark.parametrize("form", ["", ".md", ".json"])
def test_what_is_yet_to_come_is_refused(site: Site, path: str, form: str) -> None:
    response = get(site, f"{path}{form}?week=2026-W40")
    assert response.status == 404
    assert "the period is yet to come" in response.body.decode().casefold()


@pytest.mark.parametrize("path", ["/errors.md", "/security.md"])
def test_what_was_before_the_record_is_unknown(site: Site, path: str) -> None:
    told = get(site, f"{path}?week=2026-W30").body.decode()
    assert "Unknown: no" in told
    assert "on record since 2026-07-19 22:00 UTC, before 2026-07-26 22:00 UTC" in told
    assert "\n0 " not in told


def test_the_page_is_the_report_with_a_bar_on_top(site: Site) -> None:
    shown = page(site, f"/?week={WEEK}")
    assert shown.all("h2")[0].text == "Needs attention"
    pages = [each.text for each in shown.all("a") if "nav" in each.inside]
    assert pages == ["Report", "Errors", "Security"]


def test_links_lead_to_the_same_of_other_weeks_pages_and_formats(site: Site) -> None:
    found = links(page(site, f"/errors?week={WEEK}&repository=luddera/pi-cluster"))
    rest = "&repository=luddera/pi-cluster"
    assert found["Week before: 2026-W36"] == f"/errors?week=2026-W36{rest}"
    assert found["Week after: 2026-W38"] == f"/errors?week=2026-W38{rest}"
    assert found["Report"] == f"/?week={WEEK}{rest}"
    assert found["Security"] == f"/security?week={WEEK}{rest}"
    assert found["Markdown"] == f"/errors.md?week={WEEK}{rest}"
    assert found["JSON"] == f"/errors.json?week={WEEK}{rest}"


def test_every_link_of_the_bar_leads_somewhere(site: Site) -> None:
    for path in PAGES:
        for url in links(page(site, f"{path}?week={WEEK}")).values():
            if url.startswith("/"):
                assert get(site, url).status in {200, 404}, url
                assert get(site, url).error is None


@pytest.mark.parametrize("rest", ["", "&repository=LUDDERA/pi-cluster"])
def test_no_report_is_linked_of_a_time_before_anything_is_on_record(site: Site, rest: str) -> None:
    assert get(site, f"/?week=2026-W36{rest}").status == 404
    first = links(page(site, f"/?week=2026-W37{rest}"))
    assert not any(text.startswith("Week before") for text in first)
    assert f"/?week=2026-W38{rest}" in first.values()
    second = links(page(site, f"/?week=2026-W38{rest}"))
    assert second["Week before: 2026-W37"] == f"/?week=2026-W37{rest}"


def test_no_week_is_linked_that_is_yet_to_come(site: Site) -> None:
    found = links(page(site, "/?week=2026-W39"))
    assert "Week before: 2026-W38" in found
    assert not any(text.startswith(("Week after", "Last week")) for text in found)


@pytest.mark.parametrize(("week", "after"), [("2026-W53", "2027-W01"), ("2026-W13", "2026-W14")])
def test_weeks_follow_each_other_across_new_year_and_summer_time(
    store: Path, week: str, after: str
) -> None:
    response = get(site_of(store), f"/?week={week}", now=NOW + timedelta(days=900))
    found = links(read(response.body.decode()))
    if response.status == 200:
        assert f"Week after: {after}" in found


@pytest.mark.parametrize("kind", ["report", "errors", "security"])
def test_the_same_comes_as_markdown_and_json(site: Site, kind: str) -> None:
    markdown = get(site, f"/{kind}.md?week={WEEK}")
    assert (markdown.status, markdown.content_type) == (200, "text/plain; charset=utf-8")
    assert markdown.body.startswith(b"# ")
    told = get(site, f"/{kind}.json?week={WEEK}")
    assert (told.status, told.content_type) == (200, "application/json; charset=utf-8")
    assert isinstance(json.loads(told.body), dict)


def test_the_layout_that_a_project_chose_holds_here_too(store: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(
        '{% extends "builtin/report.html.j2" %}'
        "{% block footer %}<footer>ours</footer>{% endblock %}"
    )
    site = site_of(store, layout=ReportLayout(templates=tmp_path))
    response = get(site, f"/?week={WEEK}")
    assert b"<footer>ours</footer>" in response.body
    assert b'class="choice"' in response.body


def test_a_head_has_the_headers_of_its_page(site: Site) -> None:
    head, whole = (get(site, f"/?week={WEEK}", method=each) for each in ("HEAD", "GET"))
    assert head.all_headers() == whole.all_headers()


def test_the_same_request_gets_the_same_bytes(site: Site) -> None:
    for path in PAGES:
        target = f"{path}?week={WEEK}"
        assert get(site, target).body == get(site, target).body


# What there is not


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/?week=2026-W54", "is no ISO week"),
        ("/?week=%3Cb%3E", "is no ISO week"),
        ("/?from=yesterday", "is no day"),
        ("/?to=2026-09-07", "first day is missing"),
        ("/?from=2026-09-08&to=2026-09-07", "is before"),
        ("/?last=4", "is no number of days or weeks"),
        ("/?last=4w&week=2026-W37", "exclude each other"),
        ("/?by=month", "is no kind of period"),
        ("/?week=2026-W37&week=2026-W38", "twice"),
        ("/?colour=red", "means nothing"),
        ("/?" + "&".join(f"a{number}=1" for number in range(99)), "too many fields"),
        ("/?repository=" + "a" * 999, "too long"),
        ("/?from=9999-12-31&to=9999-12-31", "end of the calendar"),
    ],
)
def test_wrong_input_is_a_page_that_says_so(site: Site, target: str, said: str) -> None:
    shown = page(site, target, status=400)
    assert said in " ".join(shown.seen())
    assert shown.all("form")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/?repository=nobody/nothing", "nobody/nothing"),
        ("/errors?repository=nobody/nothing", "nobody/nothing"),
        ("/security?repository=nobody/nothing", "nobody/nothing"),
        ("/?week=2020-W01", "No run is on record for 2020-W01"),
        ("/?week=9998-W01", "9998-W01 is yet to come"),
    ],
)
def test_where_there_is_nothing_a_link_leads_to_something(
    site: Site, target: str, said: str
) -> None:
    shown = page(site, target, status=404)
    assert said in " ".join(shown.seen())
    (url,) = (url for text, url in links(shown).items() if text.startswith("The last week"))
    assert url.endswith(f"?week={WEEK}")


def test_machines_get_a_line_instead(site: Site) -> None:
    response = get(site, "/report.json?week=x")
    assert (response.status, response.content_type) == (400, "text/plain; charset=utf-8")
    assert response.body == b"'x' is no ISO week. Write it as 2026-W47.\n"


@pytest.mark.parametrize(
    "path", ["/nothing", "/favicon.ico", "/..%2f..%2fetc/passwd", "//", "/%00"]
)
def test_other_paths_lead_nowhere(site: Site, path: str) -> None:
    assert links(page(site, path, status=404))["Report"] == "/"


def test_an_empty_store_is_a_page(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.sqlite3"):
        pass
    site = site_of(tmp_path / "empty.sqlite3")
    shown = page(site, "/", status=404)
    assert "renovate-kit ingest" in " ".join(shown.seen())
    assert get(site, "/errors").status == 200
    assert get(site, "/security").status == 200
    assert get(site, "/healthz").status == 200


@pytest.mark.parametrize("path", [*PAGES, "/report.json"])
def test_a_missing_store_is_told_and_not_made(tmp_path: Path, path: str) -> None:
    missing = tmp_path / "none.sqlite3"
    response = get(site_of(missing), path)
    assert response.status == 503
    assert b"there is no store" in response.body.lower()
    assert not missing.exists()


def test_a_locked_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        shown = page(site_of(path), "/", status=503)
        assert "is locked by another process" in " ".join(shown.seen())
        health = get(site_of(path), "/healthz")
    assert (health.status, health.body) == (
        503,
        f"{path} is locked by another process\n".encode(),
    )
    assert get(site_of(path), "/healthz").status == 200


def test_others_can_write_while_a_page_is_made(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(path):
        pass
    with read_store(path) as reading, open_store(path) as writing:
        writing.take_pull_requests([security_pull_request()], seen_at=hours(5))
        assert reading.forge_repositories() == ("acme/shop",)


def test_a_store_of_an_older_version_is_not_touched(tmp_path: Path, data: Path) -> None:
    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((data / "store" / "version-1.sql").read_text("utf-8"))
    before = old.read_bytes()
    response = get(site_of(old), "/healthz")
    assert response.status == 503
    assert b"older renovate-kit" in response.body
    assert old.read_bytes() == before


def test_requests_change_nothing(store: Path, site: Site) -> None:
    before = store.read_bytes()
    for path in (*PAGES, "/healthz", "/report.json", "/?week=x"):
        get(site, path)
    assert store.read_bytes() == before


def test_nothing_can_be_written_through_a_store_that_was_opened_to_read(store: Path) -> None:
    with read_store(store) as opened, pytest.raises(StoreError, match="read-only"):
        opened.prune(NOW)


def test_a_mistake_of_ours_is_a_page_and_told_to_the_server(store: Path) -> None:
    def broken() -> NoReturn:
        message = "secret detail"
        raise ZeroDivisionError(message)

    site = site_of(store, open_store=broken)
    response = get(site, "/")
    assert response.status == 500
    assert isinstance(response.error, ZeroDivisionError)
    assert b"secret detail" not in response.body
    health = get(site, "/healthz")
    assert (health.status, health.body) == (503, b"the store can't be read\n")


def test_health_is_a_small_object(site: Site) -> None:
    response = get(site, "/healthz")
    assert response.status == 200
    told = json.loads(response.body)
    assert (told["status"], told["repositories"]) == ("ok", 2)


# Who may ask, and how


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", ""]
)
def test_only_reading_is_allowed(site: Site, method: str) -> None:
    response = get(site, "/", method=method)
    assert response.status == 405
    assert response.all_headers()["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("target", ["", "*", "http://localhost/", "localhost:80"])
def test_only_paths_are_targets(site: Site, target: str) -> None:
    assert get(site, target).status == 400


@pytest.mark.parametrize(
    ("hosts", "allowed", "status"),
    [
        (("localhost",), (), 200),
        (("LOCALHOST:8321",), (), 200),
        (("app.localhost",), (), 200),
        (("127.0.0.1:1",), (), 200),
        (("127.8.8.8",), (), 200),
        (("[::1]:8321",), (), 200),
        (("[::ffff:127.0.0.1]",), (), 200),
        (("localhost.",), (), 200),
        (("renovate.example",), ("renovate.example",), 200),
        (("Renovate.Example:443",), ("renovate.example",), 200),
        (("10.1.2.3",), ("0.0.0.0",), 200),  # noqa: S104 - nothing listens here
        (("[fd00::1]:80",), ("::",), 200),
        (("10.1.2.3",), ("10.1.2.3",), 200),
        (("[0:0:0:0:0:0:0:7]",), ("::7",), 200),
        (("evil.example",), (), 421),
        (("evil.example",), ("0.0.0.0",), 421),  # noqa: S104 - likewise
        (("localhost.evil.example",), (), 421),
        (("evil-localhost",), (), 421),
        (("10.1.2.3",), (), 421),
        (("127.0.0.1.nip.example",), (), 421),
        (("renovate.example.evil",), ("renovate.example",), 421),
        ((), (), 400),
        (("localhost", "evil.example"), (), 400),
        (("",), (), 400),
        (("local host",), (), 400),
        (("localhost@evil.example",), (), 400),
        (("localhost:8321/x",), (), 400),
        (("[::1",), (), 400),
        (("localh\u00f6st",), (), 400),
    ],
)
def test_only_names_that_are_ours_are_answered(
    store: Path, hosts: tuple[str, ...], allowed: tuple[str, ...], status: int
) -> None:
    site = site_of(store, allowed_hosts=frozenset(allowed))
    request = PageRequest(method="GET", target="/healthz", hosts=hosts)
    assert respond(site, request, now=NOW).status == status


@given(st.text(max_size=40))
def test_no_host_header_breaks_anything(header: str) -> None:
    host = host_in(header)
    if host is not None:
        assert host == host.lower()
        assert is_served(host, ()) == is_loopback(host)


def targets() -> st.SearchStrategy[str]:
    names = st.sampled_from(["by", "week", "from", "to", "last", "repository", "x"])
    values = st.one_of(st.text(max_size=20), st.sampled_from([WEEK, "2026-09-07", "4w", "days"]))
    queries = st.lists(st.tuples(names, values), max_size=4).map(urlencode)
    paths = st.sampled_from([*PAGES, "/report.md", "/errors.json", "/healthz", "/nothing"])
    return st.one_of(
        st.tuples(paths, queries).map("?".join), st.text(max_size=30).map(lambda text: f"/{text}")
    )


@given(targets())
def test_no_target_breaks_anything(store: Path, target: str) -> None:
    response = get(site_of(store), target)
    assert response.status in {200, 400, 404}
    assert response.error is None
    if response.content_type.startswith("text/html"):
        assert not [x for x in read(response.body.decode()).all("script") if "alert" in x.text]


# What browsers are told


def test_every_response_has_the_headers_that_guard_it(site: Site, tmp_path: Path) -> None:
    answers = [
        *(get(site, path) for path in (*PAGES, "/report.md", "/report.json", "/healthz")),
        *(get(site, path) for path in ("/nothing", "/?week=x", "/?week=2020-W01")),
        get(site, "/", method="POST"),
        get(site_of(tmp_path / "none"), "/"),
    ]
    for response in answers:
        headers = response.all_headers()
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
        assert headers["Content-Length"] == str(len(response.body))


@pytest.mark.parametrize("target", [*PAGES, "/?week=x", "/nothing"])
def test_the_policy_is_that_of_the_page_and_lets_the_form_lead_here(
    site: Site, target: str
) -> None:
    response = get(site, target)
    (policy,) = (
        each.attributes["content"]
        for each in read(response.body.decode()).all("meta")
        if each.attributes.get("http-equiv")
    )
    assert policy == response.policy
    assert policy.endswith("form-action 'self'")


# For everybody


SHOWN = [
    *(f"{path}?week={WEEK}" for path in PAGES),
    "/?by=days&from=2026-09-07&to=2026-09-13",
    "/errors?last=3w",
    "/?week=x",
    "/?week=2020-W01",
    f"/?week={WEEK}&repository=acme/none",
    "/nothing",
    f"/security?week={WEEK}&repository={quote('acme/' + HOSTILE)}",
]


@pytest.mark.parametrize("target", SHOWN)
def test_pages_are_valid(site: Site, target: str, tmp_path: Path) -> None:
    assert_valid_html(get(site, target).body.decode(), tmp_path)


@pytest.mark.parametrize("target", SHOWN)
def test_pages_are_open_to_everybody(site: Site, target: str) -> None:
    shown = read(get(site, target).body.decode())
    for landmark in ("header", "main", "footer", "h1", "title", "nav"):
        assert len([x for x in shown.all(landmark) if "svg" not in x.inside]) == 1
    levels = [int(each.tag[1]) for each in shown.elements if re.match(r"h\d$", each.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    identifiers = [each.attributes["id"] for each in shown.elements if "id" in each.attributes]
    assert len(identifiers) == len(set(identifiers))
    labelled = {each.attributes["for"] for each in shown.all("label") if "for" in each.attributes}
    fields = [*shown.all("input"), *shown.all("select")]
    for each in fields:
        assert "label" in each.inside or each.attributes["id"] in labelled
    skip = shown.all("a")[0].attributes["href"]
    assert skip.removeprefix("#") in identifiers


def test_the_form_works_without_a_script(site: Site) -> None:
    shown = page(site, f"/errors?week={WEEK}")
    (form,) = shown.all("form")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/errors")
    fields = [x for x in shown.elements if "form" in x.inside and "name" in x.attributes]
    sent = {
        x.attributes["name"]: x.attributes.get("value", "")
        for x in fields
        if x.attributes.get("type") != "radio" or "checked" in x.attributes
    }
    assert sent == {"by": "week", "week": WEEK, "from": "", "to": "", "last": "", "repository": ""}
    assert page(site, f"/errors?{urlencode(sent)}").all("h1")[0].text.endswith(WEEK)


def test_what_was_chosen_stays_in_the_form(site: Site) -> None:
    shown = page(site, "/?by=days&from=2026-09-07&to=2026-09-09")
    values = {x.attributes["name"]: x.attributes.get("value") for x in shown.all("input")[3:]}
    assert (values["from"], values["to"]) == ("2026-09-07", "2026-09-09")
    (checked,) = (x for x in shown.all("input") if "checked" in x.attributes)
    assert checked.attributes["value"] == "days"


def test_hostile_names_stay_text(site: Site) -> None:
    shown = page(site, f"/security?week={WEEK}")
    names = [x.text for x in shown.all("option")]
    assert f"acme/{HOSTILE}".removesuffix("\u202e") in names
    assert len(shown.all("script")) == 1
    target = f"/security?week={WEEK}&repository={quote('acme/' + HOSTILE)}"
    assert page(site, target).all("h1")[0].text == f"Vulnerabilities {WEEK}"
    nasty = page(site, f"/?repository={quote(HOSTILE)}", status=404)
    assert len(nasty.all("script")) == 1


def test_many_repositories_are_typed_instead_of_listed(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite3"
    with open_store(path) as opened:
        seen = [security_pull_request(repository=f"acme/r{number}") for number in range(101)]
        opened.take_pull_requests(seen, seen_at=hours(5))
    shown = page(site_of(path), "/security")
    assert not shown.all("select")
    (field,) = (x for x in shown.all("input") if x.attributes.get("name") == "repository")
    assert field.attributes["list"] == shown.all("datalist")[0].attributes["id"]
    assert len(shown.all("option")) == 101


def test_addresses_are_of_this_server_only(site: Site) -> None:
    for target in SHOWN:
        for url in links(read(get(site, target).body.decode())).values():
            parts = urlsplit(url)
            assert url.startswith(("/", "#")) or parts.scheme in {"http", "https"}
            assert not url.startswith("//")
