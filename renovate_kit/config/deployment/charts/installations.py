"""Which objects install a chart of Renovate, in which version, and with which values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.charts.argo_values import argo_values
from renovate_kit.config.deployment.charts.assembling import is_given, text_of
from renovate_kit.config.deployment.charts.gathering import Gathered
from renovate_kit.config.deployment.charts.values import parsed_values, with_value_at
from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.elsewhere import Elsewhere
from renovate_kit.config.deployment.model import Note, Source
from renovate_kit.config.deployment.recognition import installs_chart
from renovate_kit.config.document.located import LocatedValue

__all__ = ["Installation", "installations_in"]

_RENOVATE: Final = "renovate"
_UNREAD_FIELDS: Final = {
    ("spec", "postRenderers"): "what is changed after the chart was rendered is not known",
    ("spec", "chart", "spec", "valuesFiles"): "files of the chart are not here",
}
"""Fields of a HelmRelease that change what the chart makes, to what that means here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A chart that is installed.

    Attributes:
        item: the HelmRelease, HelmChart or Application.
        chart: where the chart is named.
        version: of the chart; None if it is not told, which is the newest, or told as a range.
        release: the name under which Helm installs it.
        namespace: in which the objects of the chart are; None if that is not told.
        values: what the person set; a map.
        notes: what of that is not known.
    """

    item: LocatedValue
    chart: LocatedValue
    version: LocatedValue | None
    release: str
    namespace: LocatedValue | None
    values: LocatedValue
    notes: tuple[Note, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all values are known."""
        return not self.notes


def installations_in(source: Source, checkout: Checkout) -> Iterator[Installation]:
    """Yield the installations of Renovate's chart among the objects of a source.

    Args:
        source: values can be in its ConfigMaps.
        checkout: values can be in its files.
    """
    for item in source.objects:
        match item.text("kind"):
            case "HelmRelease" if installs_chart(item) or _refers_to_chart(item, source):
                yield _of_flux(item, source, checkout)
            case "HelmChart" if installs_chart(item):
                yield _of_k3s(item, source)
            case "Application" if installs_chart(item):
                yield from _of_argo(item, checkout)
            case _:
                pass


def _refers_to_chart(item: LocatedValue, source: Source) -> bool:
    repository = _oci_repository(item, source)
    url = None if repository is None else repository.text("spec", "url")
    return url is not None and url.rstrip("/").rsplit("/", 1)[-1] == _RENOVATE


def _oci_repository(item: LocatedValue, source: Source) -> LocatedValue | None:
    reference = item.at("spec", "chartRef")
    if reference is None or reference.text("kind") != "OCIRepository":
        return None
    namespace = reference.text("namespace") or item.text("metadata", "namespace")
    return source.named("OCIRepository", reference.text("name") or "", namespace)


def _of_flux(item: LocatedValue, source: Source, checkout: Checkout) -> Installation:
    name = item.text("metadata", "name") or _RENOVATE
    target = item.at("spec", "targetNamespace")
    repository = _oci_repository(item, source)
    version = item.at("spec", "chart", "spec", "version")
    if repository is not None:
        version = repository.at("spec", "ref", "tag") or repository.at("spec", "ref", "semver")
    default = name if target is None else f"{target.content}-{name}"
    gathered = Gathered(item)
    for each in item.items("spec", "valuesFrom"):
        held = _config_map(each, item, source, checkout)
        _add_referred(gathered, each, held)
    gathered.add(item.at("spec", "values"))
    for path, message in _UNREAD_FIELDS.items():
        if (field := item.at(*path)) is not None and is_given(field):
            gathered.note(message, field)
    return Installation(
        item=item,
        chart=item.at("spec", "chart", "spec", "chart") or item.at("spec", "chartRef") or item,
        version=version,
        release=item.text("spec", "releaseName") or default,
        namespace=target or item.at("metadata", "namespace"),
        values=gathered.values,
        notes=tuple(gathered.notes),
    )


def _config_map(
    reference: LocatedValue, item: LocatedValue, source: Source, checkout: Checkout
) -> LocatedValue | None:
    """Return the ConfigMap with values; None if it is none, or not here."""
    kind, name = reference.text("kind"), reference.text("name") or ""
    if kind != "ConfigMap":
        return None
    held = source.named(kind, name, item.text("metadata", "namespace"))
    if held is not None or not name:
        return held
    return next((found.item for found in Elsewhere(checkout=checkout).objects(kind, name)), None)


def _add_referred(gathered: Gathered, reference: LocatedValue, held: LocatedValue | None) -> None:
    """Add values from a ConfigMap; those from a Secret stay unknown.

    Source: https://fluxcd.io/flux/components/helm/helmreleases/#values-references.
    """
    kind, name = reference.text("kind") or "", reference.text("name") or ""
    value = None if held is None else held.at("data", reference.text("valuesKey") or "values.yaml")
    if value is None:
        gathered.note(f"values from the {kind} `{name}` are not known", reference)
        return
    path = reference.text("targetPath")
    values = parsed_values(value) if path is None else with_value_at(gathered.values, path, value)
    if values is None:
        gathered.note(f"values from the {kind} `{name}` can't be read", reference)
    elif path is None:
        gathered.add(values)
    else:
        gathered.values = values


def _of_k3s(item: LocatedValue, source: Source) -> Installation:
    """Return what a HelmChart of k3s installs, with the HelmChartConfig that goes over it.

    Source: https://docs.k3s.io/helm.
    """
    name = item.text("metadata", "name") or _RENOVATE
    namespace = item.text("metadata", "namespace")
    config = source.named("HelmChartConfig", name, namespace)
    gathered = Gathered(item)
    for each in (item, config):
        if each is not None:
            gathered.add_text(each.at("spec", "valuesContent"))
            gathered.add(each.at("spec", "values"))
    for path, value in item.fields("spec", "set").items():
        printed = LocatedValue(text_of(value), value.origin)
        gathered.values = with_value_at(gathered.values, path, printed) or gathered.values
    for each in (*item.items("spec", "valuesSecrets"), *_items(config, "valuesSecrets")):
        gathered.note(f"values from the Secret `{each.text('name')}` are not known", each)
    return Installation(
        item=item,
        chart=item.at("spec", "chart") or item,
        version=item.at("spec", "version"),
        release=name,
        namespace=item.at("spec", "targetNamespace"),
        values=gathered.values,
        notes=tuple(gathered.notes),
    )


def _items(config: LocatedValue | None, field: str) -> tuple[LocatedValue, ...]:
    return () if config is None else config.items("spec", field)


def _of_argo(item: LocatedValue, checkout: Checkout) -> Iterator[Installation]:
    sources = item.items("spec", "sources")
    only = item.at("spec", "source")
    if not sources and only is not None:
        sources = (only,)
    for each in sources:
        chart = each.at("chart")
        if chart is None or not str(chart.content).rstrip("/").endswith(_RENOVATE):
            continue
        gathered = argo_values(item, each, sources, checkout)
        yield Installation(
            item=item,
            chart=chart,
            version=each.at("targetRevision"),
            release=each.text("helm", "releaseName") or item.text("metadata", "name") or _RENOVATE,
            namespace=each.at("helm", "namespace") or item.at("spec", "destination", "namespace"),
            values=gathered.values,
            notes=tuple(gathered.notes),
        )
