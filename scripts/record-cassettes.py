"""Records what a GitHub answers, for tests that replay it without a network.

    scripts/record-cassettes.py NAME OWNER/REPOSITORY [--base-url URL] [--folder DIR]

Reads the repository twice as `renovate-kit sync github` does, with the token in GITHUB_TOKEN, then
without one, with a wrong one, and another repository that is not there. Writes NAME.json (what is
read) and NAME-refusals.json. Tokens and headers that nobody reads are left out; what the endpoint
lacks of GitHub's OpenAPI description is filled in and listed, so that the recording of a simulator
looks like one of GitHub itself (needs `scripts/install-openapi.sh`).
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import vcr
from vcr.request import Request

from renovate_kit.http import Retries
from renovate_kit.redaction import redact
from renovate_kit.reports.sources.forges.asking import Patience
from renovate_kit.reports.sources.forges.github import open_github
from renovate_kit.reports.sources.forges.github_access import GITHUB_API, GithubAccess
from renovate_kit.reports.sources.forges.secret import Secret
from renovate_kit.reports.store import open_store
from renovate_kit.reports.sync_pipeline import SyncOptions, sync_repository
from tests.reports.forges.openapi import Description, description_file

_KEPT = frozenset(
    {"content-type", "etag", "link", "location", "retry-after", "x-oauth-scopes"}
    | {f"x-ratelimit-{name}" for name in ("limit", "remaining", "reset")}
)
_PATHS = {
    "/pulls": "/repos/{owner}/{repo}/pulls",
    "/dependabot/alerts": "/repos/{owner}/{repo}/dependabot/alerts",
}


class Scrubber:
    """Makes of an answer what may be kept, and is whole.

    Args:
        description: of GitHub's API; None leaves answers as they are.
    """

    def __init__(self, description: Description | None) -> None:
        self._description = description
        self._path: str | None = None
        self.lacking: set[str] = set()

    def request(self, request: Request) -> Request:
        """Remember what was asked for."""
        ending = next((end for end in _PATHS if request.path.endswith(end)), None)
        self._path = None if ending is None else _PATHS[ending]
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of an answer."""
        headers = response["headers"].items()
        body = response["body"]["string"]
        text = body.decode() if isinstance(body, bytes) else body
        if self._description and self._path and response["status"]["code"] == HTTPStatus.OK:
            whole, lacking = self._description.completed(self._path, json.loads(text))
            self.lacking |= {f"{self._path} {place}" for place in lacking}
            text = json.dumps(whole, separators=(",", ":"))
        return {
            **response,
            "headers": {name: value for name, value in headers if name.lower() in _KEPT},
            "body": {"string": redact(text).encode()},
        }


def main(arguments: Sequence[str] | None = None) -> None:
    """Record."""
    chosen = _parsed(arguments)
    file = description_file()
    scrubber = Scrubber(None if file is None else Description(file))
    recorder = vcr.VCR(
        serializer="json",
        record_mode="all",
        filter_headers=["authorization", "user-agent"],
        decode_compressed_response=True,
        before_record_request=scrubber.request,
        before_record_response=scrubber.response,
    )
    token = os.environ["GITHUB_TOKEN"]
    with _recorded(recorder, chosen.folder / f"{chosen.name}.json"):
        _read(chosen, token, [chosen.repository] * 2)
    with _recorded(recorder, chosen.folder / f"{chosen.name}-refusals.json"):
        _read(chosen, None, [chosen.repository])
        _read(chosen, f"{token[:4]}wrong", [chosen.repository])
        _read(chosen, token, [f"{chosen.repository}-that-is-not-there"])
    for place in sorted(scrubber.lacking):
        print(f"filled in: {place}")  # noqa: T201 - for the person at the terminal


def _recorded(recorder: vcr.VCR, file: Path) -> AbstractContextManager[object]:
    file.unlink(missing_ok=True)
    cassette: AbstractContextManager[object] = recorder.use_cassette(str(file))
    return cassette


def _read(chosen: argparse.Namespace, token: str | None, repositories: Sequence[str]) -> None:
    access = GithubAccess(
        base_url=chosen.base_url,
        who=None if token is None else Secret(token),
        ca_file=os.environ.get("SSL_CERT_FILE"),
    )
    patience = Patience(now=lambda: datetime.now(UTC), retries=Retries(most=0))
    source = open_github(access, patience)
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/s.sqlite3") as store:
        for repository in repositories:
            options = SyncOptions(now=datetime.now(UTC), redact=redact)
            done = sync_repository(source, store, repository, options)
            what = done.error or f"{done.read} read, {done.requests} requests"
            print(f"{repository}: {what}")  # noqa: T201 - for the person at the terminal
    source.close()


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("repository")
    parser.add_argument("--base-url", default=GITHUB_API)
    folder = Path(__file__).resolve().parents[1] / "tests" / "data" / "cassettes"
    parser.add_argument("--folder", type=Path, default=folder)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
