"""What a forge refuses, and what somebody can do about it."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import UsageError
from renovate_kit.http import AnswerLimits, HttpClient
from renovate_kit.reports.sources.forges import ForgeError, Trouble
from renovate_kit.reports.sources.forges.answer import Answer, NoAnswerError, one_line
from renovate_kit.reports.sources.forges.failures import refusal, refused
from renovate_kit.reports.sources.forges.github_access import GithubAccess, GithubApp
from renovate_kit.reports.sources.forges.http_transport import HttpTransport
from renovate_kit.reports.sources.forges.links import below, last_page, next_page, page_before
from renovate_kit.reports.sources.forges.manners import Manners
from renovate_kit.reports.sources.forges.names import checked_name
from renovate_kit.reports.sources.forges.secret import Secret
from renovate_kit.reports.sources.forges.server import ServerAccess
from tests.reports.forges.fake_github import NOW, REPOSITORY, FakeGithub, Given, source_of
from tests.reports.forges.fake_github import given as refuses

_RESET = str(int((NOW + timedelta(minutes=40)).timestamp()))


def _error(answer: Given, *, is_anonymous: bool = False) -> ForgeError:
    got = Answer(
        status=answer.status,
        headers={name.lower(): value for name, value in answer.headers.items()},
        body=answer.raw,
    )
    manners = Manners(
        service="GitHub",
        host="github.com",
        is_anonymous=is_anonymous,
        how_to_authenticate="set GITHUB_TOKEN",
        needed="read access to pull requests",
    )
    why = refusal(got, now=NOW)
    assert why is not None
    return refused(why, got, manners, about="acme/shop: pull requests", now=NOW)


@pytest.mark.parametrize(
    ("answer", "trouble", "message", "hint"),
    [
        (
            refuses(401, "Bad credentials"),
            Trouble.UNAUTHORIZED,
            "does not accept the token",
            "expired",
        ),
        (
            refuses(
                403,
                "Resource not accessible by personal access token",
                x_accepted_github_permissions="pull_requests=read",
            ),
            Trouble.FORBIDDEN,
            "may not read this",
            "the permission pull_requests=read",
        ),
        (
            refuses(403, "Must have rights", x_accepted_oauth_scopes="repo", x_oauth_scopes="gist"),
            Trouble.FORBIDDEN,
            "may not read this",
            "one of the scopes repo (it has gist)",
        ),
        (
            refuses(
                403,
                "Resource protected by organization SAML enforcement.",
                x_github_sso="required; url=https://github.com/orgs/acme/sso?authorization_request=A1",
            ),
            Trouble.SINGLE_SIGN_ON,
            "single sign-on",
            "authorise the token at https://github.com/orgs/acme/sso",
        ),
        (
            refuses(404, "Not Found"),
            Trouble.MISSING,
            "not there, or not for this token",
            "check the name",
        ),
        (refuses(451, "Repository access blocked"), Trouble.BLOCKED, "blocked", "leave"),
        (refuses(503, "Busy"), Trouble.BUSY, "the server failed (503: Busy)", "goes on there"),
        (
            refuses(
                403, "API rate limit exceeded", x_ratelimit_remaining="0", x_ratelimit_reset=_RESET
            ),
            Trouble.RATE_LIMIT,
            "requests of this hour are used up",
            "from 2026-11-27 12:40:01 UTC on",
        ),
        (
            refuses(429, "Too many", retry_after="90"),
            Trouble.SECONDARY_LIMIT,
            "too many requests at once",
            "from 2026-11-27 12:01:31 UTC on",
        ),
        (refuses(418, "Teapot"), Trouble.ODD, "unexpected answer (418: Teapot)", "--base-url"),
    ],
)
def test_each_refusal_says_what_to_do(
    answer: Given, trouble: Trouble, message: str, hint: str
) -> None:
    error = _error(answer)
    assert error.trouble is trouble
    assert message in error.message
    assert hint in error.hint
    assert error.exit_code == 4
    assert "\n" not in error.message + error.hint


def test_without_a_token_the_way_out_is_a_token() -> None:
    limit = _error(refuses(403, "API rate limit exceeded for 203.0.113.7."), is_anonymous=True)
    assert limit.message.endswith("the requests without a token are used up")
    assert limit.hint.startswith(
        "set GITHUB_TOKEN for more of them, or run it again within the hour"
    )
    missing = _error(refuses(404, "Not Found"), is_anonymous=True)
    assert "not there, or private" in missing.message
    assert "set GITHUB_TOKEN" in missing.hint


def test_a_single_sign_on_elsewhere_is_not_named() -> None:
    answer = refuses(403, "SAML", x_github_sso="required; url=https://evil.example/orgs/acme/sso")
    assert "evil" not in _error(answer).hint


@given(text=st.text(max_size=400))
def test_what_a_forge_says_reaches_nobody_unescaped(text: str) -> None:
    shown = one_line(text)
    assert len(shown) <= 160
    assert shown.isprintable()
    for message in (_error(refuses(418, text)).message, _error(refuses(403, text)).message):
        assert message.isprintable()


@given(body=st.binary(max_size=200), status=st.integers(100, 599))
def test_no_answer_makes_it_fail_in_another_way(body: bytes, status: int) -> None:
    got = Answer(status=status, headers={"retry-after": "x", "link": "<>;"}, body=body)
    why = refusal(got, now=NOW)
    assert (why is None) == (status < 400)


def test_a_token_in_a_complaint_is_masked() -> None:
    token = "ghp_0123456789abcdefghijABCDEFGHIJ012345"  # noqa: S105 - of nobody
    assert token not in _error(refuses(418, f"no such token {token}")).message
    assert token not in repr(Secret(token)) + str(GithubAccess(who=Secret(token)))


def test_what_is_no_api_is_not_asked_again() -> None:
    github = FakeGithub(5)
    github.lasting_fault = lambda _: Given(b"<html>Sign in</html>")
    with pytest.raises(ForgeError, match="gave no answer of GitHub's API") as caught:
        source_of(github).pull_requests(REPOSITORY, page=None, etag=None)
    assert caught.value.trouble is Trouble.NO_API
    assert len(github.asked) == 1


def test_an_odd_entry_costs_that_entry_only() -> None:
    github = FakeGithub(5, renovate=1)
    github.pulls[2]["created_at"] = "yesterday"
    github.pulls[3]["number"] = -1
    del github.pulls[4]["head"]
    github.pulls[5]["title"] = 5
    listed = source_of(github).pull_requests(REPOSITORY, page=None, etag=None)
    assert [each.number for each in listed.items] == [1]
    assert listed.unreadable == 4
    github.lasting_fault = lambda _: Given({"message": "no list"})
    with pytest.raises(ForgeError, match="gave no list"):
        source_of(github).pull_requests(REPOSITORY, page=None, etag=None)


class _Silent(FakeGithub):
    def __init__(self, error: Exception) -> None:
        super().__init__(0)
        self._error = error

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        self.asked.append(str(request.url))
        raise self._error


@pytest.mark.parametrize(
    ("error", "said", "attempts"),
    [
        (
            requests.ConnectionError("NameResolutionError: Failed to resolve"),
            "address can't be found",
            2,
        ),
        (
            requests.ConnectionError("NewConnectionError: Connection refused"),
            "connection refused",
            2,
        ),
        (requests.ConnectTimeout("slow"), "did not answer in time", 2),
        (requests.ReadTimeout("slow"), "did not answer in time", 5),
        (requests.exceptions.ChunkedEncodingError("IncompleteRead"), "the connection broke off", 5),
        (requests.exceptions.SSLError("CERTIFICATE_VERIFY_FAILED"), "certificate not trusted", 1),
    ],
)
def test_silence_is_told_apart(error: Exception, said: str, attempts: int) -> None:
    adapter = _Silent(error)
    with pytest.raises(ForgeError, match=said) as caught:
        source_of(adapter).pull_requests(REPOSITORY, page=None, etag=None)
    assert len(adapter.asked) == attempts
    assert caught.value.trouble is Trouble.NO_ANSWER


def test_an_answer_is_read_up_to_a_size_and_a_time() -> None:
    limits = AnswerLimits(size=10)
    with pytest.raises(ValueError, match="larger"):
        list(limits.watched([b"12345", b"123456"]))
    with pytest.raises(TimeoutError):
        list(AnswerLimits(seconds=-1).watched([b"1"]))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=b"x" * 70_000_000))
    with HttpClient("https://git.example.com", service="Gitea", transport=transport) as client:
        by_httpx = HttpTransport(client, dict)
        with pytest.raises(NoAnswerError):
            by_httpx.send("GET", "/x", headers={})


def test_links_stay_on_the_server() -> None:
    header = (
        '<https://evil.example/api/v3/repos/a/b/pulls?page=2>; rel="next", '
        '<https://git.example.com/api/v3/repos/a/b/pulls?page=34>; rel="last"'
    )
    assert next_page(header, "/api/v3") == "/repos/a/b/pulls?page=2"
    assert last_page(header) == 34
    assert below("https://x/other/repos", "/api/v3") is None
    assert below("https://x/api/v3/../admin", "/api/v3") is None
    assert next_page("", "") is None
    assert page_before("/p?per_page=100&page=3") == "/p?per_page=100&page=2"
    assert page_before("/p?page=1") is None
    assert page_before("/p?after=Y3Vyc29y&page=3") is None


@given(header=st.text(max_size=2000))
def test_any_link_header_is_read(header: str) -> None:
    found = next_page(header, "")
    assert found is None or found.startswith("/")


@pytest.mark.parametrize("name", ["", "shop", "a/b/c", "a/..", "../b", "a b/c", "a/b?x=1", "a/b#x"])
def test_what_is_no_name_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        checked_name(name)


def test_names_are_taken_as_people_copy_them() -> None:
    assert checked_name(" acme/shop.git ") == "acme/shop"
    assert checked_name("acme/back/end/", is_nested=True) == "acme/back/end"


def test_certificates_that_are_named_win_over_those_for_requests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verified: list[object] = []

    class Github(FakeGithub):
        def send(
            self, request: requests.PreparedRequest, *_: object, **options: object
        ) -> requests.Response:
            verified.append(options["verify"])
            return super().send(request)

    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/of/requests.pem")
    for file in ("/of/ours.pem", None):
        source = source_of(Github(1), ca_file=file)
        assert len(source.pull_requests(REPOSITORY, page=None, etag=None).items) == 1
    assert verified == ["/of/ours.pem", "/of/requests.pem"]


def test_a_token_is_not_sent_unencrypted() -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        _ = GithubAccess(base_url="http://git.example.com/api/v3", who=Secret("ghp_x")).url
    with pytest.raises(UsageError, match="unencrypted"):
        _ = ServerAccess(base_url="http://git.example.com", api="/api/v1", token=Secret("xxxx")).url
    assert ServerAccess(base_url="http://git.example.com", api="/api/v1").url.endswith("com/api/v1")


@pytest.mark.parametrize(
    ("base_url", "url", "host"),
    [
        ("https://api.github.com/", "https://api.github.com", "github.com"),
        ("https://github.com", "https://api.github.com", "github.com"),
        ("https://git.acme.com/api/v3/", "https://git.acme.com/api/v3", "git.acme.com"),
        ("https://api.acme.ghe.com", "https://api.acme.ghe.com", "acme.ghe.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080"),
    ],
)
def test_addresses(base_url: str, url: str, host: str) -> None:
    access = GithubAccess(base_url=base_url)
    assert (access.url, access.host) == (url, host)


def test_an_app_asks_with_a_token_that_it_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - slow to load
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - likewise
    from github import GithubIntegration  # noqa: PLC0415 - likewise

    from renovate_kit.reports.sources.forges.github_access import (  # noqa: PLC0415 - likewise
        GithubTransport,
    )

    class Installed:
        token = "ghs_of-the-app"  # noqa: S105 - of nobody
        expires_at = datetime.now(UTC) + timedelta(hours=1)

    asked: list[int] = []

    def installed(_: object, installation: int, permissions: object = None) -> Installed:
        assert permissions is None
        asked.append(installation)
        return Installed()

    monkeypatch.setattr(GithubIntegration, "get_access_token", installed)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    app = GithubApp(app_id="12", private_key=Secret(key.decode()), installation=34)
    transport = GithubTransport(GithubAccess(who=app))
    assert transport.credentials() == {"Authorization": "token ghs_of-the-app"}
    assert transport.credentials() == {"Authorization": "token ghs_of-the-app"}
    assert asked == [34]
    assert transport.graphql_url == "https://api.github.com/graphql"
