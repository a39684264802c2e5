"""What vulnerability databases publish: read from files and OSV.dev, kept, asked for again."""

import gzip
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import InputError, RemoteError
from renovate_kit.http import HttpClient, Retries
from renovate_kit.reports.advisory_pipeline import (
    ask_osv,
    take_epss,
    take_export,
    take_known_exploited,
)
from renovate_kit.reports.sources.cvss import cvss_base_score
from renovate_kit.reports.sources.exploitation_files import read_epss, read_known_exploited
from renovate_kit.reports.sources.osv_files import records_of_export
from renovate_kit.reports.sources.osv_records import read_record, record_of
from renovate_kit.reports.sources.osv_service import OsvService
from renovate_kit.reports.store import Store, open_store
from tests.reports.pull_request_samples import (
    IDS,
    MENTION,
    advisory,
    alert,
    hours,
    security_pull_request,
)

CVE, GHSA = IDS
WEEK = timedelta(days=7)


def record(number: str = GHSA, **changes: object) -> dict[str, object]:
    """Return a record as OSV.dev has it, with changes."""
    return {
        "schema_version": "1.7.0",
        "id": number,
        "modified": "2026-09-05T06:00:00Z",
        "published": "2026-09-03T04:00:00Z",
        "aliases": [CVE],
        "summary": "Command Injection in lodash",
        "details": "long",
        "severity": [{"type": "CVSS_V3", "score": MENTION.cvss_vector}],
        "affected": [
            {
                "package": {"ecosystem": "npm", "name": "lodash"},
                "ranges": [
                    {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}
                ],
            }
        ],
        "database_specific": {"severity": "HIGH"},
    } | changes


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in which a pull request and an alert name one advisory."""
    store = open_store(tmp_path / "store.db")
    store.take_pull_requests([security_pull_request()], seen_at=hours(1))
    store.take_alerts("github.com", "acme/shop", [alert()], seen_at=hours(1))
    return store


# CVSS


@pytest.mark.parametrize(
    ("vector", "score"),
    [
        ("CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H", 7.2),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.1/AV:P/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N", 1.7),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O", 9.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", None),
        ("CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", None),
        ("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", None),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", None),
        ("AV:N/AC:L/Au:N/C:P/I:P/A:P", None),
    ],
)
def test_base_scores_are_those_of_the_specification(vector: str, score: float | None) -> None:
    assert cvss_base_score(vector) == score


@given(st.text(max_size=300))
def test_any_text_has_a_score_or_none(text: str) -> None:
    score = cvss_base_score(text)
    assert score is None or 0 <= score <= 10


# Records


def test_a_record_is_read() -> None:
    told = record_of(record(), source="osv")
    assert told == advisory(
        published_at=datetime(2026, 9, 3, 4, tzinfo=UTC),
        modified_at=datetime(2026, 9, 5, 6, tzinfo=UTC),
    )


def test_githubs_word_for_the_severity_goes_first() -> None:
    told = record_of(record(database_specific={"severity": "MODERATE"}), source="osv")
    assert told is not None
    assert (told.severity, told.cvss_score) == ("moderate", 7.2)
    without = record_of(record(database_specific={}), source="osv")
    assert without is not None
    assert without.severity == "high"


def test_a_vector_without_a_score_is_kept() -> None:
    vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    told = record_of(
        record(severity=[{"type": "CVSS_V4", "score": vector}], database_specific={}), source="osv"
    )
    assert told is not None
    assert (told.cvss_vector, told.cvss_score, told.severity) == (vector, None, None)


def test_ranges_are_read_one_by_one() -> None:
    events = [
        {"introduced": "1.0.0"},
        {"fixed": "1.8.2"},
        {"introduced": "2.0.0"},
        {"last_affected": "2.0.3"},
        {"introduced": "3.0.0"},
    ]
    ranges = [
        {"type": "GIT", "events": [{"introduced": "0"}]},
        {"type": "SEMVER", "events": events},
    ]
    affected = [{"package": {"ecosystem": "npm", "name": "axios"}, "ranges": ranges}]
    told = record_of(record(affected=affected), source="osv")
    assert told is not None
    assert [(x.introduced, x.fixed, x.last_affected) for x in told.affected] == [
        ("1.0.0", "1.8.2", None),
        ("2.0.0", None, "2.0.3"),
        ("3.0.0", None, None),
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(sorted(record())), json_values))
def test_records_of_any_shape_break_nothing(changes: Mapping[str, object]) -> None:
    told = record_of(record() | dict(changes), source="osv")
    assert told is None or told.advisory


def test_hostile_records_are_cleaned() -> None:
    told = record_of(
        record(
            summary="\x1b[31mred\x1b[0m\n\u202eevil",
            aliases=["../../x", "CVE-2021-1", 4, "CVE-" + "9" * 500],
            modified="yesterday",
            withdrawn="0001-01-01T00:00:00+14:00",
        ),
        source="osv",
    )
    assert told is not None
    assert (told.summary, told.aliases) == ("red evil", ("CVE-2021-1",))
    assert (told.modified_at, told.withdrawn_at) == (None, None)
    assert read_record(b"[" * 100_000, source="osv") is None
    assert record_of(record("../../etc/passwd"), source="osv") is None


# Exports


def _zip(folder: Path, records: Mapping[str, object]) -> Path:
    path = folder / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, told in records.items():
            archive.writestr(name, json.dumps(told))
    return path


def _folder(folder: Path, records: Mapping[str, object]) -> Path:
    path = folder / "records" / "npm"
    path.mkdir(parents=True)
    for name, told in records.items():
        (path / name).write_text(json.dumps(told), "utf-8")
    return path.parent


def _lines(folder: Path, records: Mapping[str, object]) -> Path:
    path = folder / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records.values())), "utf-8")
    return path


@pytest.mark.parametrize("write", [_zip, _folder, _lines])
@pytest.mark.parametrize("wanted", [CVE, GHSA])
def test_exports_are_read(
    tmp_path: Path, write: Callable[[Path, Mapping[str, object]], Path], wanted: str
) -> None:
    other = record("GHSA-0000-0000-0000", aliases=[])
    records = {"a.json": other, "b.json": record(), "c.json": ["no record"]}
    (told,) = records_of_export(write(tmp_path, records), [wanted])
    assert told.advisory == GHSA


def test_one_record_alone_is_an_export(tmp_path: Path) -> None:
    path = tmp_path / "GHSA.json"
    path.write_text(json.dumps(record(), indent=2), "utf-8")
    assert [told.advisory for told in records_of_export(path, [CVE])] == [GHSA]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"{}\n{}\n", b"\x00" * 100], ids=repr
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"no records"):
        list(records_of_export(path, [CVE]))
    with pytest.raises(InputError, match=r"No such file"):
        list(records_of_export(tmp_path / "gone", [CVE]))


def test_an_export_fills_the_store(store: Store, tmp_path: Path) -> None:
    path = _zip(tmp_path, {"b.json": record()})
    synced = take_export(store, path, now=hours(5))
    assert (synced.advisories, synced.asked, synced.changed, synced.unknown) == (1, 1, 1, ())
    assert take_export(store, path, now=hours(6)).changed == 0
    (told,) = store.advisories([CVE])
    assert (told.advisory, told.severity) == (GHSA, "high")
    assert store.security_facts().advisories == (told,)


# The store


def test_an_older_record_changes_nothing(store: Store) -> None:
    assert store.keep_advisories([advisory(severity="critical", modified_at=hours(9))]) == 1
    assert store.keep_advisories([advisory(severity="low", modified_at=hours(8))]) == 0
    (told,) = store.advisories()
    assert told.severity == "critical"
    newer = advisory(aliases=("CVE-2000-1111",), affected=(), modified_at=hours(10))
    assert store.keep_advisories([newer]) == 1
    assert store.advisories() == (newer,)
    assert store.keep_advisories([newer]) == 0


# OSV.dev


class FakeOsv:
    """OSV.dev without a network: answers from records, and counts what it was asked."""

    def __init__(self, **records: dict[str, object]) -> None:
        self.records = {str(told["id"]): told for told in records.values()}
        self.asked: list[str] = []
        self.fails = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.fails:
            return httpx.Response(500)
        if request.method == "POST":
            return httpx.Response(200, json=self._batch(json.loads(request.content)))
        number = request.url.path.rpartition("/")[2]
        self.asked.append(number)
        if number in self.records:
            return httpx.Response(200, json=self.records[number])
        aliased = [name for name, told in self.records.items() if number in told["aliases"]]  # type: ignore[operator]
        hint = f", but the following aliases were: {', '.join(aliased)}" if aliased else "."
        return httpx.Response(404, json={"code": 5, "message": f"Bug not found{hint}"})

    def _batch(self, told: dict[str, list[dict[str, object]]]) -> dict[str, object]:
        self.asked.append(f"batch of {len(told['queries'])}")
        results = []
        for query in told["queries"]:
            every = [{"id": x["id"], "modified": x["modified"]} for x in self.records.values()]
            # One record a page, to see that all pages are read.
            page = int(str(query.get("page_token", 0)))
            result: dict[str, object] = {"vulns": every[page : page + 1]}
            if page + 1 < len(every):
                result["next_page_token"] = str(page + 1)
            results.append(result)
        return {"results": results}

    def service(self) -> OsvService:
        retries = Retries(most=1, sleep=lambda _: None)
        transport = httpx.MockTransport(self)
        client = HttpClient(
            "https://osv.example", service="OSV.dev", retries=retries, transport=transport
        )
        return OsvService(client)


def test_each_advisory_is_asked_for_once(store: Store) -> None:
    osv = FakeOsv(lodash=record())
    synced = ask_osv(store, osv.service(), now=hours(5), keep_for=WEEK)
    assert osv.asked == [GHSA]
    assert (synced.advisories, synced.asked, synced.changed, synced.unknown) == (1, 1, 1, ())
    ask_osv(store, osv.service(), now=hours(6), keep_for=WEEK)
    assert osv.asked == [GHSA]


def test_after_a_while_only_what_changed_is_fetched_again(store: Store) -> None:
    osv = FakeOsv(lodash=record(), other=record("GHSA-0000-0000-0000", aliases=[]))
    ask_osv(store, osv.service(), now=hours(5), keep_for=WEEK)
    osv.asked.clear()
    again = ask_osv(store, osv.service(), now=hours(5) + WEEK * 2, keep_for=WEEK)
    assert osv.asked == ["batch of 1", "batch of 1"]
    assert again.changed == 0
    osv.records[GHSA] = record(modified="2026-10-01T00:00:00Z", withdrawn="2026-10-01T00:00:00Z")
    osv.asked.clear()
    assert ask_osv(store, osv.service(), now=hours(5) + WEEK * 4, keep_for=WEEK).changed == 1
    assert osv.asked == ["batch of 1", "batch of 1", GHSA]
    (told,) = store.advisories()
    assert told.withdrawn_at == datetime(2026, 10, 1, tzinfo=UTC)


def test_a_number_without_a_record_leads_to_one_that_has(tmp_path: Path) -> None:
    osv = FakeOsv(lodash=record())
    with open_store(tmp_path / "other.db") as store:
        store.take_alerts("github.com", "acme/shop", [alert(ids=(CVE,))], seen_at=hours(1))
        synced = ask_osv(store, osv.service(), now=hours(5), keep_for=WEEK)
        assert (osv.asked, synced.unknown) == ([CVE, GHSA], ())
        (entry,) = store.advisories([CVE])
    assert entry.advisory == GHSA


def test_unknown_stays_unknown_and_is_asked_for_again_later(store: Store) -> None:
    osv = FakeOsv()
    synced = ask_osv(store, osv.service(), now=hours(5), keep_for=WEEK)
    assert (synced.unknown, synced.changed) == (((CVE, GHSA),), 0)
    ask_osv(store, osv.service(), now=hours(6), keep_for=WEEK)
    assert osv.asked == [GHSA, CVE]
    osv.records[GHSA] = record()
    synced = ask_osv(store, osv.service(), now=hours(5) + WEEK * 2, keep_for=WEEK)
    assert synced.unknown == ()


def test_a_failure_keeps_what_was_read(tmp_path: Path) -> None:
    numbers = [f"GHSA-aaaa-bbbb-{at:04}" for at in range(45)]
    osv = FakeOsv(**{number: record(number, aliases=[]) for number in numbers})
    answered = osv.__call__

    def failing(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503) if len(osv.asked) == 30 else answered(request)

    client = HttpClient(
        "https://osv.example",
        service="OSV.dev",
        retries=Retries(most=1, sleep=lambda _: None),
        transport=httpx.MockTransport(failing),
    )
    with open_store(tmp_path / "other.db") as store:
        alerts = [alert(number=at, ids=(number,)) for at, number in enumerate(numbers)]
        store.take_alerts("github.com", "acme/shop", alerts, seen_at=hours(1))
        with pytest.raises(RemoteError, match=r"503"):
            ask_osv(store, OsvService(client), now=hours(5), keep_for=WEEK)
        assert len(store.advisories()) == 30
        ask_osv(store, osv.service(), now=hours(6), keep_for=WEEK)
        assert len(store.advisories()) == 45
    assert len(osv.asked) == 45


@pytest.mark.parametrize("body", [b"<html>", b"[" * 50_000, b'{"summary": "no number"}'], ids=len)
def test_answers_that_are_no_records_are_told(store: Store, body: bytes) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    client = HttpClient("https://osv.example", service="OSV.dev", transport=transport)
    with pytest.raises(RemoteError, match=r"unusable answer"):
        ask_osv(store, OsvService(client), now=hours(5), keep_for=WEEK)


def test_a_forged_number_is_never_part_of_an_address() -> None:
    osv = FakeOsv()
    assert osv.service().record("../v1/query?x=").record is None
    assert osv.asked == []


# EPSS and CISA

EPSS = f"""#model_version:v2025.03.14,score_date:2026-11-26T00:00:00+0000
cve,epss,percentile
CVE-2000-0001,0.5,0.9
{CVE},0.02853,0.8
"""


@pytest.mark.parametrize("packed", [True, False])
def test_epss_figures_are_read(store: Store, tmp_path: Path, *, packed: bool) -> None:
    path = tmp_path / "epss.csv"
    path.write_bytes(gzip.compress(EPSS.encode()) if packed else EPSS.encode())
    told = read_epss(path, [CVE])
    assert (told.on, told.figures) == (date(2026, 11, 26), {CVE: 0.02853})
    store.keep_advisories([advisory()])
    assert [take_epss(store, path) for _ in range(2)] == [1, 0]
    assert [told.epss for told in store.advisories()] == [0.02853]
    path.write_text(EPSS.replace("2026-11-26", "2026-11-01").replace("0.02853", "0.9"), "utf-8")
    assert take_epss(store, path) == 0


def test_known_exploited_ones_are_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kev.json"
    entries = [{"cveID": CVE, "dateAdded": "2022-03-03"}, {"cveID": "CVE-2000-0001"}]
    path.write_text(json.dumps({"title": "x", "vulnerabilities": entries}), "utf-8")
    at = datetime(2022, 3, 3, tzinfo=UTC)
    assert read_known_exploited(path, [CVE]) == {CVE: at}
    store.keep_advisories([advisory()])
    assert [take_known_exploited(store, path) for _ in range(2)] == [1, 0]
    assert [told.known_exploited_at for told in store.advisories()] == [at]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"cve,epss\n",
        b"\x1f\x8bno",
        b"#score_date:2026-99-99\ncve,epss\n",
        b"{}",
        b"[" * 50_000,
    ],
    ids=len,
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    for read in (read_epss, read_known_exploited):
        with pytest.raises(InputError, match=str(path)):
            read(path, [CVE])


def test_a_file_is_named_where_it_is_missing(tmp_path: Path) -> None:
    for read in (read_epss, read_known_exploited):
        with pytest.raises(InputError, match=r"No such file"):
            read(tmp_path / "gone", [CVE])
