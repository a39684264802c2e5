"""Messages below level warn that are the only sign that something failed.

Renovate 44.121.2. What a warning or an error says anyway is not here: a failed lookup behind
`Package lookup failures`, a tool's output behind `artifactErrors`.
"""

from typing import Final

__all__ = [
    "HIDDEN_AT_DEBUG",
    "HIDDEN_AT_INFO",
    "REFUSED_AT_DEBUG",
    "REFUSED_MERGES",
    "STATES",
]

HIDDEN_AT_INFO: Final = frozenset(
    {
        "Found renovate config errors",  # no pull requests until the config is mended; exit code 0
        "Repository is forbidden",  # 403 or 451: the token lacks rights; exit code 0
        "Workflows update rejection - aborting branch.",  # the token lacks the `workflow` scope
        "External host error causing abort - skipping",  # the whole repository was skipped
        "Temporary error - aborting",  # likewise
        "Repository has changed during renovation - aborting",  # likewise
        "Lock file error - aborting",  # likewise
        "missing-api-credentials",  # likewise
        "Repository is disabled - skipping",  # nothing will happen there, for three reasons
        "Repository has been renamed - skipping",  # nothing will happen until the name is changed
        "All merge attempts failed",  # an automerge did not work
        "PR automerge failed",  # likewise
        "Branch automerge is not possible due to branch protection",  # likewise
        "Branch automerge is not possible due to branch protection (required reviewers)",
        "Disallowed variable names in template",  # they come out empty
        "Static repo config validation issues detected",  # of `staticRepoConfig`
    }
)
"""Info records that are told as warnings."""

REFUSED_AT_DEBUG: Final = frozenset(
    {
        "GitHub blocking PR merge -- Needs approving review(s)",
        "Failed to add MR to the merge train",  # GitLab, as the next three
        "No permissions to merge PR",
        "PR not acceptable for merging",
        "merge PR error",
    }
)
"""Debug records of an automerge that was tried and refused: told as warnings, in spite of their
level. A check that is red or not done is none: then Renovate does not try."""

REFUSED_MERGES: Final = REFUSED_AT_DEBUG | {"All merge attempts failed", "PR automerge failed"}
"""One for each pull request whose automerge was refused, whatever the level."""

HIDDEN_AT_DEBUG: Final = REFUSED_AT_DEBUG | frozenset(
    {
        "Pull request creation error",  # the branch is there, the run is `done`, exit code 0
        "GitHub failure: Bad credentials",  # on GitHub Enterprise Server no warning follows
        "Datasource connection error",  # why a lookup came to no result
        "Datasource unknown error",  # likewise
        "Docker: error fetching data from DockerHub",  # Renovate falls back to the registry
        "Could not parse environment variable",  # the setting is ignored
        "Could not compute the count of HourlyCommits, returning zero.",  # commitHourlyLimit is off
    }
)
"""Debug records that no warning follows. A log at level info can't show that they are over."""

STATES: Final = frozenset({"DRY-RUN", "Repository is disabled - skipping"})
"""Records of a run that did what it was told to, and so no failure: its result, or that it was a
dry run, says the same."""
