"""Paths as services want them: from the top of the repository, with forward slashes."""

import posixpath
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

__all__ = ["RepositoryPaths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryPaths:
    """Turns paths that a person named into paths from the top of a repository.

    Attributes:
        working_folder: what relative paths start from; absolute.
        top: of the repository; absolute.
    """

    working_folder: PurePath
    top: PurePath

    def relative(self, path: str) -> str:
        """Return the path from the top; an absolute one if the file is outside."""
        absolute = PurePath(posixpath.normpath((self.working_folder / path).as_posix()))
        inside = absolute.is_relative_to(self.top)
        return (absolute.relative_to(self.top) if inside else absolute).as_posix()

    def uri(self, path: str) -> str:
        """Return the same as a URI reference: relative, or `file:` if the file is outside."""
        shown = self.relative(path)
        # A file name that is no UTF-8 keeps its bytes.
        encoded = quote(shown.encode("utf-8", "surrogateescape"))
        return f"file://{encoded}" if shown.startswith("/") else encoded
