"""What Renovate will run with, and where each part of it was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renovate_kit.config.document.located import Origin
from renovate_kit.config.effective.problems import Problem
from renovate_kit.config.provenance import Json

__all__ = ["EffectiveConfig", "EffectiveOption", "Source", "SourceKind"]


class SourceKind(StrEnum):
    """Which of the ways to set an option was used, in the order of rising precedence."""

    DEFAULT = "default"
    """Renovate's own default; nobody set the option."""

    PRESET = "preset"
    """A preset of `globalExtends`."""

    FILE = "file"
    """The config file: `RENOVATE_CONFIG_FILE`, or `config.js` in the working directory."""

    ADDITIONAL_FILE = "additional file"
    """The file that `RENOVATE_ADDITIONAL_CONFIG_FILE` names."""

    RENOVATE_CONFIG = "RENOVATE_CONFIG"
    """The JSON in the variable `RENOVATE_CONFIG`."""

    ENVIRONMENT = "env"
    """A variable of its own, as `RENOVATE_PLATFORM`."""

    ARGUMENTS = "args"
    """A flag or an argument of the command line."""

    DERIVED = "derived"
    """Renovate itself concludes it from other options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that says something about an option.

    Attributes:
        origin: the place in a file; None for what nobody wrote.
        label: the place in a few words: `RENOVATE_PLATFORM`, `args[0]`, `config.json`,
            `config:recommended`; for what is derived, the option from which it follows.
        via: what brought it there, as in `ConfigMap renovate-env`; empty if nothing did.
        is_known: whether what it says is known.
        is_secret: whether what it says must not be shown, as it comes from a Secret.
    """

    kind: SourceKind
    origin: Origin | None
    label: str
    via: str = ""
    is_known: bool = True
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveOption:
    """The value that an option has in the end.

    Attributes:
        value: None if it is not known. It may hold secrets: `formats.effective` masks them.
            Parts of it that are not known are `renovate_kit.config.document.nodes.UNKNOWN`.
        is_known: whether all of the value is known.
        is_secret: whether the whole value must not be shown.
        sources: all that is in the value, lowest precedence first; the last one decided.
        overridden: what said something else and lost, lowest precedence first.
    """

    name: str
    value: Json = field(repr=False)
    sources: tuple[Source, ...]
    is_known: bool = True
    is_secret: bool = False
    overridden: tuple[Source, ...] = ()

    @property
    def source(self) -> Source:
        """What decided."""
        return self.sources[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveConfig:
    """The config with which Renovate runs, or would if no problem were fatal.

    Attributes:
        release: of Renovate.
        options: all that somebody set or Renovate derived, in the order of Renovate's options;
            names that Renovate does not know stand behind them.
        problems: in the order in which Renovate comes upon them.
        unknown_sources: what may set any option, but can't be read here.
        exported: the variables that a config file exports, by `processEnv`, after the environment
            was read: they set no option.
    """

    release: str
    options: Mapping[str, EffectiveOption]
    problems: tuple[Problem, ...] = ()
    unknown_sources: tuple[Source, ...] = ()
    exported: tuple[str, ...] = ()

    @property
    def end(self) -> Problem | None:
        """The problem at which Renovate ends before it gets to work; None if it does."""
        return next((problem for problem in self.problems if problem.ends_run), None)

    @property
    def fatal(self) -> Problem | None:
        """The problem at which Renovate fails before it gets to work; None if there is none."""
        end = self.end
        return end if end is not None and end.is_fatal else None

    @property
    def exit_code(self) -> int | None:
        """The exit code with which Renovate ends before it gets to work; None if it does."""
        return None if self.end is None else self.end.exit_code

    def value(self, name: str) -> Json:
        """Return what an option is in the end; None if nobody set it or it is not known."""
        option = self.options.get(name)
        return None if option is None else option.value
