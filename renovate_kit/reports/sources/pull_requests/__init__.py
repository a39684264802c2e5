"""Reads pull requests of Renovate's: whose they are, what they update, what they fix.

`read_pull_request` takes what a forge has and returns what is known of it. `read_body` and
`read_title` read the texts alone; by these alone nothing is known to be Renovate's.
"""

from renovate_kit.reports.sources.pull_requests.body import read_body
from renovate_kit.reports.sources.pull_requests.reading import (
    is_security_branch,
    read_pull_request,
)
from renovate_kit.reports.sources.pull_requests.recognition import DEFAULT_SIGNS, RenovateSigns
from renovate_kit.reports.sources.pull_requests.same_update import is_same_update
from renovate_kit.reports.sources.pull_requests.title import TitleReading, read_title
from renovate_kit.reports.sources.pull_requests.version_steps import update_type_between

__all__ = [
    "DEFAULT_SIGNS",
    "RenovateSigns",
    "TitleReading",
    "is_same_update",
    "is_security_branch",
    "read_body",
    "read_pull_request",
    "read_title",
    "update_type_between",
]
