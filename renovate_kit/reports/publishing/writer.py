"""Writes to GitHub, by PyGithub: one request at a time, and each refusal told apart."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.asking import Asker, Patience
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.github_access import GithubAccess, GithubTransport
from renovate_kit.reports.sources.forges.manners import Manners
from renovate_kit.reports.sources.forges.names import checked_name

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

__all__ = ["GithubWriter", "Target", "open_writer", "refusing"]

_T = TypeVar("_T")
_VIEWER: Final = "query { viewer { login } }"
_MOVED: Final = range(300, 400)


class _Viewer(msgspec.Struct):
    login: str


class _Data(msgspec.Struct):
    viewer: _Viewer


class _ViewerAnswer(msgspec.Struct):
    data: _Data


class _Repository(msgspec.Struct):
    full_name: str
    default_branch: str
    archived: bool = False
    html_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A repository to write to.

    Attributes:
        name: its full name.
        branch: its default branch.
        url: its page.
    """

    name: str
    branch: str
    url: str


def refusing(*statuses: HTTPStatus) -> Callable[[Answer], bool]:
    """Return what says that an answer has one of some statuses."""
    return lambda answer: answer.status in statuses


class GithubWriter:
    """Writes to one GitHub with one token.

    Args:
        asker: asks it.
        graphql: address of GraphQL.
        close: called at the end.
    """

    def __init__(self, asker: Asker, *, graphql: str, close: Callable[[], None]) -> None:
        self._asker = asker
        self._graphql = graphql
        self.close = close
        self.host = asker.manners.host

    def get(
        self, path: str, *, about: str, takes: Callable[[Answer], bool] = lambda _: False
    ) -> Answer:
        """Return the answer; `takes` says of a refusal that the caller deals with it.

        Raises:
            ForgeError: there is none.
        """
        return self._asker.ask(("GET", path, None), about=about, takes=takes)

    def send(
        self,
        request: tuple[str, str, object],
        *,
        about: str,
        takes: Callable[[Answer], bool] = lambda _: False,
        is_repeatable: bool = True,
    ) -> Answer:
        """Return the answer to something that is written; see `Asker.ask`.

        A repository that is archived is told as such, whatever is written to it.

        Raises:
            ForgeError: GitHub does not take it.
        """
        answer = self._asker.ask(
            request,
            about=about,
            takes=lambda each: takes(each) or _is_archived(each),
            is_repeatable=is_repeatable,
        )
        if _is_archived(answer):
            raise self._archived(about.partition(":")[0])
        return answer

    def decoded(self, answer: Answer, kind: type[_T], *, about: str) -> _T:
        """Return what an answer says.

        Raises:
            ForgeError: it says something else.
        """
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.DecodeError, UnicodeError):
            hint = "check the name, --base-url, and that GitHub is of a supported version"
            raise self.error(f"{about}: unexpected answer ({answer.status})", hint) from None

    def error(self, what: str, hint: str, trouble: Trouble = Trouble.ODD) -> ForgeError:
        """Return an error that names this GitHub."""
        return ForgeError(f"{self.host}: {what}", hint=hint, trouble=trouble)

    def target(self, name: str) -> Target:
        """Return what has to be known of a repository before something is written to it.

        Raises:
            ForgeError: there is none for this token, or it is archived.
            UsageError: the name is none.
        """
        name = checked_name(name)
        answer = self.get(f"/repos/{name}", about=name)
        if answer.status in _MOVED:
            hint = "name it as it is called now"
            raise self.error(f"{name}: goes by another name now", hint, Trouble.MISSING)
        known = self.decoded(answer, _Repository, about=name)
        if known.archived:
            raise self._archived(name)
        url = known.html_url if known.html_url.startswith("https://") else ""
        return Target(
            name=name, branch=known.default_branch, url=url or f"https://{self.host}/{name}"
        )

    def login(self) -> str:
        """Return who the token is.

        GraphQL tells that of every token, also of that of GitHub Actions, which has no user.

        Raises:
            ForgeError: GitHub does not say.
        """
        about = "whose token this is"
        answer = self._asker.ask(
            ("POST", self._graphql, {"query": _VIEWER}),
            about=about,
            takes=refusing(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND),
        )
        try:
            return msgspec.json.decode(answer.body, type=_ViewerAnswer).data.viewer.login
        except (msgspec.DecodeError, UnicodeError):
            return self.decoded(self.get("/user", about=about), _Viewer, about=about).login

    def _archived(self, name: str) -> ForgeError:
        hint = "name another one with --publish-to"
        return self.error(
            f"{name}: is archived, and nothing can be written", hint, Trouble.FORBIDDEN
        )


def open_writer(
    access: GithubAccess,
    patience: Patience,
    *,
    needed: Collection[str],
    adapter: "BaseAdapter | None" = None,
) -> GithubWriter:
    """Return what writes to GitHub; nothing is asked yet.

    Args:
        access: where, and as whom.
        patience: how often to ask again.
        needed: permissions that the token needs, for messages.
        adapter: takes the place of the network.

    Raises:
        UsageError: the address can't be used.
    """
    transport = GithubTransport(access, adapter=adapter)
    manners = Manners(
        service="GitHub",
        host=access.host,
        is_anonymous=access.who is None,
        how_to_authenticate="set GITHUB_TOKEN or give --token-file",
        needed=" and ".join(needed),
        deed="write",
        kept="what was published so far stays, and is not published twice",
        again="nothing is published twice",
    )
    asker = Asker(transport, manners, patience)
    return GithubWriter(asker, graphql=transport.graphql_url, close=transport.close)


def _is_archived(answer: Answer) -> bool:
    return answer.status == HTTPStatus.FORBIDDEN and "archived" in answer.said().lower()
