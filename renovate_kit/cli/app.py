"""The command tree. A command is imported only where it runs, or where all are listed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import typer

from renovate_kit import __version__
from renovate_kit.cli.output import say

__all__ = ["app_for"]


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the commands that the arguments may mean: one, or all if they name none.

    Args:
        arguments: of the command line, without the program's name.
    """
    app = typer.Typer(
        name="renovate-kit",
        help="Check the configuration of a self-hosted Renovate, and report what its runs did.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        add_completion=False,
    )
    app.callback()(_root)
    named = _COMMANDS.get(arguments[0]) if arguments else None
    for add in _COMMANDS.values() if named is None else (named,):
        add(app)
    return app


def _print_version(*, wanted: bool) -> None:
    if wanted:
        say(f"renovate-kit {__version__}\n")
        raise typer.Exit


def _root(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        callback=lambda wanted: _print_version(wanted=wanted),
        is_eager=True,
        help="Show the version and exit.",
    ),
) -> None:
    del version


def _validate(app: typer.Typer) -> None:
    from renovate_kit.cli.validate import EPILOG, validate

    app.command(epilog=EPILOG)(validate)


def _migrate(app: typer.Typer) -> None:
    from renovate_kit.cli.migrate import EPILOG, migrate

    app.command(epilog=EPILOG)(migrate)


def _rule(app: typer.Typer) -> None:
    from renovate_kit.cli.rule import EPILOG, rule

    app.command(epilog=EPILOG)(rule)


def _show_config(app: typer.Typer) -> None:
    from renovate_kit.cli.show_config import EPILOG, show_config

    app.command("show-config", epilog=EPILOG)(show_config)


def _calendar(app: typer.Typer) -> None:
    from renovate_kit.cli.calendar import EPILOG, calendar

    app.command(epilog=EPILOG)(calendar)


def _init(app: typer.Typer) -> None:
    from renovate_kit.cli.init import EPILOG, init

    app.command(epilog=EPILOG)(init)


def _build(app: typer.Typer) -> None:
    from renovate_kit.cli.build import EPILOG, build

    app.command(epilog=EPILOG)(build)


def _component(app: typer.Typer) -> None:
    from renovate_kit.cli.component import component_app

    app.add_typer(component_app, name="component")


def _schema(app: typer.Typer) -> None:
    from renovate_kit.cli.schema import EPILOG, schema

    app.command(epilog=EPILOG)(schema)


def _ingest(app: typer.Typer) -> None:
    from renovate_kit.cli.ingest import EPILOG, ingest

    app.command(epilog=EPILOG)(ingest)


def _runs(app: typer.Typer) -> None:
    from renovate_kit.cli.runs import runs_app

    app.add_typer(runs_app, name="runs")


def _why(app: typer.Typer) -> None:
    from renovate_kit.cli.why import EPILOG, why

    app.command(epilog=EPILOG)(why)


def _errors(app: typer.Typer) -> None:
    from renovate_kit.cli.errors import errors_app

    app.add_typer(errors_app, name="errors")


def _tail(app: typer.Typer) -> None:
    from renovate_kit.cli.tail import EPILOG, tail

    app.command(epilog=EPILOG)(tail)


def _check_run(app: typer.Typer) -> None:
    from renovate_kit.cli.check_run import EPILOG, check_run

    app.command("check-run", epilog=EPILOG)(check_run)


def _report(app: typer.Typer) -> None:
    from renovate_kit.cli.report import report_app

    app.add_typer(report_app, name="report")


def _sync(app: typer.Typer) -> None:
    from renovate_kit.cli.sync import sync_app

    app.add_typer(sync_app, name="sync")


def _security(app: typer.Typer) -> None:
    from renovate_kit.cli.security import EPILOG, security

    app.command(epilog=EPILOG)(security)


def _stats(app: typer.Typer) -> None:
    from renovate_kit.cli.stats import EPILOG, stats

    app.command(epilog=EPILOG)(stats)


def _serve(app: typer.Typer) -> None:
    from renovate_kit.cli.serve import EPILOG, serve

    app.command(epilog=EPILOG)(serve)


def _store(app: typer.Typer) -> None:
    from renovate_kit.cli.store import store_app

    app.add_typer(store_app, name="store")


def _options(app: typer.Typer) -> None:
    from renovate_kit.cli.options import options_app

    app.add_typer(options_app, name="options")


_COMMANDS: Final[Mapping[str, Callable[[typer.Typer], None]]] = {
    "validate": _validate,
    "migrate": _migrate,
    "rule": _rule,
    "show-config": _show_config,
    "calendar": _calendar,
    "init": _init,
    "build": _build,
    "component": _component,
    "schema": _schema,
    "ingest": _ingest,
    "runs": _runs,
    "why": _why,
    "errors": _errors,
    "tail": _tail,
    "check-run": _check_run,
    "sync": _sync,
    "security": _security,
    "report": _report,
    "stats": _stats,
    "serve": _serve,
    "store": _store,
    "options": _options,
}
