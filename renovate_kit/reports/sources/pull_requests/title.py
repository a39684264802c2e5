"""The title of a pull request, or the subject of a commit, in the forms that Renovate gives it.

Renovate 44.121.2: `commitMessage*` in `lib/config/options/index.ts`, in the data sources and in
the managers; `lib/workers/repository/updates/generate.ts`. With semantic commits a title is all
in lower case, so its names are right but for capitals.
"""

import re
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events.pull_requests import Evidence, PullRequestUpdate
from renovate_kit.reports.sources.pull_requests.plain_text import plain
from renovate_kit.reports.sources.pull_requests.updates import LOCK_FILES
from renovate_kit.reports.sources.pull_requests.version_steps import update_type_between

__all__ = ["TitleReading", "read_title"]

_LONGEST: Final = 500
_CLOSED: Final = " - autoclosed"
_GIVEN_UP: Final = " - abandoned"
_BASE_BRANCH: Final = re.compile(r" \([\w./-]{1,200}\)$")
_SECURITY: Final = re.compile(r"\[security\]$", re.IGNORECASE)
_PREFIX: Final = re.compile(
    r"(?:[a-z]{2,20}(?:\([^()]{0,60}\))?!?: |\([^()]{1,60}\)!?: |:[a-z_]{2,40}: "
    r"|\[[\w -]{1,30}\] |[^\x00-\x7f]{1,4} )",
    re.IGNORECASE,
)
_ACTION: Final = re.compile(
    r"(update|upgrade|bump|pin|replace|roll back|rollback) (.{1,400})", re.IGNORECASE
)
_NAME: Final = r"([^\s\[\]()]{1,214})"
_TOPICS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), digest)
    for pattern, digest in (
        (rf"dependency {_NAME}", False),
        (rf"(?:go )?module {_NAME}", False),
        (rf"{_NAME} docker tag", False),
        (r"([^\s:\[\]()]{1,214})(?::\S{1,128})? docker digest", True),
        (rf"{_NAME} action", False),
        (rf"(?:helm (?:release|chart|values)|terraform|terragrunt dependency) {_NAME}", False),
        (rf"(?:rust crate|pre-commit hook|buildkite plugin|buildpack|builder) {_NAME}", False),
        (rf"(?:homebrew formula|tflint plugin|vendir|plugin|resource|bundle|orb) {_NAME}", False),
        (rf"{_NAME} apk package", False),
        (rf"{_NAME} (?:tool )?constraint", False),
        (rf"{_NAME} digest", True),
    )
)
_UPDATE_TYPES: Final = {
    "pin": "pin",
    "replace": "replacement",
    "roll back": "rollback",
    "rollback": "rollback",
}
_EXTRA: Final = re.compile(r"(.{1,300}?) (to|with) (.{1,200})", re.IGNORECASE)
_BOTH_VERSIONS: Final = re.compile(
    r"(.{1,300}?) \(? ?([^\s()]{1,100}) (?:[➔→➜⟶]|➡\ufe0f?|[-=]>) ([^\s()]{1,100}) ?\)?"
)
"""What many make of `commitMessageExtra`: `({{currentVersion}} ➔ {{newVersion}})`."""
_OF_A_KIND: Final = re.compile(
    r"(?:(?:container |docker )?image|action|app|chart|config|dependency|hook|module|package"
    rf"|plugin|provider|release|role|tool) {_NAME}",
    re.IGNORECASE,
)
_PATH_LIKE: Final = re.compile(r"[^\s\[\]()/]{1,100}/[^\s\[\]()]{1,114}")
_A_GROUP: Final = re.compile(r".{1,200} group", re.IGNORECASE)
_MAJOR_ONLY: Final = re.compile(r"v\d{1,9}")
_PRETTY_VERSION: Final = re.compile(r"v?(\d{1,15}\.[\w.+-]{1,100})")
_BARE_VERSION: Final = re.compile(r"v?(\d[^\s]{0,100})")
_DIGEST: Final = re.compile(r"[0-9a-f]{6,64}")
_RANGE: Final = re.compile(r"[\^~<>=!][^\s]{1,100}")
_LOCK_FILE_MAINTENANCE: Final = re.compile(r"(?:update )?lock file maintenance", re.IGNORECASE)
_OTHER_KINDS: Final = re.compile(
    r"(?:configure renovate|add renovate\.json|migrate (?:renovate config|config \S{1,100}))",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"(?:all (?:non-major )?dependencies.{0,40}|dependencies|.{1,200} monorepo)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReading:
    """What a title says.

    Attributes:
        is_renovate: whether it has one of Renovate's forms. People can write these as well.
        update: if it names one dependency for sure; its `new` only where that is sure too, its
            `current` where the title has both. A version is told without the `v` that Renovate
            puts in front of a number.
        security: whether it ends in Renovate's mark for vulnerabilities.
        autoclosed: whether Renovate marked it as closed by itself.
        abandoned: whether Renovate marked it as obsolete, and left it to whom edited it.
    """

    is_renovate: bool
    update: PullRequestUpdate | None
    security: bool
    autoclosed: bool
    abandoned: bool


def read_title(title: str) -> TitleReading:
    """Read a title. Never raises; what has another form says nothing."""
    text = " ".join(plain(title, limit=_LONGEST).split())
    lower = text.lower()
    autoclosed, abandoned = lower.endswith(_CLOSED), lower.endswith(_GIVEN_UP)
    for mark in (_CLOSED, _GIVEN_UP):
        while text.lower().endswith(mark):
            text = text[: -len(mark)]
    text = _BASE_BRANCH.sub("", text)
    security = bool(_SECURITY.search(text))
    core = _without_prefixes(_BASE_BRANCH.sub("", _SECURITY.sub("", text).strip()))
    update, known = _read(core)
    return TitleReading(
        is_renovate=known,
        update=update,
        security=security,
        autoclosed=autoclosed,
        abandoned=abandoned,
    )


def _without_prefixes(text: str) -> str:
    for _ in range(3):
        match = _PREFIX.match(text)
        if not match:
            break
        text = text[match.end() :].strip()
    return text


def _read(core: str) -> tuple[PullRequestUpdate | None, bool]:
    """Return the update that a title tells, and whether the title has a form of Renovate's."""
    if _LOCK_FILE_MAINTENANCE.fullmatch(core):
        maintenance = PullRequestUpdate(
            dep_name=LOCK_FILES, update_type="lockFileMaintenance", evidence=Evidence.TITLE
        )
        return maintenance, True
    if _OTHER_KINDS.fullmatch(core):
        return None, True
    action = _ACTION.fullmatch(core)
    if not action:
        return None, False
    both = _BOTH_VERSIONS.fullmatch(action[2])
    kind = _UPDATE_TYPES.get(action[1].lower())
    return _read_step(kind, *both.groups()) if both else _read_extra(kind, action[2])


def _read_extra(kind: str | None, text: str) -> tuple[PullRequestUpdate | None, bool]:
    """Return the update of a title that has the new version, or nothing but a name."""
    extra = _EXTRA.fullmatch(text)
    topic, joint, value = extra.groups() if extra else (text, "", "")
    if _GROUP.fullmatch(topic):
        return None, True
    for pattern, is_digest in _TOPICS:
        if match := pattern.fullmatch(topic):
            return _update(match[1], kind, joint.lower(), value, is_digest=is_digest), True
    return None, False


def _read_step(
    kind: str | None, topic: str, current: str, new: str
) -> tuple[PullRequestUpdate | None, bool]:
    """Return the update of a title that has both versions; a word alone may name a group."""
    own = next((match[1] for pattern, _ in _TOPICS if (match := pattern.fullmatch(topic))), None)
    if match := _OF_A_KIND.fullmatch(topic):
        own = match[1]
    elif own is None and _PATH_LIKE.fullmatch(topic):
        own = topic
    if own is None:
        return None, bool(_A_GROUP.fullmatch(topic) or _GROUP.fullmatch(topic))
    old, late = (_BARE_VERSION.fullmatch(each) for each in (current, new))
    digests = _DIGEST.fullmatch(current) and _DIGEST.fullmatch(new)
    is_digest = bool(digests and not (current.isdigit() and new.isdigit()))
    current = old[1] if old else current
    new = late[1] if late else new
    update = PullRequestUpdate(
        dep_name=own,
        update_type=kind or ("digest" if is_digest else update_type_between(current, new)),
        current=current,
        new=new,
        evidence=Evidence.TITLE,
    )
    return update, True


def _update(
    name: str, kind: str | None, joint: str, value: str, *, is_digest: bool
) -> PullRequestUpdate:
    replacement = None
    if joint == "with":
        replacement, _, value = value.partition(" ")
    new = _new(value, is_digest=is_digest or kind == "pin")
    if is_digest and kind is None:
        kind = "digest"
    elif kind == "pin" and new and _DIGEST.fullmatch(new):
        kind = "pinDigest"
    elif kind is None and _MAJOR_ONLY.fullmatch(value):
        kind = "major"
    return PullRequestUpdate(
        dep_name=name,
        update_type=kind,
        new=new,
        replacement=replacement or None,
        evidence=Evidence.TITLE,
    )


def _new(value: str, *, is_digest: bool) -> str | None:
    """Return the new value if it is told whole: `v5` can be the number of a major alone."""
    if is_digest and _DIGEST.fullmatch(value):
        return value
    if match := _PRETTY_VERSION.fullmatch(value):
        return match[1]
    return value if _RANGE.fullmatch(value) else None
