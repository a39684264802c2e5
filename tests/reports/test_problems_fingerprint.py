"""Fingerprints stay while what is variable changes, and differ where problems do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.problems.fingerprint import constant_part, fingerprint

WARN = ProblemLevel.WARN

SAME = {
    "version": ("no match for foo@1.2.3", "no match for foo@2.0.0-beta.1"),
    "version with v": ("update to v8 failed: v8.0.1", "update to v8 failed: v8.12.0"),
    "port": ("connect ECONNREFUSED 10.0.0.5:8080", "connect ECONNREFUSED 10.0.0.5:9999"),
    "port of a host": ("ghcr.io:443 refused", "ghcr.io:8443 refused"),
    "commit": ("bad object 1a2b3c4d5e6f", "bad object ffee00112233"),
    "digest": ("sha256:0123456789abcdef0 differs", "sha256:fedcba98765432100 differs"),
    "duration": ("timed out after 1500ms", "timed out after 20 seconds"),
    "time": ("expired 2026-09-07T08:00:00.123Z", "expired 2026-10-01T23:59:59Z"),
    "temporary path": ("cannot open /tmp/renovate/a1/x", "cannot open /tmp/renovate/b2/c/y"),
    "folder of a file": ("apps/api/package-lock.json: bad", "apps/web/package-lock.json: bad"),
    "Renovate's branch": ("push of renovate/foo-1.x failed", "push of renovate/bar-2.x failed"),
    "ref": ("refs/heads/renovate/foo-1.x rejected", "refs/heads/renovate/all rejected"),
    "pull request": ("PR #7 was edited, PrNo:7", "PR #12 was edited, PrNo:12"),
    "query of an address": ("https://a.io/tags/list?n=100 bad", "https://a.io/tags/list?n=5 bad"),
    "size": ("limit is 512 MB", "limit is 1.5GB"),
    "uuid": (
        "run 6f1c3f9e-8f0e-4d3c-9f51-0123456789ab",
        "run 00000000-1111-2222-3333-444444444444",
    ),
}

DIFFERENT = {
    "package": (
        "Failed to look up docker package ghcr.io/a/b: no-result",
        "Failed to look up docker package ghcr.io/a/c: no-result",
    ),
    "host": ("https://ghcr.io/v2/ refused", "https://quay.io/v2/ refused"),
    "IP address": ("connect 10.0.0.5:80", "connect 10.0.0.6:80"),
    "status": ("HTTP 401 from ghcr.io", "HTTP 403 from ghcr.io"),
    "exit code": ("exit code 1", "exit code 128"),
    "file": ("a/package-lock.json: bad", "a/yarn.lock: bad"),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_what_is_variable_does_not_count(pair: tuple[str, str]) -> None:
    one, other = pair
    assert fingerprint(WARN, "m", one) == fingerprint(WARN, "m", other)
    assert fingerprint(WARN, one, "") == fingerprint(WARN, other, "")


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_another_problem_has_another_fingerprint(pair: tuple[str, str]) -> None:
    one, other = pair
    assert fingerprint(WARN, "m", one) != fingerprint(WARN, "m", other)


def test_the_rules_of_version_1_are_pinned() -> None:
    """Ignore files hold these: see `FINGERPRINT_VERSION` before you change them."""
    lookup = "Failed to look up pypi package internal-backup-lib: no-result"
    assert fingerprint(WARN, "Package lookup failures", lookup) == "b0550c24e059"
    flux = "clusters/staging/flux-system/gotk-components.yaml: spawn flux ENOENT"
    assert fingerprint(WARN, "artifactErrors", flux) == "0ac8e482de07"
    assert fingerprint(ProblemLevel.ERROR, "artifactErrors", flux) != "0ac8e482de07"


@pytest.mark.parametrize(
    ("message", "one", "other"),
    [
        ("Host error", "docker a/b: HTTP 502 from ghcr.io", "docker c: HTTP 503 from ghcr.io"),
        ("Error obtaining docker token", "https://ghcr.io a: ETIMEDOUT from ghcr.io",
         "https://ghcr.io b: ETIMEDOUT from ghcr.io"),
        ("Datasource connection error", "jinja2 pypi: EAI_AGAIN", "requests pypi: EAI_AGAIN"),
    ],
)  # fmt: skip
def test_a_host_that_fails_is_one_problem_for_all_its_packages(
    message: str, one: str, other: str
) -> None:
    assert fingerprint(WARN, message, one) == fingerprint(WARN, message, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docker a: HTTP 502 from ghcr.io", "docker a: HTTP 502 from quay.io"),
        ("docker a: HTTP 502 from ghcr.io", "docker a: HTTP 401 from ghcr.io"),
        ("docker a: ETIMEDOUT", "npm a: ETIMEDOUT"),
    ],
)
def test_hosts_and_reasons_stay_apart(one: str, other: str) -> None:
    assert fingerprint(WARN, "Host error", one) != fingerprint(WARN, "Host error", other)


def test_a_text_that_was_cut_off_goes_by_its_beginning() -> None:
    words = " ".join(["word"] * 60)
    assert fingerprint(WARN, "m", f"{words} and mo…") == fingerprint(WARN, "m", f"{words} and…")


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.sampled_from([ProblemLevel.WARN, ProblemLevel.ERROR, ProblemLevel.FATAL]),
)
def test_any_text_has_a_short_fingerprint(message: str, detail: str, level: ProblemLevel) -> None:
    name = fingerprint(level, message, detail)
    assert re.fullmatch(r"[0-9a-f]{12}", name)
    assert name == fingerprint(level, message, detail)


_VERSIONS = st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)).map(
    lambda parts: ".".join(map(str, parts))
)
_SHORT = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(_SHORT, _VERSIONS, _VERSIONS, st.integers(1, 99999), st.integers(1, 99999))
def test_versions_and_numbers_never_count(
    package: str, old: str, new: str, one: int, other: int
) -> None:
    first = f"{package} {old} -> {new}: gave up after {one}ms (PR #{one})"
    second = f"{package} {new} -> {old}: gave up after {other}ms (PR #{other})"
    assert constant_part(first) == constant_part(second)


@given(st.lists(st.sampled_from(["a/", "1.", "x@", "f0", ":9", "/", "renovate/", "https://"]),
                max_size=200).map("".join))  # fmt: skip
def test_hostile_text_takes_no_time(text: str) -> None:
    assert len(constant_part(text)) <= 160
