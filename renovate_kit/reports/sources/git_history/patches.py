"""What a commit changed, file by file, from one `git diff-tree` for all commits."""

import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Final, Self

from renovate_kit.reports.sources.git_history.git_program import GitRepository

__all__ = ["Differences", "FilePatch", "Line"]

_ARGUMENTS: Final = (
    "diff-tree",
    "--stdin",
    "-r",
    "-p",
    "-U8",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-renames",
    "--submodule=short",
    "--ignore-submodules=none",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--no-commit-id",
)
_END: Final = b"end of the changes\n"
"""`diff-tree` repeats a line that is no hash. No line of a patch looks like this one."""
_HUNK: Final = re.compile(rb"@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@")
_LONGEST_LINE: Final = 2000
_MOST_LINES: Final = 20_000
"""Lines of a file's changes that are kept, and of all files of a commit five times as many."""
_MOST_FAILURES: Final = 50
"""Commits in a row that can't be read, until the rest is taken to be like them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a patch: `-`, `+`, or a blank for one that stays; `@` in front of a new place."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePatch:
    """The changes of a file, named as it is called afterwards."""

    path: str
    lines: tuple[Line, ...]


class Differences:
    """Asks one `git diff-tree` for the changes of commits, one after the other.

    A repository can lack contents (a partial clone, a damaged one). The program ends then; the
    commit has no known changes, and another one is started for the next.
    """

    def __init__(self, repository: GitRepository) -> None:
        self._repository = repository
        self._running = ExitStack()
        self._process: subprocess.Popen[bytes] | None = None
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[FilePatch, ...]]:
        """Yield what changed in each commit against another one; empty where that can't be read.

        Args:
            pairs: hashes of a commit and of the one before it, at most a hundred.
        """
        done = 0
        while done < len(pairs):
            process = self._ready()
            if process is None or not _asked(process, pairs[done:]):
                self._failed()
                done += 1
                yield ()
                continue
            for _ in pairs[done:]:
                answer = _Answer(process.stdout)
                patches = tuple(answer.patches())
                done += 1
                if not answer.complete:
                    self._failed()
                    yield ()
                    break
                self._failures = 0
                yield patches

    def _ready(self) -> subprocess.Popen[bytes] | None:
        if self._process is None and self._failures < _MOST_FAILURES:
            self._process = self._running.enter_context(
                self._repository.running(*_ARGUMENTS, asked=True)
            )
        return self._process

    def _failed(self) -> None:
        self._failures += 1
        self._running.close()
        self._process = None


def _asked(process: "subprocess.Popen[bytes]", pairs: Sequence[tuple[str, str]]) -> bool:
    """Write questions; they fit into a pipe's buffer, so that nobody waits for anybody."""
    questions = b"".join(f"{commit} {parent}\n".encode() + _END for commit, parent in pairs)
    try:
        if process.stdin:
            process.stdin.write(questions)
            process.stdin.flush()
    except OSError:
        return False
    return True


class _Answer:
    def __init__(self, stream: IO[bytes] | None) -> None:
        self._stream = stream or io.BytesIO()
        self._kept = 0
        self.complete = False

    def patches(self) -> Iterator[FilePatch]:
        path, lines = "", list[Line]()
        while line := self._line():
            if line == _END:
                self.complete = True
                break
            if line.startswith(b"diff --git "):
                if path and lines:
                    yield FilePatch(path=path, lines=tuple(lines))
                path, lines = "", []
            elif line.startswith((b"--- ", b"+++ ")):
                path = _path(line) or path
            elif hunk := _HUNK.match(line):
                lines.extend(self._hunk(hunk, len(lines)))
        if path and lines:
            yield FilePatch(path=path, lines=tuple(lines))

    def _hunk(self, header: re.Match[bytes], known: int) -> Iterator[Line]:
        old, new = (int(count) if count is not None else 1 for count in header.groups())
        yield Line(mark="@", text="")
        while (old > 0 or new > 0) and (line := self._line()):
            mark = line[:1]
            old -= mark in b" -\n"
            new -= mark in b" +\n"
            if known < _MOST_LINES and self._kept < 5 * _MOST_LINES and mark != b"\\":
                known += 1
                self._kept += 1
                text = line[1:].rstrip(b"\r\n").decode("utf-8", "replace")
                yield Line(mark=mark.decode("ascii", "replace"), text=text)

    def _line(self) -> bytes:
        """Return the next line, a very long one without its end."""
        line = self._stream.readline(_LONGEST_LINE)
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (more := self._stream.readline(1 << 16)) and not more.endswith(b"\n"):
                pass
        return line


def _path(line: bytes) -> str:
    text = line[4:].rstrip(b"\t\r\n").decode("utf-8", "replace")
    if text.startswith('"') and text.endswith('"'):
        text = text[1:-1]
    return text[2:] if text.startswith(("a/", "b/")) else ""
