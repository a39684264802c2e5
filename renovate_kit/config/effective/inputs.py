"""What a Renovate process is started with: environment, arguments and config files."""

from dataclasses import dataclass, field

from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.located import Origin

__all__ = ["Argument", "ConfigFile", "EnvironmentVariable", "Inputs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentVariable:
    """One variable as the process sees it.

    Attributes:
        name: with the case that it has; Renovate tells `RENOVATE_TOKEN` from `renovate_token`.
        value: None if it is set, but to a value that is not known: the key of a Secret that is
            encrypted or not in the checkout. A part that is not known is
            `renovate_kit.config.document.nodes.UNKNOWN`.
        origin: where its value was written; None if nobody wrote it, as for what an image sets.
        is_secret: whether it comes from a Secret. Its value never reaches output.
        label: where it comes from, as the person should see it, as in `ConfigMap renovate-env`.
    """

    name: str
    value: str | None = field(repr=False)
    origin: Origin | None = None
    is_secret: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One word of the command line behind `renovate`.

    Attributes:
        text: after the kubelet has put variables in; a part that is not known is
            `renovate_kit.config.document.nodes.UNKNOWN`.
        origin: where it was written.
        is_secret: whether a value of a Secret was put into it. It never reaches output.
    """

    text: str = field(repr=False)
    origin: Origin | None = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A file that the process can read.

    Attributes:
        path_in_container: absolute, or relative to the working directory.
        document: what is in it, or why that can't be read; None if nobody can tell, as in a
            volume that no manifest fills.
        is_secret: whether it comes from a Secret. No text of it reaches output.
        origin: where its text was written, in which its problem has its place; None if nobody
            can tell.
    """

    path_in_container: str
    document: Document | SyntaxProblem | None
    is_secret: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that decides with which config a Renovate process runs.

    Attributes:
        environment: of variables with the same name the last one counts.
        arguments: without the command itself.
        files: all that Renovate may look at; what is not among them does not exist, unless it
            is below one of `unknown_folders`.
        image_environment: what the image sets; `environment` overrides it.
        working_directory: from which relative paths start; that of the official image by default.
        unknown_folders: paths in the container under which files may be that nobody told of.
        unknown_variables: what sets variables of which not even the names are known, as in
            `Secret renovate-env`.
    """

    environment: tuple[EnvironmentVariable, ...] = ()
    arguments: tuple[Argument, ...] = ()
    files: tuple[ConfigFile, ...] = ()
    image_environment: tuple[EnvironmentVariable, ...] = ()
    working_directory: str = "/usr/src/app"
    unknown_folders: tuple[str, ...] = ()
    unknown_variables: tuple[str, ...] = ()
