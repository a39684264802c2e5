"""Asks a forge patiently: again where it was busy, later where it wants to be left alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

import msgspec

from renovate_kit.http import Retries
from renovate_kit.reports.sources.forges.answer import Answer, NoAnswerError, Transport
from renovate_kit.reports.sources.forges.failures import (
    ForgeError,
    Refusal,
    Trouble,
    refusal,
    refused,
    unanswered,
)
from renovate_kit.reports.sources.forges.manners import Manners

__all__ = ["Asker", "Patience"]

_PASSING: Final = frozenset(
    {
        Trouble.BUSY,
        Trouble.INCOMPLETE,
        Trouble.RATE_LIMIT,
        Trouble.SECONDARY_LIMIT,
        Trouble.NO_API,
    }
)
_NEVER_DONE: Final = frozenset({Trouble.RATE_LIMIT, Trouble.SECONDARY_LIMIT})
"""After these it is certain that nothing came of a request."""
_ATTEMPTS_TO_CONNECT: Final = 2
_REDIRECTIONS: Final = range(300, 400)


class Patience:
    """How long to wait for a forge.

    Args:
        retries: after failures that pass by themselves.
        longest_limit: seconds to wait for a rate limit to end; it is an error if that is longer.
        now: tells the time, to know when a limit ends.
    """

    def __init__(
        self, *, now: Callable[[], datetime], retries: Retries, longest_limit: float = 60.0
    ) -> None:
        self.now = now
        self.retries = retries
        self.longest_limit = longest_limit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    method: str
    path: str
    headers: Mapping[str, str]
    about: str
    content: bytes | None = None
    judge: Callable[[Answer], Refusal | None] = lambda _: None
    takes: Callable[[Answer], bool] = lambda _: False
    is_repeatable: bool = True


class Asker:
    """Asks one forge; what it can't give is a `ForgeError`.

    Args:
        transport: sends a request.
        manners: of the forge.
        patience: how often to ask again.
    """

    def __init__(self, transport: Transport, manners: Manners, patience: Patience) -> None:
        self._transport = transport
        self.manners = manners
        self._patience = patience
        self.requests = 0

    def get(self, path: str, *, about: str, etag: str | None = None) -> Answer:
        """Return the answer: JSON that is whole, `304` for a known `etag`, or a redirection.

        Args:
            path: below the API, with the query.
            about: what it is, for messages.
            etag: of an earlier answer to the same request.

        Raises:
            ForgeError: there is none.
        """
        headers = {"If-None-Match": etag} if etag else {}
        return self._asked(_Question(method="GET", path=path, headers=headers, about=about))

    def post(
        self,
        path: str,
        content: object,
        *,
        about: str,
        judge: Callable[[Answer], Refusal | None] = lambda _: None,
    ) -> Answer:
        """Return the answer to a question that is sent as JSON.

        Args:
            path: below the API.
            content: the question.
            about: what it is, for messages.
            judge: says of an answer that looks like one why it is none; None if it is one.

        Raises:
            ForgeError: there is none.
        """
        question = _Question(
            method="POST",
            path=path,
            headers={"Content-Type": "application/json"},
            about=about,
            content=msgspec.json.encode(content),
            judge=judge,
        )
        return self._asked(question)

    def ask(
        self,
        request: tuple[str, str, object],
        *,
        about: str,
        takes: Callable[[Answer], bool] = lambda _: False,
        is_repeatable: bool = True,
    ) -> Answer:
        """Return the answer to a request of any kind.

        Args:
            request: method, path below the API, and what is sent as JSON; None for nothing.
            about: what it is, for messages.
            takes: says of a refusal that the caller deals with it.
            is_repeatable: whether to send it again where nobody knows what came of it.

        Raises:
            ForgeError: there is none.
        """
        method, path, content = request
        question = _Question(
            method=method,
            path=path,
            headers={} if content is None else {"Content-Type": "application/json"},
            about=about,
            content=None if content is None else msgspec.json.encode(content),
            takes=takes,
            is_repeatable=is_repeatable,
        )
        return self._asked(question)

    def _asked(self, question: "_Question") -> Answer:
        attempt = 0
        while True:
            self.requests += 1
            wait: float | None
            try:
                answer = self._transport.send(
                    question.method,
                    question.path,
                    headers=question.headers,
                    content=question.content,
                )
            except NoAnswerError as error:
                wait = self._wait_after_silence(error, attempt, question)
            else:
                if question.takes(answer):
                    return answer
                why = self._why_not(answer) or question.judge(answer)
                if why is None:
                    return answer
                wait = self._wait_after(why, answer, attempt, question)
            self._patience.retries.sleep(wait)
            attempt += 1

    def _wait_after_silence(self, error: NoAnswerError, attempt: int, question: _Question) -> float:
        """Return how long to wait, for a while; where nobody is there, a short one."""
        most = self._patience.retries.most
        if error.connected and not question.is_repeatable:
            raise unanswered(error, self.manners) from error
        if error.certificate or not error.connected:
            most = min(most, 0 if error.certificate else _ATTEMPTS_TO_CONNECT - 1)
        if attempt >= most:
            raise unanswered(error, self.manners) from error
        return self._patience.retries.wait(attempt)

    def _wait_after(self, why: Refusal, answer: Answer, attempt: int, question: _Question) -> float:
        patience = self._patience
        error = refused(why, answer, self.manners, about=question.about, now=patience.now())
        if not question.is_repeatable and why.trouble not in _NEVER_DONE:
            raise error
        if why.trouble not in _PASSING or attempt >= patience.retries.most:
            raise error
        if why.trouble is Trouble.NO_API and not _looks_cut_off(answer):
            raise error
        if why.trouble in {Trouble.RATE_LIMIT, Trouble.SECONDARY_LIMIT}:
            return self._wait_for_limit(why, error)
        return patience.retries.wait(attempt, why.wait)

    def _wait_for_limit(self, why: Refusal, error: ForgeError) -> float:
        # A limit's end is told to the second, so it is over a second later for sure.
        if why.wait is None or why.wait + 1 > self._patience.longest_limit:
            raise error
        return why.wait + 1

    def _why_not(self, answer: Answer) -> Refusal | None:
        why = refusal(answer, now=self._patience.now())
        if why is not None:
            return why
        is_bare = answer.status == HTTPStatus.NO_CONTENT or answer.status in _REDIRECTIONS
        if is_bare or _is_json(answer.body):
            return None
        return Refusal(trouble=Trouble.NO_API, wait=None, said="")


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _looks_cut_off(answer: Answer) -> bool:
    return not answer.body or answer.body[:1] in {b"[", b"{"}
