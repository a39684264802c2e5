"""Which arguments Renovate gets in a container: what its image runs, and what overrides that.

Source: `tools/docker/bin/renovate-entrypoint.sh` of Renovate, and
https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.document.located import LocatedValue

__all__ = ["Command", "command_of"]

_ENTRYPOINTS: Final = frozenset({"renovate-entrypoint.sh", "docker-entrypoint.sh", "dumb-init"})
"""Scripts that run what follows them; without a command, the image runs the first of them."""

_RENOVATE: Final = frozenset({"renovate", "renovate.js", "renovate.mjs"})
_SHELLS: Final = frozenset({"ash", "bash", "dash", "sh", "zsh"})
_PROGRAMS: Final = _SHELLS | {"env", "node", "renovate-config-validator", "tini"}
_ASSIGNMENT: Final = re.compile(r"(?:\A|[\s;&|])(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=")
_SOURCED: Final = re.compile(r"(?:\A|[\s;&|])(?:\.|source|eval|read)\s")
_CALL: Final = re.compile(r"(?:exec\s+|time\s+)*(?:[\w./-]*/)?renovate(?:\s+|\Z)")
_SHELL_SIGNS: Final = re.compile(r"[$`|&;<>(){}*?\\#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """How Renovate is started.

    Attributes:
        arguments: of Renovate itself, each with its place.
        is_known: whether those are all, and what they are is known. It is not in a script that
            is not at hand, or that works something out.
        assigned: the names of variables that a shell sets on the way, to what can't be known.
        sets_unknown: whether variables of unknown names may be set on the way.
        script: what a shell runs; None if none does.
        word: the first word of what is run; None if that is what the image runs by itself.
    """

    arguments: tuple[LocatedValue, ...] = ()
    is_known: bool = True
    assigned: tuple[str, ...] = ()
    sets_unknown: bool = False
    script: LocatedValue | None = None
    word: LocatedValue | None = None


def command_of(command: tuple[LocatedValue, ...], arguments: tuple[LocatedValue, ...]) -> Command:
    """Return how a container of Renovate's image starts Renovate.

    Args:
        command: of the container, variables replaced; empty if it has none.
        arguments: of the container, variables replaced.
    """
    words = [*command, *arguments]
    via_image = not command
    while words and _program(words[0]) in _ENTRYPOINTS | {"--"}:
        words = words[1:]
        via_image = True
    if not words:
        return Command()
    program = _program(words[0])
    if program == "node" and len(words) > 1 and _program(words[1]) in _RENOVATE:
        return Command(arguments=tuple(words[2:]))
    if program in _RENOVATE:
        return Command(arguments=tuple(words[1:]))
    if program in _SHELLS:
        return _of_shell(words)
    if via_image and program not in _PROGRAMS and not str(words[0].content).startswith("/"):
        return Command(arguments=tuple(words))
    return Command(is_known=False, sets_unknown=True, word=words[0])


def _program(word: LocatedValue) -> str:
    return PurePosixPath(word.content).name if isinstance(word.content, str) else ""


def _of_shell(words: list[LocatedValue]) -> Command:
    script = next((words[at + 1] for at in range(1, len(words) - 1) if _asks(words[at])), None)
    if script is None or not isinstance(script.content, str):
        return Command(is_known=False, sets_unknown=True, word=words[0])
    text = re.sub(r"\\\r?\n", " ", script.content)
    arguments = _arguments_in(text, script)
    return Command(
        arguments=arguments or (),
        is_known=arguments is not None,
        assigned=tuple(dict.fromkeys(match["name"] for match in _ASSIGNMENT.finditer(text))),
        sets_unknown=bool(_SOURCED.search(text)),
        script=script,
        word=words[0],
    )


def _asks(word: LocatedValue) -> bool:
    """Return whether a word is the shell's flag in front of a script: `-c`, `-ec`, `-lc`."""
    text = word.content
    return isinstance(text, str) and text.startswith("-") and text.endswith("c")


def _arguments_in(text: str, script: LocatedValue) -> tuple[LocatedValue, ...] | None:
    """Return the arguments of the only plain call of Renovate in a script; None if not so."""
    lines = (part.strip() for line in text.splitlines() for part in line.split("&&"))
    calls = [(call, line) for line in lines if (call := _CALL.match(line))]
    if len(calls) != 1:
        return None
    rest = calls[0][1][calls[0][0].end() :]
    if _SHELL_SIGNS.search(rest):
        return None
    try:
        words = shlex.split(rest)
    except ValueError:
        return None
    return tuple(LocatedValue(word, script.origin) for word in words)
