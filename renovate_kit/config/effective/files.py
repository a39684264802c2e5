"""Config files -> the layers that they are.

Source: `lib/workers/global/config/parse/file.ts` and `additional-config-file.ts`.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.document import Document, Span, SyntaxProblem
from renovate_kit.config.document.located import Origin
from renovate_kit.config.effective.config_text import UnusableConfigError, layer_of, origin_at
from renovate_kit.config.effective.inputs import ConfigFile, EnvironmentVariable, Inputs
from renovate_kit.config.effective.layers import Layer
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import known_value
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.javascript import entries_of
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, clone, track

__all__ = ["ADDITIONAL", "MAIN", "FileLayer", "FileRole", "file_layer"]

_EXTENSIONS: Final = frozenset(
    {
        *(".cjs", ".cts", ".js", ".mjs", ".mts", ".ts"),
        *(".json", ".json5", ".jsonc", ".yaml", ".yml"),
    }
)
_DEVICES: Final = "/dev/"
_NAME_WITHOUT_EXTENSION: Final = ".renovaterc"
_EXIT_OF_READING: Final = 1
_EXIT_OF_CONTENT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRole:
    """One of the files that Renovate looks for.

    Attributes:
        variable: names the file.
        implied_name: of the file, if the variable is not set; None if there is none then.
        delete_option: the option by which Renovate removes the file.
    """

    kind: SourceKind
    variable: str
    implied_name: str | None
    delete_option: str


MAIN: Final = FileRole(
    kind=SourceKind.FILE,
    variable="RENOVATE_CONFIG_FILE",
    implied_name="config.js",
    delete_option="deleteConfigFile",
)
ADDITIONAL: Final = FileRole(
    kind=SourceKind.ADDITIONAL_FILE,
    variable="RENOVATE_ADDITIONAL_CONFIG_FILE",
    implied_name=None,
    delete_option="deleteAdditionalConfigFile",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLayer:
    """What a config file says.

    Attributes:
        layer: its options.
        exported: the variables that it exports.
        file: the file; None if there is none, or if it is not known whether there is.
    """

    layer: Layer
    exported: tuple[str, ...] = ()
    file: ConfigFile | None = None


def file_layer(
    role: FileRole,
    environment: Mapping[str, EnvironmentVariable],
    inputs: Inputs,
    catalogue: Catalogue,
) -> FileLayer:
    """Return what one of the config files says.

    Args:
        role: which one.
        environment: by name, as it was given.
        inputs: the files.
        catalogue: what the release knows.
    """
    variable = environment.get(role.variable)
    name = role.implied_name if variable is None else known_value(variable)
    if name is None and variable is not None:
        return _unknown(role, variable.name, variable)
    if not name:
        return FileLayer(layer=Layer(values=TrackedDict()))
    path = posixpath.normpath(posixpath.join(inputs.working_directory, name))
    file = _find(path, inputs)
    if file is not None:
        return _read(role, file, _Naming(variable, name), catalogue)
    if _is_below(path, inputs):
        return _unknown(role, name, variable)
    if variable is None:
        return FileLayer(layer=Layer(values=TrackedDict()))
    return _failed(_absent(_Naming(variable, name), path))


@dataclass(frozen=True, slots=True)
class _Naming:
    """How Renovate comes upon a file."""

    variable: EnvironmentVariable | None
    name: str

    def problem(
        self,
        kind: ProblemKind,
        facts: Mapping[str, str] = {},
        exit_code: int | None = _EXIT_OF_READING,
    ) -> Problem:
        """Return a problem of the file that is told at the variable that names it."""
        origin = None if self.variable is None else self.variable.origin
        return Problem(kind=kind, name=self.name, origin=origin, facts=facts, exit_code=exit_code)


def _absent(naming: _Naming, path: str) -> Problem:
    """Return what Renovate says of a file that nothing puts there; `/dev/null` is there anyway."""
    is_device = path.startswith(_DEVICES) and posixpath.splitext(path)[1] not in _EXTENSIONS
    return _unsupported(naming) if is_device else naming.problem(ProblemKind.MISSING_FILE)


def _unsupported(naming: _Naming) -> Problem:
    facts = {"extension": posixpath.splitext(naming.name)[1]}
    return naming.problem(ProblemKind.UNSUPPORTED_FILE_TYPE, facts)


def _find(path: str, inputs: Inputs) -> ConfigFile | None:
    for file in inputs.files:
        own = posixpath.join(inputs.working_directory, file.path_in_container)
        if posixpath.normpath(own) == path:
            return file
    return None


def _is_below(path: str, inputs: Inputs) -> bool:
    folders = (posixpath.normpath(folder) for folder in inputs.unknown_folders)
    return any(path == folder or path.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def _failed(problem: Problem, file: ConfigFile | None = None) -> FileLayer:
    return FileLayer(layer=Layer(values=TrackedDict(), problems=(problem,)), file=file)


def _unknown(
    role: FileRole, label: str, variable: EnvironmentVariable | None, file: ConfigFile | None = None
) -> FileLayer:
    origin = None if variable is None else variable.origin
    source = Source(kind=role.kind, origin=origin, label=label, is_known=False)
    return FileLayer(layer=Layer(values=TrackedDict(), unknown=(source,)), file=file)


def _read(role: FileRole, file: ConfigFile, naming: _Naming, catalogue: Catalogue) -> FileLayer:
    extension = posixpath.splitext(naming.name)[1]
    is_named_well = posixpath.basename(naming.name) == _NAME_WITHOUT_EXTENSION
    if extension not in _EXTENSIONS and not is_named_well:
        return _failed(_unsupported(naming), file)
    match file.document:
        case None:
            return _unknown(role, naming.name, naming.variable, file)
        case SyntaxProblem() as problem if problem.is_refusal:
            return _refused(role, file, naming, problem)
        case SyntaxProblem() as problem:
            return _failed(_unreadable(naming, problem, file), file)
        case document:
            return _readable(role, file, document, catalogue)


def _refused(
    role: FileRole, file: ConfigFile, naming: _Naming, problem: SyntaxProblem
) -> FileLayer:
    facts = {"reason": problem.message}
    told = naming.problem(ProblemKind.UNJUDGED_FILE, facts, exit_code=None)
    unknown = _unknown(role, naming.name, naming.variable, file).layer.unknown
    layer = Layer(values=TrackedDict(), problems=(told,), unknown=unknown)
    return FileLayer(layer=layer, file=file)


def _unreadable(naming: _Naming, problem: SyntaxProblem, file: ConfigFile) -> Problem:
    # Of an empty file Renovate makes null, and stumbles over it only later.
    exit_code = _EXIT_OF_CONTENT if problem.span == Span(0, 0) else _EXIT_OF_READING
    facts = {
        "reason": problem.message,
        "line": str(problem.place.line),
        "column": str(problem.place.column),
    }
    told = naming.problem(ProblemKind.UNREADABLE_FILE, facts, exit_code)
    if file.origin is None or problem.span == Span(0, 0):
        return told
    return replace(told, origin=Origin(document=file.origin.document, span=problem.span))


def _readable(
    role: FileRole, file: ConfigFile, document: Document, catalogue: Catalogue
) -> FileLayer:
    source = Source(
        kind=role.kind,
        origin=origin_at(document, ()),
        label=posixpath.basename(file.path_in_container),
        is_secret=file.is_secret,
    )
    data = clone(track(document.root))
    problems = tuple(_of_exports(data, document, file))
    exported = _take_exports(data)
    try:
        layer = layer_of(data, source, catalogue, document=document)
    except UnusableConfigError as error:
        problem = Problem(
            kind=ProblemKind.UNMIGRATABLE_CONFIG,
            name=file.path_in_container,
            origin=origin_at(document, error.pointer),
            facts={"reason": error.message},
            exit_code=_EXIT_OF_CONTENT,
        )
        return _failed(problem, file)
    return FileLayer(layer=replace(layer, problems=problems), exported=exported, file=file)


def _exports(data: Json) -> Iterator[tuple[str, Json]]:
    exports = data.get("processEnv") if isinstance(data, dict) else None
    if isinstance(exports, list | dict):
        yield from entries_of(exports)


def _of_exports(data: Json, document: Document, file: ConfigFile) -> Iterator[Problem]:
    for name, value in _exports(data):
        if not (isinstance(value, str) and value):
            yield Problem(
                kind=ProblemKind.UNEXPORTED_VARIABLE,
                name=name,
                origin=origin_at(document, ("processEnv", name)),
                facts={"file": file.path_in_container},
            )


def _take_exports(data: Json) -> tuple[str, ...]:
    exported = tuple(name for name, value in _exports(data) if isinstance(value, str) and value)
    if isinstance(data, TrackedDict) and any(True for _ in _exports(data)):
        data.drop("processEnv")
    return exported
