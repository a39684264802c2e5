"""How a forge wants to be asked, for the words in which its refusals are explained."""

from dataclasses import dataclass

__all__ = ["Manners"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What to call a forge, and how somebody gets further with it.

    Attributes:
        service: such as `GitHub`.
        host: such as `github.com`; what messages name.
        is_anonymous: whether requests are sent without a token.
        how_to_authenticate: such as `set GITHUB_TOKEN`.
        needed: what a token must be allowed to, such as `read access to pull requests`.
        deed: what is done there: `read`, or `write`.
        kept: what becomes of what was done before a failure.
        again: what doing it again does.
    """

    service: str
    host: str
    is_anonymous: bool
    how_to_authenticate: str
    needed: str
    deed: str = "read"
    kept: str = "what was read so far is kept"
    again: str = "it goes on where it stopped"
