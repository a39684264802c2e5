"""Flags of former releases, as Renovate rewrites them before it reads its command line.

Source: `migrateArgs` in `lib/workers/global/config/parse/cli.ts`.
"""

from typing import Final

__all__ = ["is_left_out", "rewritten"]

_REPLACEMENTS: Final = (
    ("--allow-post-upgrade-command-templating", "--allow-command-templating"),
    ("--allowed-post-upgrade-commands", "--allowed-commands"),
    ("--endpoints=", "--host-rules="),
    ("--expose-env=true", "--trust-level=high"),
    ("--expose-env", "--trust-level=high"),
    ("--renovate-fork", "--include-forks"),
    ('"platform":"', '"hostType":"'),
    ('"endpoint":"', '"matchHost":"'),
    ('"host":"', '"matchHost":"'),
    ("--azure-auto-complete", "--platform-automerge"),
    ("--git-lab-automerge", "--platform-automerge"),
)
_WHOLE: Final = {"--dry-run": "--dry-run=true", "--require-config": "--require-config=true"}
_LATER_REPLACEMENTS: Final = (
    ("--aliases", "--registry-aliases"),
    ("--include-forks=true", "--fork-processing=enabled"),
    ("--include-forks", "--fork-processing=enabled"),
    ("--recreate-closed=false", "--recreate-when=auto"),
    ("--recreate-closed=true", "--recreate-when=always"),
    ("--recreate-closed", "--recreate-when=always"),
)
_LEFT_OUT: Final = "--git-fs"


def rewritten(argument: str) -> str:
    """Return an argument in the form of today, whether or not it had a former one."""
    for old, new in _REPLACEMENTS:
        argument = argument.replace(old, new, 1)
    argument = _WHOLE.get(argument, argument)
    for old, new in _LATER_REPLACEMENTS:
        argument = argument.replace(old, new, 1)
    return argument


def is_left_out(argument: str) -> bool:
    """Return whether Renovate drops an argument that it has rewritten."""
    return argument.startswith(_LEFT_OUT)
