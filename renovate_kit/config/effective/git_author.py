"""Whether Renovate understands a `gitAuthor`.

Source: `parseGitAuthor` in `lib/util/git/author.ts`, which leaves the reading to the package
email-addresses 5.0: RFC 5322 with its obsolete forms, and all characters that are not ASCII.
"""

import re
from typing import Final

from renovate_kit.config.effective.mailboxes import Reading, read_address

__all__ = ["is_git_author"]

_BOT: Final = "[bot]@"
_ANGLE: Final = re.compile(r"\s?<")


def is_git_author(text: str) -> bool:
    """Return whether a text is one name with one address, as Renovate reads it."""
    if not text:
        return False
    if read_address(text) is not Reading.NOTHING:
        return True
    mended = None
    if "<" in text and ">" in text:
        mended = '"' + _ANGLE.sub(lambda match: f'"{match[0]}', text, count=1)
    if _BOT in text:
        mended = (text if mended is None else mended).replace(_BOT, "@", 1)
    return mended is not None and read_address(mended) is Reading.MAILBOX
