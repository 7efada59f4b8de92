"""Arguments in, records out: the ``foi-extract`` command."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

COMMANDS = ("parse", "show", "export", "compare", "compare-runs", "evaluate", "schema", "doctor")
"""Each is a module of :mod:`foi_extract.commands` whose ``command`` is a click command."""

UNEXPECTED, USAGE, NOTHING_MATCHED, SOME_FAILED, UNWRITABLE, INTERRUPTED = 1, 2, 3, 4, 5, 130
"""Exit codes besides 0 (every input gave an ok or partial record)."""


class CommandGroup(click.Group):
    """A group whose commands are imported when they are needed, so that start-up is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"foi_extract.commands.{cmd_name.replace('-', '_')}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader that went away ends it quietly, with its own exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Keep Python from trying to flush into the closed pipe at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(UNWRITABLE) from None


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        from importlib import metadata  # here because few commands ask for it

        click.echo(f"foi-extract {metadata.version('foi-extract')}")
        ctx.exit()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=show_version,
    help="Print the version.",
)
def group() -> None:
    """Read Freedom of Information responses into structured records.

    Exit codes: 0 every input was read, in full or in part; 1 unexpected; 2 usage; 3 no input matched;
    4 some inputs failed; 5 the output could not be written; 130 interrupted (what was done is kept).
    """


def main() -> None:
    """Run the command; a fault of the output or an interruption ends it with its own exit code."""
    try:
        code = group.main(prog_name="foi-extract", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; what was done is kept.", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        click.echo(f"Error: the output could not be written ({error}). What was done is kept.", err=True)
        sys.exit(UNWRITABLE)
