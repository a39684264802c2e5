"""A file of values that somebody gives to the official chart by other means than manifests."""

from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.charts.installations import Installation
from renovate_kit.config.deployment.charts.naming import CHART_NAME
from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import LocatedValue

__all__ = ["installation_of", "is_values_of_chart"]

_CONFIGS: Final = ("config", "existingConfigFile")


def installation_of(file: Path, checkout: Checkout) -> Installation | None:
    """Return the installation with the values of a file; None if they are not for the chart.

    Args:
        file: absolute, or relative to the top of the checkout.
        checkout: in which it is.
    """
    read = checkout.manifests(file)
    if isinstance(read, Unread) or len(read.manifests) != 1:
        return None
    (values,) = read.manifests
    if not is_values_of_chart(values):
        return None
    message = "what else the chart is given, and in which version, is not known"
    note = Note(message=message, path=values.origin.path)
    return Installation(
        item=values,
        chart=values.at(CHART_NAME) or values,
        version=None,
        release=CHART_NAME,
        namespace=None,
        values=values,
        notes=(note,),
    )


def is_values_of_chart(values: LocatedValue) -> bool:
    """Return whether a document can be values of the chart: it needs one of two of them."""
    is_object = values.at("apiVersion") is not None or values.at("kind") is not None
    return not is_object and any(values.text(CHART_NAME, name) for name in _CONFIGS)
