"""Whether a text is a version constraint, scheme by scheme, as Renovate's `isValid` decides it.

The schemes are those that Renovate gives its tools (`constraints`), and Poetry's. Each module
holds one family and names the source of its behaviour; all are linear in the length of the text.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["VERSIONING_SCHEMES", "is_valid_version"]

_PREDICATES: Final = {
    "composer": ("composer", "is_composer_range"),
    "conda": ("conda", "is_conda_range"),
    "deno": ("npm", "is_deno_range"),
    "gradle": ("gradle", "is_gradle_range"),
    "maven": ("maven", "is_maven_range"),
    "node": ("npm", "is_node_range"),
    "npm": ("npm", "is_npm_range"),
    "pep440": ("pep440", "is_pep440_range"),
    "poetry": ("poetry", "is_poetry_range"),
    "python": ("poetry", "is_poetry_range"),
    "ruby": ("ruby", "is_ruby_range"),
    "rust-release-channel": ("rust", "is_rust_toolchain"),
    "semver": ("semver", "is_semver"),
    "semver-coerced": ("semver", "is_coercible"),
}

VERSIONING_SCHEMES: Final = frozenset(_PREDICATES)
"""The schemes that `is_valid_version` knows, by Renovate's names."""


def is_valid_version(scheme: str, value: str) -> bool:
    """Tell whether `value` is a version or range in `scheme`.

    Args:
        scheme: one of `VERSIONING_SCHEMES`, as in Renovate's `toolVersioning`.
        value: the constraint, exactly as configured: blanks at the ends count.

    Raises:
        KeyError: `scheme` is not one of `VERSIONING_SCHEMES`.
    """
    module_name, function_name = _PREDICATES[scheme]
    # A configuration names one scheme or two: the patterns of the others are not compiled.
    module = import_module(f"{__name__}.{module_name}")
    predicate = cast("Callable[[str], bool]", getattr(module, function_name))
    return predicate(value)
