"""What stops a step of a build, and the notes that a build leaves."""

from collections.abc import Iterator
from contextlib import contextmanager

from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import Origin

__all__ = ["Notebook", "RefusedError", "UnresolvedError"]


class RefusedError(Exception):
    """Kustomize fails at this.

    Attributes:
        message: one line without a full stop.
        origin: where it is asked for; None if a person asked for it.
    """

    def __init__(self, message: str, origin: Origin | None) -> None:
        super().__init__(message)
        self.message = message
        self.origin = origin


class UnresolvedError(RefusedError):
    """Kustomize may do this, but what comes out of it is not known here."""


class Notebook:
    """Collects the notes of one build, each once."""

    def __init__(self, path: str) -> None:
        """Begin without notes.

        Args:
            path: what is built, as the person should see it.
        """
        self._path = path
        self._notes: dict[tuple[str, str, int], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order in which they were made."""
        return tuple(self._notes.values())

    def add(
        self,
        message: str,
        origin: Origin | None,
        *,
        is_error: bool = False,
        is_warning: bool = False,
        hides_objects: bool = True,
    ) -> None:
        """Note something about a place."""
        path = self._path if origin is None else origin.path
        key = (message, path, 0 if origin is None else origin.span.start)
        self._notes.setdefault(
            key,
            Note(
                message=message,
                path=path,
                origin=origin,
                is_error=is_error,
                is_warning=is_warning,
                hides_objects=hides_objects,
            ),
        )

    @contextmanager
    def step(self) -> Iterator[None]:
        """Turn what stops the step into a note, so that the next step can go on."""
        try:
            yield
        except UnresolvedError as error:
            self.add(error.message, error.origin)
        except RefusedError as error:
            self.add(error.message, error.origin, is_error=True)
