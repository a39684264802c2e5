"""A GitHub in memory: pages, etags, limits, renames, and every way to fail."""

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from renovate_kit.http import Retries
from renovate_kit.reports.sources.forges.asking import Patience
from renovate_kit.reports.sources.forges.github import GithubSource, open_github
from renovate_kit.reports.sources.forges.github_access import GithubAccess
from renovate_kit.reports.sources.forges.secret import Secret

__all__ = [
    "FAULTS",
    "NOW",
    "REPOSITORY",
    "FakeGithub",
    "Fault",
    "Given",
    "given",
    "pull",
    "source_of",
]

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
REPOSITORY = "acme/shop"
TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"  # noqa: S105 - of nobody
_START = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Given:
    """An answer."""

    body: object = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Fault = Callable[["Given"], "Given"]


def _reset(_: Given) -> Given:
    raise ConnectionResetError(104, "Connection reset by peer")


def _slow(_: Given) -> Given:
    raise TimeoutError


def given(status: int, message: str, **headers: str) -> Given:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Given({"message": message}, status, named)


FAULTS: dict[str, Fault] = {
    "500": lambda _: given(500, "Server Error"),
    "502": lambda _: Given(b"<html>Bad Gateway</html>", 502),
    "reset": _reset,
    "slow": _slow,
    "truncated": lambda answer: Given(answer.raw[:-7], answer.status, answer.headers),
    "primary limit": lambda _: given(
        403,
        "API rate limit exceeded for user ID 1.",
        x_ratelimit_remaining="0",
        x_ratelimit_reset=str(int((NOW + timedelta(minutes=40)).timestamp())),
    ),
    "secondary limit": lambda _: given(
        403, "You have exceeded a secondary rate limit.", retry_after="300"
    ),
    "expired token": lambda _: given(401, "Bad credentials"),
}


class FakeGithub(BaseAdapter):
    """Answers requests of `requests`, and those of httpx by `graphql`.

    Args:
        count: how many pull requests there are; each changed a minute after the one before.
        has_etags: whether lists have etags.
        renovate: whose share are Renovate's: each n-th.
    """

    def __init__(self, count: int, *, has_etags: bool = True, renovate: int = 2) -> None:
        super().__init__()
        self.pulls = {
            number: pull(number, is_renovate=number % renovate == 0)
            for number in range(1, count + 1)
        }
        self.alerts: list[dict[str, Any]] = []
        self.has_etags = has_etags
        self.has_graphql = True
        self.most_details = 100
        self.name = REPOSITORY
        self.asked: list[str] = []
        self.faults: dict[int, Fault] = {}
        self.lasting_fault: Fault | None = None
        self.before_each: Callable[[int], None] = lambda _: None
        self.clock = _START + timedelta(minutes=count + 1)

    def touch(self, number: int, **changes: object) -> None:
        """Change a pull request, as somebody would on the page."""
        self.clock += timedelta(minutes=1)
        touched = self.pulls.setdefault(number, pull(number, is_renovate=True))
        touched.update(changes, updated_at=_stamp(self.clock))

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        """Answer, as an adapter of `requests` does."""
        url = request.url or ""
        try:
            answer = self._answered("GET", url, request.headers)
        except ConnectionResetError as error:
            raise requests.ConnectionError(f"('Connection aborted.', {error!r})") from error
        except TimeoutError as error:
            raise requests.ReadTimeout("read timed out") from error
        response = requests.Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.raw = HTTPResponse(
            io.BytesIO(answer.raw), status=answer.status, preload_content=False
        )
        response.url = url
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is open."""

    def graphql(self, request: httpx.Request) -> httpx.Response:
        """Answer, as a transport of httpx does."""
        try:
            answer = self._answered("POST", str(request.url), request.headers, request.content)
        except ConnectionResetError as error:
            raise httpx.ReadError(str(error)) from error
        except TimeoutError as error:
            raise httpx.ReadTimeout("timed out") from error
        return httpx.Response(answer.status, content=answer.raw, headers=dict(answer.headers))

    def _answered(
        self, method: str, url: str, headers: Mapping[str, Any], content: bytes = b""
    ) -> Given:
        index = len(self.asked)
        parts = urlsplit(url)
        self.asked.append(f"{method} {parts.path}?{parts.query}")
        self.before_each(index)
        assert headers.get("Authorization", "").endswith(TOKEN)
        fault = self.lasting_fault or self.faults.get(index)
        if method == "POST":
            answer = self._details(json.loads(content))
        else:
            answer = self._listed(parts.path, parts.query, headers)
        return answer if fault is None else fault(answer)

    def _listed(self, path: str, query: str, headers: Mapping[str, Any]) -> Given:
        if path == "/repositories/7":
            return Given({"full_name": self.name})
        match = re.fullmatch(r"/repos/([^/]+/[^/]+)/(pulls|dependabot/alerts)", path)
        if match is None:
            return given(404, "Not Found")
        if match[1] != self.name:
            location = f"https://api.github.com/repositories/7/{match[2]}?{query}"
            return given(301, "Moved Permanently", location=location)
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        assert asked["per_page"] == "100"
        assert (asked["sort"], asked["direction"]) == ("updated", "desc")
        entries = self.alerts if match[2] != "pulls" else list(self.pulls.values())
        ordered = sorted(entries, key=lambda each: (each["updated_at"], each["number"]))[::-1]
        page = int(asked.get("page", "1"))
        return self._page(ordered, page, path, asked, headers)

    def _page(
        self,
        ordered: list[dict[str, Any]],
        page: int,
        path: str,
        asked: dict[str, str],
        headers: Mapping[str, Any],
    ) -> Given:
        body = json.dumps(ordered[(page - 1) * 100 : page * 100]).encode()
        sent: dict[str, str] = {}
        if self.has_etags:
            sent["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()}"'
            if headers.get("If-None-Match") == sent["ETag"]:
                return Given(b"", 304, sent)
        last = max(1, -(-len(ordered) // 100))
        if page < last:
            others = {name: value for name, value in asked.items() if name != "page"}
            base = f"https://api.github.com{path}?{urlencode(others)}"
            sent["Link"] = f'<{base}&page={page + 1}>; rel="next", <{base}&page={last}>; rel="last"'
        return Given(body, 200, sent)

    def _details(self, asked: dict[str, Any]) -> Given:
        if not self.has_graphql:
            return Given({"errors": [{"message": "unsupported"}]})
        numbers = [
            int(number) for number in re.findall(r"pullRequest\(number: (\d+)\)", asked["query"])
        ]
        assert len(numbers) <= 100
        if len(numbers) > self.most_details:
            said = "Something went wrong while executing your query on 2026-11-27T12:00:00Z."
            return Given({"data": None, "errors": [{"message": said}]})
        told = {f"p{number}": _details(self.pulls[number]) for number in numbers}
        return Given({"data": {"repository": told}})


def source_of(
    github: FakeGithub, *, waits: list[float] | None = None, ca_file: str | None = None
) -> GithubSource:
    """Return a reader of it that waits for nothing but notes how long it would."""
    kept = [] if waits is None else waits
    patience = Patience(now=lambda: NOW, retries=Retries(sleep=kept.append, jitter=lambda: 1.0))
    return open_github(
        GithubAccess(who=Secret(TOKEN), ca_file=ca_file),
        patience,
        rest=github,
        graphql=httpx.MockTransport(github.graphql),
    )


def _details(known: dict[str, Any]) -> dict[str, Any]:
    who = {"login": "ada"}
    mails = ["bot@example.com", "ada@example.com"]
    return {
        "mergedBy": who if known["merged_at"] else None,
        "reviewDecision": "APPROVED",
        "closings": {"nodes": [] if known["state"] == "open" else [{"actor": who}]},
        "latest": {"nodes": [{"commit": {"statusCheckRollup": {"state": "SUCCESS"}}}]},
        "commits": {
            "totalCount": 2,
            "nodes": [{"commit": {"author": {"email": mail}}} for mail in mails],
        },
    }


def pull(number: int, *, is_renovate: bool) -> dict[str, Any]:
    """Return a pull request as a list has it."""
    at = _stamp(_START + timedelta(minutes=number))
    repository = {"full_name": REPOSITORY}
    who = {"login": "renovate[bot]", "type": "Bot"} if is_renovate else {"login": "ada"}
    branch = f"renovate/lib-{number}-1.x" if is_renovate else f"feature-{number}"
    return {
        "number": number,
        "html_url": f"https://github.com/{REPOSITORY}/pull/{number}",
        "title": f"Update dependency lib-{number} to v1.2.{number}",
        "body": (
            "This PR contains the following updates:\n\n| Package | Change |\n|---|---|\n"
            f"| lib-{number} | `1.2.0` -> `1.2.{number}` |\n"
        ),
        "user": {"type": "User", **who},
        "state": "open",
        "draft": False,
        "labels": [{"name": "dependencies"}],
        "created_at": at,
        "updated_at": at,
        "closed_at": None,
        "merged_at": None,
        "merge_commit_sha": None,
        "auto_merge": None,
        "head": {"ref": branch, "sha": f"{number:040x}", "repo": repository},
        "base": {"ref": "main", "sha": f"{0:040x}", "repo": repository},
    }


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
