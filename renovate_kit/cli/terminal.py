"""How the terminal looks that text is laid out for."""

import sys
from typing import TYPE_CHECKING

from renovate_kit.cli.output import uses_colour
from renovate_kit.cli.settings import columns_are_set

if TYPE_CHECKING:
    from renovate_kit.reports.formats.terminal_text import Layout

__all__ = ["terminal_layout"]


def terminal_layout() -> "Layout":
    """Return width and colours of standard output.

    A terminal has the width that it says, or `COLUMNS`; what is no terminal is not wrapped, unless
    `COLUMNS` says how wide.
    """
    from renovate_kit.reports.formats.terminal_text import Layout

    width = None
    if sys.stdout.isatty() or columns_are_set():
        import shutil

        width = shutil.get_terminal_size().columns
    return Layout(width=width, colour=uses_colour())
