"""What GitHub's list of pull requests does not tell, by one GraphQL request for a hundred.

Source: GitHub GraphQL API, `PullRequest`.
"""

from collections.abc import Sequence
from typing import Final, Generic

from renovate_kit.reports.sources.forges.asking import Asker
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.github_details_answer import (
    MOST_COMMITS,
    DetailsTold,
    alias,
    details_told,
    passing_failure,
)
from renovate_kit.reports.sources.forges.interface import Detailed, Numbered

__all__ = ["GithubDetails"]

_MOST: Final = 100
_FEWEST: Final = 25
_FIELDS: Final = f"""fragment details on PullRequest {{
  mergedBy {{ login }}
  reviewDecision
  closings: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {{
    nodes {{ ... on ClosedEvent {{ actor {{ login }} }} }}
  }}
  latest: commits(last: 1) {{ nodes {{ commit {{ statusCheckRollup {{ state }} }} }} }}
  commits(first: {MOST_COMMITS}) {{ totalCount nodes {{ commit {{ author {{ email }} }} }} }}
}}"""
_PASSING_BY: Final = frozenset(
    {
        Trouble.NO_ANSWER,
        Trouble.BUSY,
        Trouble.INCOMPLETE,
        Trouble.RATE_LIMIT,
        Trouble.SECONDARY_LIMIT,
        Trouble.NO_API,
        Trouble.UNAUTHORIZED,
    }
)
_TOO_MUCH: Final = frozenset({Trouble.BUSY, Trouble.INCOMPLETE})


class GithubDetails:
    """Adds details to pull requests.

    Args:
        asker: of the server.
        path: where GraphQL is on it.
    """

    def __init__(self, asker: Asker, *, path: str) -> None:
        self._asker = asker
        self._path = path
        self._is_there = True
        self._given_up: str | None = None
        self._may_pass = False
        self._refused: dict[str, str] = {}

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._asker.requests

    def added(self, repository: str, pull_requests: Sequence[Numbered]) -> Detailed[Numbered]:
        """Return pull requests with details, those that GitHub gives.

        What it refuses is not asked for again by this object: for one repository, or for all.

        Raises:
            ForgeError: it failed in a way that passes, and does not even say what is wrong.
        """
        asking = _Asking[Numbered](pull_requests)
        for at_once in (_MOST, _FEWEST):
            asking.begin_again()
            while self._why_not(repository) is None and (some := asking.next(at_once)):
                self._ask(repository, some, asking, is_last=len(some) <= _FEWEST)
        refused = self._why_not(repository)
        return Detailed(
            items=asking.found,
            owed=asking.owed if self._is_there else (),
            why=refused or asking.why,
            is_refused=refused is not None and not self._may_pass,
        )

    def _why_not(self, repository: str) -> str | None:
        """Return why it is in vain to ask; None if it is not."""
        return self._given_up or self._refused.get(repository)

    def _ask(
        self,
        repository: str,
        some: Sequence[Numbered],
        asking: "_Asking[Numbered]",
        *,
        is_last: bool,
    ) -> None:
        """Ask for some, and for fewer later where that is too much for the server."""
        try:
            told = self._told(repository, some)
        except ForgeError as error:
            if error.trouble in _TOO_MUCH and not is_last:
                asking.put_back(some)
                return
            if error.trouble in _PASSING_BY - {Trouble.INCOMPLETE}:
                raise
            asking.put_back(some)
            self._is_there = error.trouble is not Trouble.MISSING
            where = f"{self._asker.manners.host}: {repository}: details: "
            self._given_up = error.message.removeprefix(where)
            self._may_pass = error.trouble is Trouble.INCOMPLETE
            return
        if told.is_empty:
            self._refused[repository] = told.why or "there are none"
            asking.put_back(some)
            return
        asking.take(some, told)

    def _told(self, repository: str, some: Sequence[Numbered]) -> DetailsTold:
        owner, _, name = repository.partition("/")
        wanted = " ".join(
            f"{alias(known.number)}: pullRequest(number: {known.number}) {{ ...details }}"
            for known in some
        )
        query = (
            "query ($owner: String!, $name: String!) {"
            f" repository(owner: $owner, name: $name) {{ {wanted} }} }}\n{_FIELDS}"
        )
        content = {"query": query, "variables": {"owner": owner, "name": name}}
        about = f"{repository}: details"
        answer = self._asker.post(self._path, content, about=about, judge=passing_failure)
        told = details_told(answer)
        if told.is_limited:
            raise self._limited(repository)
        return told

    def _limited(self, repository: str) -> ForgeError:
        """Return the error for a limit that GraphQL tells with status 200."""
        message = f"{self._asker.manners.host}: {repository}: details: GraphQL's limit is used up"
        hint = "run it again within the hour, or with `--details 0`"
        return ForgeError(message, hint=hint, trouble=Trouble.RATE_LIMIT)


class _Asking(Generic[Numbered]):
    """What is still to be asked for, and what was found.

    Args:
        wanted: pull requests.
    """

    def __init__(self, wanted: Sequence[Numbered]) -> None:
        self._wanted: list[Numbered] = list(wanted)
        self._later: list[Numbered] = []
        self.found: list[Numbered] = []
        self.why: str | None = None

    @property
    def owed(self) -> Sequence[int]:
        """Numbers of those that were not found, or not all of them."""
        return [each.number for each in (*self._wanted, *self._later) if each.number is not None]

    def next(self, most: int) -> Sequence[Numbered]:
        """Return what to ask for now; nothing when all was asked for once."""
        some, self._wanted = self._wanted[:most], self._wanted[most:]
        return some

    def begin_again(self) -> None:
        """Ask for what was put back."""
        if self._later:
            self.why = None
        self._wanted += self._later
        self._later = []

    def put_back(self, some: Sequence[Numbered]) -> None:
        """Leave these for later."""
        self._later += some

    def take(self, some: Sequence[Numbered], told: DetailsTold) -> None:
        """Take what was told of these."""
        self.why = self.why or told.why
        self.found += [each for known in some if (each := told.added_to(known)) is not None]
        self._later += [known for known in some if alias(known.number) in told.owed]
