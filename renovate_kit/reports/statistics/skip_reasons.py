"""Why Renovate leaves a dependency out: its `skipReason` in words.

Facts of `lib/types/skip-reason.ts`, Renovate 44.121.2, in our own words.
"""

from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.option_links import Option

__all__ = ["SKIP_REASONS", "SkipReason", "skip_reason"]

_DOCS: Final = "https://docs.renovatebot.com/configuration-options/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipReason:
    """What a `skipReason` means, what to do, and which options govern it."""

    means: str
    what_to_do: str
    options: tuple[Option, ...] = ()


def _same(
    means: str, what_to_do: str, *words: str, options: tuple[str, ...] = ()
) -> dict[str, SkipReason]:
    named = tuple(Option(name=name, url=f"{_DOCS}#{name.lower()}") for name in options)
    return dict.fromkeys(words, SkipReason(means=means, what_to_do=what_to_do, options=named))


_LOCAL: Final = "nothing: it is part of the repository, or of the machine, and has no releases"
_WRITE: Final = "write it as a plain version, if Renovate shall update it"
_CUSTOM: Final = "nothing, or find it with a custom manager that says what it is"

SKIP_REASONS: Final = {
    **_same(
        "the configuration disables it",
        "remove enabled: false from the package rule or the manager, if it is not meant",
        "disabled",
        options=("enabled", "packageRules"),
    ),
    **_same(
        "the configuration ignores it",
        "take it out of ignoreDeps, or remove the comment in the file that ignores it",
        "ignored",
        options=("ignoreDeps",),
    ),
    **_same(
        "a package rule leaves it out",
        "look for the package rule that fits it",
        "package-rules",
        options=("packageRules",),
    ),
    **_same(
        "its version is pinned on purpose",
        "unpin it in the package file to get updates",
        "is-pinned",
    ),
    **_same(
        "it is part of the repository or of the machine, not of a registry",
        _LOCAL,
        "file",
        "file-dependency",
        "inherited-dependency",
        "internal-package",
        "local",
        "local-chart",
        "local-dependency",
        "path-dependency",
    ),
    **_same(
        "it comes from git in a way that Renovate does not update",
        "point it to a tag or to a registry, if there is one",
        "git-dependency",
        "git-plugin",
    ),
    **_same(
        "no version is written down",
        "write a version or a tag, so that there is something to update",
        "empty",
        "unspecified-version",
        "unversioned-reference",
    ),
    **_same(
        "its version, or its name, is a variable that Renovate can't resolve",
        _WRITE,
        "contains-variable",
        "multiple-constraint-dep",
        "name-placeholder",
        "placeholder-url",
        "recursive-placeholder",
        "version-placeholder",
    ),
    **_same(
        "what is written as its version is none that Renovate understands",
        "check the value; a package rule with another versioning may read it",
        "invalid-value",
        "invalid-version",
        "not-a-version",
        "unsupported-version",
        options=("versioning",),
    ),
    **_same(
        "the way it is written is wrong, or none that Renovate understands",
        "check the entry in the package file",
        "invalid-config",
        "invalid-dependency-specification",
        "invalid-name",
        "invalid-sha256",
        "invalid-url",
        "missing-depname",
        "no-repository",
        "no-source",
        "no-source-match",
        "non-hex-dep-types",
        "unknown-engines",
        "unknown-volta",
    ),
    **_same(
        "it comes from a place that Renovate has no datasource for",
        _CUSTOM,
        "unknown-registry",
        "unsupported",
        "unsupported-chart-type",
        "unsupported-datasource",
        "unsupported-remote",
        "unsupported-url",
        options=("customManagers",),
    ),
    **_same(
        "a token for github.com is missing, without which it can't be looked up",
        "set GITHUB_COM_TOKEN for the bot",
        "github-token-required",
    ),
    **_same(
        "the version in use is known to be malicious",
        "remove it, or go to a version that is not, at once",
        "malicious-version-in-use",
    ),
    **_same(
        "the new version is known to be malicious, so none is proposed",
        "nothing: stay with the version in use",
        "malicious-update-proposed",
    ),
    **_same(
        "only a lock file has it, and only a fix of a vulnerability would be proposed",
        "nothing: lock file maintenance brings it up to date",
        "lockfile-only",
        options=("lockFileMaintenance",),
    ),
    **_same(
        "Renovate failed on it",
        "look at the log of the last run for it",
        "internal-error",
    ),
}


def skip_reason(word: str) -> SkipReason:
    """Return what a `skipReason` means; one of a newer Renovate's stands for itself."""
    return SKIP_REASONS.get(word) or SkipReason(
        means=f"Renovate says {word!r}", what_to_do="look at the log of the last run for it"
    )
