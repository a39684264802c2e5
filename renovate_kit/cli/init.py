"""`renovate-kit init`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.deployment_settings import DEFAULT_SETTINGS
from renovate_kit.cli.output import say, write_whole
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.config.build.existing import ExistingDeployment, SettingsDraft
    from renovate_kit.config.document import Data

__all__ = ["EPILOG", "init"]

EPILOG = """\b
Examples:
  renovate-kit init                                # asks
  renovate-kit init --repository org/app --git-author 'Bot <bot@example.com>' --age age1...
  renovate-kit init --from . --settings renovate-kit.yaml

Exit codes: 0 written, 2 wrong usage, 3 something could not be read or written."""


_From = Annotated[
    Path | None,
    typer.Option("--from", metavar="DIR", help="Take over the deployment of this checkout."),
]
_File = Annotated[Path, typer.Option(metavar="FILE", help="The settings file to write.")]
_Platform = Annotated[str, typer.Option(help="Where the repositories are.")]
_Endpoint = Annotated[
    str | None, typer.Option(metavar="URL", help="The API of a platform of your own.")
]
_Repositories = Annotated[
    list[str] | None,
    typer.Option(metavar="ORG/NAME", help="A repository; can be given several times."),
]
_Author = Annotated[
    str | None, typer.Option(metavar="'NAME <ADDRESS>'", help="Whose commits these are.")
]
_Age = Annotated[
    str | None, typer.Option(metavar="AGE1...", help="For whom sops encrypts the token.")
]
_Schedule = Annotated[str, typer.Option(help="When Renovate starts.")]
_TimeZone = Annotated[str, typer.Option(help="Of the schedule.")]
_Overlays = Annotated[
    list[str] | None,
    typer.Option(help="An overlay; can be given several times.", show_default="production"),
]
_Tag = Annotated[
    str | None,
    typer.Option(help="The version of Renovate.", show_default="the newest one known"),
]
_Force = Annotated[bool, typer.Option("--force", help="Replace a settings file.")]


def init(  # noqa: PLR0913 - one for each flag
    *,
    from_: _From = None,
    settings: _File = DEFAULT_SETTINGS,
    platform: _Platform = "github",
    endpoint: _Endpoint = None,
    repository: _Repositories = None,
    git_author: _Author = None,
    age: _Age = None,
    schedule: _Schedule = "@hourly",
    time_zone: _TimeZone = "Etc/UTC",
    overlay: _Overlays = None,
    image_tag: _Tag = None,
    force: _Force = False,
) -> None:
    """Write a first settings file: from answers, from flags, or from a deployment."""
    from renovate_kit.config.build.existing import SettingsDraft, draft_from

    if settings.exists() and not force:
        raise UsageError(f"{settings} is there already", hint="use --force, or --settings FILE")
    if from_ is not None:
        existing = _existing_in(from_)
        _write(draft_from(existing), settings)
        _tell_next(existing, from_, settings)
        return
    from renovate_kit.config.options import DEFAULT_RELEASE

    given = {"--git-author": git_author, "--repository": repository, "--age": age}
    missing = [flag for flag, value in given.items() if value is None]
    if missing and not sys.stdin.isatty():
        verb = "are" if len(missing) > 1 else "is"
        hint = "give them, or run init in a terminal"
        raise UsageError(f"{', '.join(missing)} {verb} missing", hint=hint)
    author = _answer(git_author, "Whose commits, as in Name <address>")
    repositories = repository or _answer(None, "Repositories, as org/name").split()
    recipient = _answer(age, "age recipient for whom sops encrypts the token")
    answers: dict[str, Data] = {
        "image": {"tag": image_tag or DEFAULT_RELEASE},
        "schedule": schedule,
        "timeZone": time_zone,
        "platform": platform,
        **({"endpoint": endpoint} if endpoint else {}),
        "gitAuthor": author,
        "repositories": [*repositories],
        "secret": {"age": [recipient]},
        "overlays": {name: {} for name in overlay or ["production"]},
    }
    _write(SettingsDraft(settings=answers, changes=()), settings)


def _answer(given: str | None, question: str) -> str:
    """Return what a flag says, or what the person at the terminal answers."""
    if given is not None:
        return given
    answer: str = typer.prompt(question, err=True)
    return answer


def _existing_in(folder: Path) -> "ExistingDeployment":
    from renovate_kit.cli.existing_deployment import existing_in

    return existing_in(folder)


def _tell_next(existing: "ExistingDeployment", folder: Path, file: Path) -> None:
    """Say what is left to do: what is in the way of a build, or stands beside its tree."""
    from renovate_kit.cli.checkouts import checkout_around
    from renovate_kit.config.build.secret import SECRET_FILE

    top = checkout_around(folder).top
    base = file.resolve().parent / existing.path / "base" / existing.name
    old = top / existing.path / "base" / existing.name
    if base == old:
        say("The first build replaces files that it has not written: it wants --replace\n")
        if existing.secret_file and (top / existing.secret_file) == base / SECRET_FILE:
            return
    else:
        say(
            f"The tree goes to {file.parent / existing.path}, and the deployment in"
            f" {existing.path} stays: remove it, or two run. With --settings"
            f" {folder / file.name} the tree takes its place\n"
        )
    if existing.secret_file:
        target = file.parent / existing.path / "base" / existing.name / SECRET_FILE
        say(f"Copy the encrypted Secret {folder / existing.secret_file} to {target}\n")


def _write(draft: "SettingsDraft", file: Path) -> None:
    """Write the settings, having read them as `build` will."""
    from renovate_kit.config.build.settings_reading import read_settings
    from renovate_kit.config.build.settings_text import settings_text

    text = settings_text(draft.settings)
    read = read_settings(text, str(file))
    if isinstance(read, tuple):
        *others, last = read
        for problem in others:
            sys.stderr.write(f"{problem.message}{f' ({problem.help})' if problem.help else ''}\n")
        raise UsageError(last.message, hint=last.help or "correct the flag")
    write_whole(file, text)
    say(f"{file}: written; `renovate-kit build --settings {file}` makes the tree\n")
    if draft.changes:
        say("What the tree does otherwise than the deployment:\n")
        say("".join(f"- {change}\n" for change in draft.changes))
