"""Which facts about Renovate hold for the release that an image has in it.

There are catalogues of few releases, and a table of the options of some more. What neither tells
is not guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from renovate_kit.config.deployment.model import Release
from renovate_kit.config.deployment.rule import DeploymentSubject
from renovate_kit.config.deployment.variable_configs import RENOVATE_CONFIG, read_json5
from renovate_kit.config.document import Document
from renovate_kit.config.document.located import Origin
from renovate_kit.config.effective import ProblemKind, Source, SourceKind
from renovate_kit.config.options import Catalogue, load_catalogue, releases
from renovate_kit.config.options.history import Availability, option_history
from renovate_kit.config.options.layout import version_key

__all__ = [
    "WrittenOption",
    "availability_in",
    "catalogue_for",
    "variable_availability",
    "written_options",
]

_IN_CONFIGS = frozenset({SourceKind.ADDITIONAL_FILE, SourceKind.FILE, SourceKind.RENOVATE_CONFIG})


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOption:
    """An option by the name under which somebody wrote it.

    Attributes:
        name: of the option; migration has not changed it.
        origin: of its value; None if that is not known.
        label: what sets it, as the person should see it: `RENOVATE_CONFIG_VALIDATION_ERROR`.
        is_variable: it is an environment variable of its own, no key of a config.
    """

    name: str
    label: str
    origin: Origin | None
    is_variable: bool


def catalogue_for(release: Release | None, default: Catalogue) -> Catalogue:
    """Return the catalogue of the release that an image has in it, or of the nearest one.

    That is the newest of the same major that is not newer, else the one of the same major that
    is, else the one of the nearest other major.

    Args:
        release: the image; None if it is not known.
        default: what to take if the image does not tell its release.
    """
    key = _key(release.version) if release is not None and release.version else None
    if key is None:
        return default
    known = releases()
    alike = [version for version in known if version_key(version)[0][0] == key[0]]
    if not alike:
        older = [version for version in known if version_key(version)[0] < key]
        return load_catalogue(older[-1] if older else known[0])
    fitting = [version for version in alike if version_key(version)[0][: len(key)] <= key]
    return load_catalogue(fitting[-1] if fitting else alike[0])


def availability_in(
    release: Release | None, option: str, catalogue: Catalogue
) -> tuple[Availability, str]:
    """Return whether the Renovate of an image has an option, and which version was asked.

    Args:
        release: the image; one that does not tell its version counts for the catalogue's.
        option: by the name that it has in the release.
        catalogue: as `catalogue_for` gives it.
    """
    version = release.version if release is not None else None
    asked = version if version and _key(version) else catalogue.release
    return option_history().availability(option, asked), asked


def variable_availability(
    variable: str, release: Release | None, catalogue: Catalogue
) -> Availability:
    """Return whether the Renovate of an image has the option that a variable sets.

    A variable that the catalogue doesn't know is not misspelt if a release knows it: the image's
    own may have its option, or it will have it, or had it. Only `UNKNOWN` says that no release
    which is known reads such a name.
    """
    option = option_history().option_of(variable)
    if option is None:
        return Availability.UNKNOWN
    return availability_in(release, option, catalogue)[0]


def written_options(subject: DeploymentSubject) -> Iterator[WrittenOption]:
    """Yield the options that are set by the names that they have, in variables and config files.

    Options that migration renamed are left out: what Renovate makes of a former name is a matter
    of the name that was written. So are keys of configs that the catalogue does not know: the
    rules about configs speak of them.
    """
    history = option_history()
    for option in subject.effective.options.values():
        for source in (*option.overridden, *option.sources):
            if source.kind is SourceKind.ENVIRONMENT:
                if history.option_of(source.label) == option.name:
                    yield WrittenOption(
                        name=option.name,
                        label=source.label,
                        origin=source.origin,
                        is_variable=True,
                    )
            elif source.kind in _IN_CONFIGS and subject.catalogue.option(option.name) is not None:
                origin = _place_of_key(subject, source, option.name)
                if origin is not None:
                    yield WrittenOption(
                        name=option.name, label=option.name, origin=origin, is_variable=False
                    )
    for problem in subject.effective.problems:
        name = history.option_of(problem.name)
        if problem.kind is ProblemKind.UNKNOWN_NAME and name:
            yield WrittenOption(
                name=name, label=problem.name, origin=problem.origin, is_variable=True
            )


def _place_of_key(subject: DeploymentSubject, source: Source, name: str) -> Origin | None:
    """Return the value behind a key of a config; None if the key has another name."""
    origin = source.origin
    if source.kind is SourceKind.RENOVATE_CONFIG:
        entry = subject.deployment.environment.get(RENOVATE_CONFIG)
        document = None if entry is None else read_json5(entry)
        member = document.member_at((name,)) if isinstance(document, Document) else None
        if member is None or not isinstance(document, Document):
            return None
        return Origin(document=document, span=member.value.span, key_span=member.key_span)
    if origin is None or origin.key_span is None:
        return None
    span = origin.key_span
    written = origin.document.text[span.start : span.end].strip("\"'")
    return origin if written == name else None


def _key(version: str) -> tuple[int, ...] | None:
    try:
        return version_key(version)[0]
    except ValueError:
        return None
