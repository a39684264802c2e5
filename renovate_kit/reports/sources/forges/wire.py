"""What the JSON of all forges has in common."""

from datetime import datetime
from typing import Annotated, Final

import msgspec

__all__ = ["LONGEST_BODY", "Moment", "Number"]

LONGEST_BODY: Final = 1 << 18
"""Characters of a body that are read; GitHub takes a quarter of that."""

Number = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
"""Of a pull request within its repository."""
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its zone."""
