"""Toolchain names of Rust, `<channel>[-<date>][-<host>]`.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/rust-release-channel/parse`.
"""

import re

_TOOLCHAIN = re.compile(
    r"(?:stable|beta|nightly|[0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-beta(?:\.[0-9]+)?)?)"
    r"(?:-[0-9]{4}-[0-9]{2}-[0-9]{2})?(?:-[^\n]+)?"
)


def is_rust_toolchain(value: str) -> bool:
    """Tell whether `value` names a toolchain: `stable`, `1.82.0`, `nightly-2025-11-24-host`."""
    return _TOOLCHAIN.fullmatch(value) is not None
