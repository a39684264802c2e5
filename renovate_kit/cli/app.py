"""The command tree. Command modules import what they run inside their functions: help is fast."""

import typer

from renovate_kit import __version__
from renovate_kit.cli.build import EPILOG as BUILD_EPILOG
from renovate_kit.cli.build import build
from renovate_kit.cli.calendar import EPILOG as CALENDAR_EPILOG
from renovate_kit.cli.calendar import calendar
from renovate_kit.cli.check_run import EPILOG as CHECK_RUN_EPILOG
from renovate_kit.cli.check_run import check_run
from renovate_kit.cli.component import component_app
from renovate_kit.cli.errors import errors_app
from renovate_kit.cli.ingest import EPILOG as INGEST_EPILOG
from renovate_kit.cli.ingest import ingest
from renovate_kit.cli.init import EPILOG as INIT_EPILOG
from renovate_kit.cli.init import init
from renovate_kit.cli.migrate import EPILOG as MIGRATE_EPILOG
from renovate_kit.cli.migrate import migrate
from renovate_kit.cli.options import options_app
from renovate_kit.cli.output import say
from renovate_kit.cli.report import report_app
from renovate_kit.cli.rule import EPILOG as RULE_EPILOG
from renovate_kit.cli.rule import rule
from renovate_kit.cli.runs import runs_app
from renovate_kit.cli.schema import EPILOG as SCHEMA_EPILOG
from renovate_kit.cli.schema import schema
from renovate_kit.cli.show_config import EPILOG as SHOW_CONFIG_EPILOG
from renovate_kit.cli.show_config import show_config
from renovate_kit.cli.store import store_app
from renovate_kit.cli.tail import EPILOG as TAIL_EPILOG
from renovate_kit.cli.tail import tail
from renovate_kit.cli.validate import EPILOG as VALIDATE_EPILOG
from renovate_kit.cli.validate import validate
from renovate_kit.cli.why import EPILOG as WHY_EPILOG
from renovate_kit.cli.why import why

__all__ = ["app"]

app = typer.Typer(
    name="renovate-kit",
    help="Check the configuration of a self-hosted Renovate, and report what its runs did.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)
app.command(epilog=VALIDATE_EPILOG)(validate)
app.command(epilog=MIGRATE_EPILOG)(migrate)
app.command(epilog=RULE_EPILOG)(rule)
app.command("show-config", epilog=SHOW_CONFIG_EPILOG)(show_config)
app.command(epilog=CALENDAR_EPILOG)(calendar)
app.command(epilog=INIT_EPILOG)(init)
app.command(epilog=BUILD_EPILOG)(build)
app.add_typer(component_app, name="component")
app.command(epilog=SCHEMA_EPILOG)(schema)
app.command(epilog=INGEST_EPILOG)(ingest)
app.add_typer(runs_app, name="runs")
app.command(epilog=WHY_EPILOG)(why)
app.add_typer(errors_app, name="errors")
app.command(epilog=TAIL_EPILOG)(tail)
app.command("check-run", epilog=CHECK_RUN_EPILOG)(check_run)
app.add_typer(report_app, name="report")
app.add_typer(store_app, name="store")
app.add_typer(options_app, name="options")


def _print_version(*, wanted: bool) -> None:
    if wanted:
        say(f"renovate-kit {__version__}\n")
        raise typer.Exit


@app.callback()
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
