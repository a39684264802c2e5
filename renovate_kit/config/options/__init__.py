"""The catalogue: facts about Renovate's options, managers, presets and names, per release.

The facts are data beside this module, written by `renovate-kit options import` from the
published npm package. There are no texts of Renovate's in it. A catalogue reads each file
when it is first needed, so that a validation pays for no more than it uses.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from renovate_kit.config.options.catalogue import Catalogue
from renovate_kit.config.options.entries import CustomMigration, Datasource, Manager, Preset
from renovate_kit.config.options.layout import RELEASES_FOLDER, Part, version_key
from renovate_kit.config.options.option import Option, OptionType
from renovate_kit.config.options.suggestion import nearest
from renovate_kit.config.options.wording import OMITTED_TEXT
from renovate_kit.errors import UsageError

__all__ = [
    "DEFAULT_RELEASE",
    "OMITTED_TEXT",
    "Catalogue",
    "CustomMigration",
    "Datasource",
    "Manager",
    "Option",
    "OptionType",
    "Preset",
    "load_catalogue",
    "nearest",
    "releases",
]


@lru_cache
def releases(folder: Path = RELEASES_FOLDER) -> tuple[str, ...]:
    """Return the versions of Renovate that a folder has facts about, oldest first."""
    found = [path.parent.name for path in folder.glob(f"*/{Part.OPTIONS.value}")]
    return tuple(sorted(found, key=version_key))


DEFAULT_RELEASE = releases()[-1]
"""The newest release that this package ships."""


def load_catalogue(release: str | None = None, *, folder: Path = RELEASES_FOLDER) -> Catalogue:
    """Return the catalogue of a release; the same object each time.

    Args:
        release: a version, or the beginning of one, as in `44`: the newest that fits is
            taken. None means the newest of all.
        folder: what holds the releases, if not this package.

    Raises:
        UsageError: no release fits.
    """
    available = releases(folder)
    wanted = [] if release is None else release.removeprefix("v").split(".")
    fitting = [version for version in available if version.split(".")[: len(wanted)] == wanted]
    if not fitting:
        message = f"the options of Renovate {release or 'releases'} are not known"
        hint = f"known are {', '.join(available) or 'none'}; `renovate-kit options import` adds one"
        raise UsageError(message, hint=hint)
    return _open(folder / fitting[-1])


@lru_cache
def _open(folder: Path) -> Catalogue:
    def others() -> Iterator[Catalogue]:
        for version in reversed(releases(folder.parent)):
            if version != folder.name:
                yield _open(folder.parent / version)

    return Catalogue(folder, others)
