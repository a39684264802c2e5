"""Which folder around a path is the checkout: nothing outside of it is read."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.config.deployment.checkout import Checkout

__all__ = ["checkout_around"]

_TOP_OF_REPOSITORY = ".git"
_AT_THE_TOP = ("renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", ".github")


def checkout_around(path: Path) -> "Checkout":
    """Return the checkout in which a file or folder is.

    That is the git repository around it; without one, the nearest folder that has what stands at
    the top of one, else the current folder if the path is in it, else the folder itself. Shown
    paths are relative to the current folder if the given one is relative.

    Args:
        path: as the person typed it; it exists.
    """
    from renovate_kit.config.deployment.checkout import Checkout

    resolved = path.resolve()
    folder = resolved if resolved.is_dir() else resolved.parent
    shown_from = None if path.is_absolute() else Path.cwd()
    return Checkout(top=_top(folder), shown_from=shown_from)


def _top(folder: Path) -> Path:
    around = (folder, *folder.parents)
    for names in ((_TOP_OF_REPOSITORY,), _AT_THE_TOP):
        for candidate in around:
            if any((candidate / name).exists() for name in names):
                return candidate
    working_folder = Path.cwd()
    return working_folder if folder.is_relative_to(working_folder) else folder
