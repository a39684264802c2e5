"""What reading pull requests costs: requests, time and peak memory, for 1,000 and for 10,000.

A GitHub in the same process answers, which makes each page when it is asked for it: a fifth of the
pull requests is Renovate's, with bodies of 20 kB. Exits 1 if 10,000 take more than 110 requests or
5 MB more memory than 1,000, or if the second time takes more than 1 request.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from renovate_kit.reports.store import open_store
from renovate_kit.reports.sync_pipeline import SyncOptions, sync_repository
from tests.reports.forges.fake_github import (
    NOW,
    REPOSITORY,
    FakeGithub,
    Given,
    pull,
    source_of,
)

COUNTS = (1_000, 10_000)
MOST_REQUESTS = 110
MOST_GROWTH_MB = 5.0
NOTES = "\n<details>\n<summary>Notes</summary>\n\n" + "- some change by somebody\n" * 800
EVERY = 5


class LargeGithub(FakeGithub):
    """Makes the pull requests of a page when it is asked for it, and keeps none."""

    def __init__(self, count: int) -> None:
        super().__init__(0)
        self.has_graphql = False
        self._count = count

    def _listed(self, path: str, query: str, headers: Mapping[str, object]) -> Given:
        if not path.endswith("/pulls"):
            return Given([])
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if headers.get("If-None-Match") == '"1"':
            return Given(b"", 304, {"ETag": '"1"'})
        page = int(asked.get("page", "1"))
        newest = self._count - (page - 1) * 100
        pulls = [
            pull(number, is_renovate=number % EVERY == 0)
            for number in range(newest, max(0, newest - 100), -1)
        ]
        for each in pulls:
            each["body"] += NOTES
        sent = {"ETag": '"1"'}
        if newest > 100:  # noqa: PLR2004 - entries of a page
            base = (
                f"https://api.github.com{path}?state=all&sort=updated&direction=desc&per_page=100"
            )
            sent["Link"] = f'<{base}&page={page + 1}>; rel="next"'
        return Given(pulls, 200, sent)


def measured(count: int) -> None:
    """Read so many, twice, and print what it took, as JSON."""
    github = LargeGithub(count)
    options = SyncOptions(now=NOW, redact=str)
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/s.sqlite3") as store:
        started = time.perf_counter()
        first = sync_repository(source_of(github), store, REPOSITORY, options)
        seconds = time.perf_counter() - started
        second = sync_repository(source_of(github), store, REPOSITORY, options)
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "count": first.read,
                "renovate": first.new,
                "requests": first.requests,
                "again": second.requests,
                "seconds": seconds,
                "peak_mb": peak_kb / 1024,
            }
        )
    )


def main() -> int:
    """Measure each count in a process of its own."""
    told = []
    for count in COUNTS:
        command = [sys.executable, __file__, str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told.append(json.loads(done.stdout))
        print(
            "{count:>6} pull requests ({renovate} of Renovate's): {requests} requests, then"
            " {again}; {seconds:.1f} s, {peak_mb:.0f} MB".format(**told[-1])
        )
    small, large = told
    is_within = (
        large["requests"] <= MOST_REQUESTS
        and large["again"] == 1
        and large["peak_mb"] - small["peak_mb"] <= MOST_GROWTH_MB
    )
    return 0 if is_within else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured(int(sys.argv[1]))
    else:
        sys.exit(main())
