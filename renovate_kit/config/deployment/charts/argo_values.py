"""The values that an Application of Argo CD gives to a chart.

Source: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/.
"""

from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.charts.assembling import text_of
from renovate_kit.config.deployment.charts.gathering import Gathered
from renovate_kit.config.deployment.charts.values import with_value_at
from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.document.located import LocatedValue

__all__ = ["argo_values"]

_REFERENCE: Final = "$"


def argo_values(
    item: LocatedValue,
    chart: LocatedValue,
    sources: tuple[LocatedValue, ...],
    checkout: Checkout,
) -> Gathered:
    """Return the values for a chart: files, then `values`, `valuesObject` and `parameters`.

    Args:
        item: the Application.
        chart: the source that names the chart.
        sources: all sources of the Application; one with a `ref` lends its files.
        checkout: what such a source is taken for; that it is another repository can't be told.
    """
    gathered = Gathered(item)
    references = {name for each in sources if (name := each.text("ref")) is not None}
    for file in chart.items("helm", "valueFiles"):
        _add_file(gathered, file, references, checkout)
    given = chart.at("helm", "valuesObject")
    if given is None:
        gathered.add_text(chart.at("helm", "values"))
    gathered.add(given)
    for parameter in (*chart.items("helm", "parameters"), *chart.items("helm", "fileParameters")):
        _add_parameter(gathered, parameter)
    return gathered


def _add_file(
    gathered: Gathered, file: LocatedValue, references: set[str], checkout: Checkout
) -> None:
    name, _, path = str(file.content).partition("/")
    if not name.startswith(_REFERENCE) or name.removeprefix(_REFERENCE) not in references:
        gathered.note(f"`{file.content}` is a file of the chart, which is not here", file)
        return
    read = checkout.manifests(Path(path))
    if isinstance(read, Unread):
        gathered.note(f"`{file.content}` can't be read: {read.reason}", file)
        return
    for values in read.manifests:
        gathered.add(values)
    if read.problems:
        gathered.note(f"`{file.content}` can't be read: {read.problems[0].message}", file)


def _add_parameter(gathered: Gathered, parameter: LocatedValue) -> None:
    name, value = parameter.text("name"), parameter.at("value")
    if name is None:
        return
    changed = None
    if value is not None:
        printed = LocatedValue(text_of(value), value.origin)
        changed = with_value_at(gathered.values, name, printed)
    if changed is None:
        gathered.note(f"the parameter `{name}` of the chart is not known", parameter)
    else:
        gathered.values = changed
