"""Options of former releases: files that have them are migrated, variables are not."""

from collections.abc import Mapping
from functools import lru_cache

from renovate_kit.config.effective.coercion import read_json5
from renovate_kit.config.effective.environment import env_name
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, track

__all__ = ["former_option_of", "names_of_today"]


def former_option_of(name: str, catalogue: Catalogue) -> str | None:
    """Return the former option of which a variable has the name; None if there was none."""
    return _former_options(catalogue).get(name)


@lru_cache(maxsize=4)
def _former_options(catalogue: Catalogue) -> Mapping[str, str]:
    custom = (item.option for item in catalogue.custom_migrations if not item.is_pattern)
    names = (*catalogue.renamed_options, *catalogue.removed_options, *custom)
    # Some migrations are about values of options that there still are.
    former = (name for name in sorted(names) if name not in catalogue.options)
    by_variable = {env_name(name): name for name in former}
    return {
        variable: name
        for variable, name in by_variable.items()
        if variable not in catalogue.options_by_env
    }


def names_of_today(option: str, text: str | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the variables that set today what a former option did.

    Args:
        option: the former one.
        text: its value, of which it may depend; None if that is not known.
        catalogue: what the release knows.
    """
    for value in _readings(text):
        try:
            modern = migrate(TrackedDict({option: value}), catalogue)
        except UnmigratableError:
            continue
        found = (catalogue.option(name) for name in modern if name != option)
        variables = tuple(new.env for new in found if new is not None and new.env)
        if variables:
            return variables
    return ()


def _readings(text: str | None) -> tuple[Json, ...]:
    document = None if text is None else read_json5(text)
    data = () if document is None else (track(document.root),)
    return (*data, *(() if text is None else (text,)), True, "", TrackedDict())
