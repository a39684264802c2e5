"""Whose a pull request is.

**The rule.** A pull request is Renovate's if something says so that takes a right in the
repository or a bot's account, and its text agrees. A text alone never makes it Renovate's:
everybody who can open a pull request can copy one, hidden data included.

1. The branch has Renovate's prefix (`renovate/`, or one of the given) and is in the repository
   itself, which takes the right to push; and the author's name, the body or the title is
   Renovate's as well. The author need not be a bot: Renovate often runs with a person's token.
   Evidence: `branch`.
2. The branch has another prefix, but is in the repository itself, and the author's name is
   Renovate's (`renovate` in the login, or one of the given), and the author is a bot, or the body
   or the title is Renovate's as well. Evidence: `author`.
3. The branch is in a fork, or nobody knows where, and the author is an app that works from forks
   (the bots `renovate[bot]` and `forking-renovate[bot]`), or one of the given. Evidence: `author`.

Never Renovate's: any other branch of a fork, because anybody can name it anything;
`renovate/reconfigure` of a person, on which people try a configuration out; and what another known
bot opened, because such bodies quote the release notes of strangers.

Whoever may push to a repository can still pass for Renovate under the first rule. They could also
merge what they like: the history of a repository is as good as the people who may write to it.
"""

from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events.pull_requests import BodyReading, Evidence, ForgePullRequest
from renovate_kit.reports.sources.pull_requests.title import TitleReading

__all__ = ["DEFAULT_SIGNS", "RenovateSigns", "renovate_evidence"]

_NAME: Final = "renovate"
_RECONFIGURE: Final = "reconfigure"
_APP: Final = "[bot]"
_FORKING_APPS: Final = frozenset({"renovate", "forking-renovate"})
_OTHER_BOTS: Final = frozenset(
    {"dependabot", "dependabot-preview", "snyk-bot", "pyup-bot", "scala-steward", "depfu", "imgbot"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovateSigns:
    """How Renovate is set up here.

    Attributes:
        branch_prefixes: its options `branchPrefix` and `branchPrefixOld`.
        authors: logins that it uses; apart from these, what has `renovate` in it.
    """

    branch_prefixes: tuple[str, ...] = ("renovate/",)
    authors: tuple[str, ...] = ()


DEFAULT_SIGNS: Final = RenovateSigns()


def renovate_evidence(
    pull_request: ForgePullRequest,
    body: BodyReading,
    title: TitleReading,
    signs: RenovateSigns = DEFAULT_SIGNS,
) -> Evidence | None:
    """Return by what a pull request is known to be Renovate's; None if it isn't."""
    login = (pull_request.author or "").lower()
    app = login.removesuffix(_APP)  # GraphQL has it without
    if app in _OTHER_BOTS:
        return None
    given = login in {author.lower() for author in signs.authors}
    if pull_request.from_fork is not False:
        forking = app in _FORKING_APPS and pull_request.author_is_bot
        return Evidence.AUTHOR if forking or given else None
    named = given or _NAME in login
    bot = named and bool(pull_request.author_is_bot)
    agrees = body.is_renovate or title.is_renovate
    prefix = next((p for p in signs.branch_prefixes if pull_request.branch.startswith(p)), None)
    if prefix is None:
        return Evidence.AUTHOR if bot or (named and agrees) else None
    on_trial = pull_request.branch == prefix + _RECONFIGURE
    return Evidence.BRANCH if bot or ((named or agrees) and not on_trial) else None
