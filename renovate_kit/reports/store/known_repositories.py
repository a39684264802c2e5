"""The repositories that a person asks for, as the store has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.reports.store.store import Store

__all__ = ["known_repositories"]

_MOST_NAMES: Final = 5


def known_repositories(store: "Store", asked_for: Sequence[str]) -> Sequence[str]:
    """Return the names of repositories as the store has them, asked for in any case.

    Raises:
        InputError: the store knows repositories, but not one of them.
        StoreError: the store can't be read.
    """
    names = sorted({*store.repositories(), *store.forge_repositories()}) if asked_for else ()
    if not names:
        # Runs that failed before they reached any repository are of those asked for, too.
        return asked_for
    for name in asked_for:
        if not any(name.casefold() == known.casefold() for known in names):
            shown = ", ".join(names[:_MOST_NAMES])
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            raise InputError(
                f"nothing of {name} is on record", hint=f"the store knows {shown}{more}"
            )
    folded = {name.casefold() for name in asked_for}
    return [name for name in names if name.casefold() in folded]
