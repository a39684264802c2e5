"""The generated modules: which there are, and what is in each."""

from collections.abc import Iterator, Mapping

from renovate_kit.config.model_generation.annotations import (
    annotation_of,
    attribute_name,
    choices_of,
    names_of,
)
from renovate_kit.config.model_generation.grouping import groups_of, options_in
from renovate_kit.config.model_generation.rendering import (
    render_aliases,
    render_class,
    render_field,
    render_module,
)
from renovate_kit.config.options import Catalogue, Option

__all__ = ["render_models"]

_OBJECTS = (
    ("bumpVersions", "BumpVersion", "One of `bumpVersions`: a version that is bumped in files."),
    ("logLevelRemap", "LogLevelRemap", "One of `logLevelRemap`: messages and their new level."),
    ("postUpgradeTasks", "PostUpgradeTasks", "Commands that run after an update."),
    ("toolSettings", "ToolSettings", "Limits of the tools that Renovate starts."),
)


def render_models(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the generated modules of a release: paths below `config/models` to texts."""
    return dict(_modules(catalogue))


def _modules(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    homes = _homes(catalogue)
    release = f"Renovate {catalogue.release}"
    top = (
        ("choices", f"The values of {release}'s options.", render_aliases(choices_of(catalogue))),
        ("names", f"The names that {release} knows.", _names(catalogue)),
        ("objects", "Objects that one option holds.", "\n\n\n".join(_objects(catalogue))),
        ("managers", "The objects of managers.", _managers(catalogue)),
        ("ignored_names", "Names that are no options.", _ignored_names(catalogue)),
    )
    for module, summary, body in top:
        others = {name: home for name, home in homes.items() if home != module}
        yield f"{module}.py", render_module(summary, body, others)
    for group in groups_of(catalogue):
        body = render_class(group.name, group.summary, map(render_field, group.options))
        yield f"groups/{group.module}.py", render_module(group.summary, body, homes)


def _homes(catalogue: Catalogue) -> dict[str, str]:
    """Return the names that generated modules import, each to its module."""
    return {
        **dict.fromkeys(("Any", "Literal", "TypeAlias"), "typing"),
        **dict.fromkeys(("Model", "secret", "spelled"), "model"),
        **dict.fromkeys(("Amount", "Given", "Number", "OneOrMore", "StatusCheckTime"), "scalars"),
        "CustomManager": "custom_manager",
        "Manager": "package_rule",
        **dict.fromkeys(("CustomDatasource", *(name for _, name, _ in _OBJECTS)), "objects"),
        **dict.fromkeys((name for name, _ in choices_of(catalogue)), "choices"),
        **dict.fromkeys(("Constraint", *(name for name, _ in names_of(catalogue))), "names"),
    }


def _names(catalogue: Catalogue) -> str:
    constraint = "Constraint: TypeAlias = Literal[AdditionalConstraint, Tool]"
    return f"{render_aliases(names_of(catalogue))}\n{constraint}"


def _objects(catalogue: Catalogue) -> Iterator[str]:
    for parent, name, summary in _OBJECTS:
        fields = map(render_field, sorted(options_in(parent, catalogue), key=_name))
        yield render_class(name, summary, fields)
    options = (catalogue.options[name] for name in sorted(catalogue.custom_datasource_keys))
    # Renovate refuses null in here and nowhere else.
    given = (render_field(option, f"Given[{annotation_of(option)}]") for option in options)
    yield render_class("CustomDatasource", "One of `customDatasources`.", given)


def _managers(catalogue: Catalogue) -> str:
    managers = [option for option in catalogue.options.values() if option.is_manager]
    built_in = sorted((item for item in managers if item.name in catalogue.managers), key=_name)
    fields = (render_field(option, "Manager | None") for option in built_in)
    return render_class("Managers", "The objects of managers, each by the manager's name.", fields)


def _ignored_names(catalogue: Catalogue) -> str:
    names = sorted(catalogue.ignored_nodes - catalogue.options.keys() - {"$schema"})
    fields = (f"    {attribute_name(name)}: Any = None" for name in names)
    summary = "Names that Renovate lets through anywhere, whatever their values."
    return render_class("IgnoredNames", summary, fields)


def _name(option: Option) -> str:
    return option.name
