"""Records that tell one thing that happened, whatever comes later.

Renovate 44.121.2: `lib/workers/repository/update/**`, `.../finalize/prune.ts`,
`lib/modules/platform/github/index.ts`, `lib/workers/repository/onboarding/**`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.reports.events import (
    ArtifactFailed,
    BranchAction,
    BranchLogged,
    CommentLogged,
    ConfigProblemKind,
    ConfigProblemLogged,
    DashboardLogged,
    Event,
    IssueAction,
    IssueLogged,
    LookupFailed,
    OnboardingAction,
    OnboardingLogged,
    PullRequestLogged,
)
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.dependency_tables import read_lookup_failure
from renovate_kit.reports.sources.limits import Limits
from renovate_kit.reports.sources.payloads import PullRequest, read_payload
from renovate_kit.reports.sources.problem_detail import last_meaningful_line
from renovate_kit.reports.sources.record import INFO, WARN, Record
from renovate_kit.reports.sources.wording import Wording, optional_word

__all__ = ["Deeds"]

_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_CLOSED: Final = re.compile(r"Closed PR #(\d{1,15}) already exists\. Skipping branch\.")

_INVALID: Final = "Repository has invalid config"

_BRANCH_ACTIONS: Final = {
    "Branch created": BranchAction.CREATED,
    "Branch updated": BranchAction.UPDATED,
    "Deleting orphan branch": BranchAction.ORPHAN_DELETED,
    "Workflows update rejection - aborting branch.": BranchAction.BLOCKED,
    "Branch updating is skipped because stopUpdatingLabel is present in config": (
        BranchAction.BLOCKED
    ),
    "Error updating branch": BranchAction.BLOCKED,
}
_WITH_REASON: Final = frozenset({BranchAction.BLOCKED})
_TOPICS: Final = {
    "Renovate Ignore Notification": BranchAction.IGNORED,
    "Edited/Blocked Notification": BranchAction.EDITED,
}
_ISSUES: Final = {
    "Issue created": IssueAction.CREATED,
    "Issue updated": IssueAction.UPDATED,  # on platforms that say so at level info
    "Cannot ensure issue because issues are disabled in this repository": (IssueAction.UNAVAILABLE),
}
_ONBOARDING: Final = {
    "Onboarding PR created": OnboardingAction.CREATED,
    "Onboarding PR updated": OnboardingAction.UPDATED,
}
_CONFIG_LISTS: Final = {
    "Found renovate config errors": ("errors", ConfigProblemKind.ERROR),
    "Found renovate config warnings": ("warnings", ConfigProblemKind.WARNING),
    "Config validation errors found": ("errors", ConfigProblemKind.ERROR),
    "Config validation warnings found": ("warnings", ConfigProblemKind.WARNING),
}
_CONFIG_SENTENCES: Final = {
    "Config needs migrating": ConfigProblemKind.MIGRATION,
    messages.CONFIG_MIGRATION: ConfigProblemKind.MIGRATION,
    "Using npm packages for Renovate presets is now deprecated": ConfigProblemKind.DEPRECATION,
    "Fallback to renovate.json file as a preset is deprecated": ConfigProblemKind.DEPRECATION,
    "File contents are invalid JSONC but parse using JSON5. "
    "Support for this will be removed in a future release.": ConfigProblemKind.DEPRECATION,
}


@dataclass(slots=True, kw_only=True)
class Deeds:
    """Tells the deeds of one run.

    Renovate repeats lookup failures, limits and the like for each branch: they are told once.
    """

    run: str
    wording: Wording
    _told: set[tuple[object, ...]] = field(default_factory=set)
    _limits: Limits = field(init=False)

    def __post_init__(self) -> None:
        self._limits = Limits(self.run)

    def events(self, record: Record) -> Iterator[Event]:
        """Yield what a record tells; most tell nothing.

        Raises:
            UnexpectedShapeError: the record's fields are not what its message stands for.
        """
        if record.level == messages.DEBUG:
            yield from self._at_debug(record)
        elif record.level >= INFO:
            yield from self._config_problems(record)
            if record.repository is not None:
                yield from self._of_repository(record, record.repository)

    def _at_debug(self, record: Record) -> Iterator[Event]:
        repository = record.repository
        if record.msg == messages.CONFIG_MIGRATION:
            yield from self._config_problems(record)
        elif reached := self._limits.reached(record):
            if self._is_new("limit", repository, reached.limit):
                yield reached
        elif repository and (closed := _CLOSED.fullmatch(record.msg)) and record.branch:
            yield self._branch(record, repository, BranchAction.IGNORED, number=int(closed[1]))
        elif record.msg == messages.REPOSITORY_PROBLEMS and repository:
            yield DashboardLogged(
                run=self.run,
                repository=repository,
                number=None,
                checked=None,
                problems=self.wording.names(record.fields.get("repoProblems")),
                at=record.time,
            )

    def _of_repository(self, record: Record, repository: str) -> Iterator[Event]:
        message = record.msg
        if record.level == INFO and message in messages.PULL_REQUEST_ACTIONS:
            yield self._pull_request(record, repository)
            if message in _ONBOARDING:
                yield self._onboarding(record, repository, _ONBOARDING[message])
        elif message in _BRANCH_ACTIONS:
            yield from self._branch_action(record, repository)
        elif message == "Comment added":
            yield from self._comment(record, repository)
        elif message in _ISSUES:
            yield IssueLogged(
                run=self.run,
                repository=repository,
                action=_ISSUES[message],
                number=_count(record.fields.get("issueNo")),
                title=self.wording.optional(record.fields.get("title")),
                at=record.time,
            )
        elif record.level == WARN and message == "artifactErrors":
            yield from self._artifacts(record, repository)
        elif message == "Package lookup failures":
            yield from self._lookups(record, repository)

    def _pull_request(self, record: Record, repository: str) -> PullRequestLogged:
        logged = read_payload(record, PullRequest)
        branch = record.branch or self.wording.optional(logged.branch_name)
        # GitHub gets the labels in a later call, so that an empty list says nothing.
        labels = self.wording.names(logged.labels) or None
        return PullRequestLogged(
            run=self.run,
            repository=repository,
            branch=branch,
            action=messages.PULL_REQUEST_ACTIONS[record.msg],
            number=_number(logged),
            title=self.wording.optional(logged.pr_title or logged.new_title),
            at=record.time,
            labels=labels,
        )

    def _onboarding(
        self, record: Record, repository: str, action: OnboardingAction
    ) -> OnboardingLogged:
        number = _number(read_payload(record, PullRequest))
        return OnboardingLogged(
            run=self.run, repository=repository, action=action, number=number, at=record.time
        )

    def _branch_action(self, record: Record, repository: str) -> Iterator[Event]:
        if record.fields.get("onboarding") is True:
            yield self._onboarding(record, repository, OnboardingAction.BRANCH_CREATED)
        if record.branch is not None:
            yield self._branch(record, repository, _BRANCH_ACTIONS[record.msg])

    def _branch(
        self, record: Record, repository: str, action: BranchAction, *, number: int | None = None
    ) -> BranchLogged:
        fields = record.fields if record.level >= INFO else {}
        return BranchLogged(
            run=self.run,
            repository=repository,
            branch=record.branch or "",
            action=action,
            number=number,
            sha=self.wording.optional(fields.get("commitSha") or fields.get("commit")),
            reason=self.wording.name(record.msg) if action in _WITH_REASON else None,
            at=record.time,
        )

    def _comment(self, record: Record, repository: str) -> Iterator[Event]:
        topic = self.wording.optional(record.fields.get("topic"))
        number = _count(record.fields.get("issueNo"))
        yield CommentLogged(
            run=self.run,
            repository=repository,
            branch=record.branch,
            number=number,
            topic=topic,
            at=record.time,
        )
        if topic in _TOPICS and record.branch is not None:
            yield self._branch(record, repository, _TOPICS[topic], number=number)

    def _artifacts(self, record: Record, repository: str) -> Iterator[ArtifactFailed]:
        errors = record.fields.get("artifactErrors")
        for error in errors if isinstance(errors, list) else ():
            if not isinstance(error, Mapping):
                continue
            name = error.get("fileName") or error.get("lockFile")
            output = error.get("stderr") or error.get("stdout")
            file = self.wording.name(name if isinstance(name, str) else "")
            reason = self.wording.redact(output) if isinstance(output, str) else ""
            reason = self.wording.name(last_meaningful_line(reason))
            if self._is_new("artifact", repository, record.branch, file, reason):
                yield ArtifactFailed(
                    run=self.run,
                    repository=repository,
                    branch=record.branch,
                    file=file,
                    reason=reason,
                    at=record.time,
                )

    def _lookups(self, record: Record, repository: str) -> Iterator[LookupFailed]:
        """The files are those of all the packages together: told where there is one package."""
        warnings = self.wording.names(record.fields.get("warnings"))
        files = self.wording.names(record.fields.get("files"))
        for warning in warnings:
            failure = read_lookup_failure(warning)
            if failure and self._is_new("lookup", repository, *failure):
                yield LookupFailed(
                    run=self.run,
                    repository=repository,
                    datasource=failure[0],
                    package_name=failure[1],
                    reason=failure[2],
                    package_files=files if len(warnings) == 1 or len(files) == 1 else (),
                    at=record.time,
                )

    def has_told_lookup(self, failure: LookupFailed) -> bool:
        """Whether a failed lookup was told before; it is from now on."""
        key = failure.datasource, failure.package_name, failure.reason
        return not self._is_new("lookup", failure.repository, *key)

    def _config_problems(self, record: Record) -> Iterator[ConfigProblemLogged]:
        source = self.wording.optional(record.fields.get("configType"))
        for kind, topic, text in self._config_texts(record):
            message = self.wording.name(text)
            if kind is ConfigProblemKind.ERROR:
                told = not self._is_new("invalid", record.repository)
                if told and record.msg == _INVALID:
                    continue  # what was said item by item, said again in one sentence
            if self._is_new("config", record.repository, kind, topic, message):
                yield ConfigProblemLogged(
                    run=self.run,
                    repository=record.repository,
                    kind=kind,
                    source=source or _validation_source(record),
                    topic=topic,
                    message=message,
                    at=record.time,
                )

    def _config_texts(self, record: Record) -> Iterator[tuple[ConfigProblemKind, str | None, str]]:
        if record.msg in _CONFIG_LISTS:
            name, kind = _CONFIG_LISTS[record.msg]
            items = record.fields.get(name)
            for item in items if isinstance(items, list) else ():
                if isinstance(item, Mapping) and isinstance(item.get("message"), str):
                    yield kind, optional_word(item.get("topic")), item["message"]
        elif record.msg in _CONFIG_SENTENCES:
            yield _CONFIG_SENTENCES[record.msg], None, record.msg
        elif record.msg == _INVALID:
            cause = record.fields.get("err")
            if isinstance(cause, Mapping):
                text = cause.get("validationMessage") or cause.get("validationError")
                topic = optional_word(cause.get("validationError"))
                if isinstance(text, str):
                    yield ConfigProblemKind.ERROR, topic, text

    def _is_new(self, *key: object) -> bool:
        if key in self._told:
            return False
        self._told.add(key)
        return True


def _validation_source(record: Record) -> str | None:
    if record.msg != _INVALID:
        return None
    cause = record.fields.get("err")
    return optional_word(cause.get("validationSource")) if isinstance(cause, Mapping) else None


def _number(logged: PullRequest) -> int | None:
    if isinstance(logged.pr, str):  # `Onboarding PR created` says "Pull Request #4"
        digits = logged.pr.rpartition("#")[2]
        return int(digits) if _NUMBER.fullmatch(digits) else None
    return next((n for n in (logged.pr, logged.pr_no, logged.number) if n is not None), None)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
