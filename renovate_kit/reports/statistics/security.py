"""Which branches and pull requests fix a vulnerability.

The branch table of a log has no flag for it. Renovate's `vulnerabilityAlerts` preset gives these
branches a topic that ends in `-vulnerability` and their titles the suffix `[SECURITY]`, which
semantic commits put in lower case (`lib/config/options/index.ts`,
`lib/workers/repository/init/vulnerability.ts`).
"""

import re

__all__ = ["alerts_unread_because", "is_security"]

_TITLE = re.compile(r"\[security\](?: - (?:autoclosed|abandoned))?\s*$", re.IGNORECASE)
_BRANCH_SUFFIX = "-vulnerability"

_UNREAD = {
    "Cannot access vulnerability alerts. Please ensure permissions have been granted.": (
        "the token may not read vulnerability alerts, so no security pull requests come from them"
    ),
    "Unable to read vulnerability information": (
        "the OSV database could not be read, so its vulnerabilities are not known to Renovate"
    ),
}


def is_security(*, branch: str | None, title: str | None) -> bool:
    """Whether a branch or a pull request of Renovate's fixes a vulnerability."""
    by_branch = branch is not None and branch.endswith(_BRANCH_SUFFIX)
    return by_branch or (title is not None and _TITLE.search(title) is not None)


def alerts_unread_because(message: str) -> str | None:
    """Return why vulnerabilities stay unknown to Renovate, if that is what a problem says."""
    return _UNREAD.get(message)
