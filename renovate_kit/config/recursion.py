"""Recursion over data as deep as documents may be, which Python's own stack does not hold."""

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

__all__ = ["Steps", "run"]

T = TypeVar("T")
Steps: TypeAlias = Generator[Any, Any, T]
"""A computation that yields the ones inside it, and is sent what they return."""


def run(steps: Steps[T]) -> T:
    """Return what a computation returns; those that it yields are run first, to any depth."""
    stack: list[Steps[Any]] = [steps]
    result: Any = None
    while stack:
        try:
            inner = stack[-1].send(result)
        except StopIteration as stop:
            stack.pop()
            result = stop.value
        else:
            stack.append(inner)
            result = None
    returned: T = result
    return returned
