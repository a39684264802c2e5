"""Problems of variables and flags, without a secret in them."""

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.coercion import Remark
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.secret_values import is_secret_option, masked

__all__ = ["known_value", "of_variable", "shown_value"]


def known_value(variable: EnvironmentVariable) -> str | None:
    """Return the value of a variable; None if some of it is not known."""
    value = variable.value
    return None if value is None or UNKNOWN in value else value


def shown_value(text: str | None, option: str, *, is_secret: bool) -> str | None:
    """Return the text that sets an option as it may be shown; None if it may not.

    Args:
        text: None if it is not known.
        option: its name, if the text is meant for one.
        is_secret: whether the text comes from a Secret.
    """
    if text is None or UNKNOWN in text or is_secret or is_secret_option(option):
        return None
    shown: str = masked(option, text)
    return shown


def of_variable(
    variable: EnvironmentVariable,
    remark: Remark,
    *,
    option: str = "",
    exit_code: int | None = None,
) -> Problem:
    """Return what is wrong with a variable.

    Args:
        variable: the one that was written.
        remark: what is wrong.
        option: the one that it sets, or was meant to.
        exit_code: with which Renovate ends because of it.
    """
    is_secret = variable.is_secret or is_secret_option(option)
    facts = {"option": option, **remark.facts} if option else dict(remark.facts)
    if is_secret:
        # These quote the value.
        for fact in ("read", "repository", "meant", "becomes"):
            if remark.kind in _ABOUT_VALUES:
                facts.pop(fact, None)
    return Problem(
        kind=remark.kind,
        name=variable.name,
        origin=variable.origin,
        value=shown_value(variable.value, option, is_secret=is_secret),
        facts=facts,
        exit_code=exit_code,
    )


_ABOUT_VALUES = frozenset(
    {
        ProblemKind.PARTLY_A_NUMBER,
        ProblemKind.REPOSITORIES_WITH_BLANKS,
        ProblemKind.UNSUPPORTED_VALUE,
        ProblemKind.LOWERED_LOG_FILE,
    }
)
