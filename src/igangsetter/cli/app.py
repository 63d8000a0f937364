"""The command group, which loads what is called, and the one place where errors become words."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Annotated

import click
import typer
from typer.core import TyperCommand, TyperGroup

from igangsetter import __version__, reasons
from igangsetter.cli import help_page, output
from igangsetter.cli.commands import Entry, entries
from igangsetter.errors import CannotWriteError, IgangsetterError, NotFoundError
from igangsetter.language import _, current

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from click.shell_completion import CompletionItem

NAME = "igangsetter"
INTERRUPTED = 130
LONGEST_NAME = 100


class Command(TyperCommand):
    """Says, when it is done, what usually comes next."""

    context_class = help_page.Context

    def invoke(self, ctx: click.Context) -> object:
        """Do it."""
        answer = super().invoke(ctx)
        if output.is_terminal():
            from igangsetter.cli import next_steps  # noqa: PLC0415 - for a person only

            family = ctx.parent.command.name if ctx.parent else NAME
            path = f"{self.name}" if family == NAME else f"{family} {self.name}"
            output.next_step(next_steps.after(path, ctx.params))
        return answer


class Commands(TyperGroup):
    """Knows commands by name and alias, and loads only the one that is called."""

    context_class = help_page.Context

    def entries(self) -> dict[str, Entry]:
        """The commands of this group, in order."""
        return entries()

    def load(self, name: str) -> click.Command:
        """The command with that name."""
        entry = self.entries()[name]
        module = importlib.import_module(f"igangsetter.cli.{entry.module}")
        if hasattr(module, "subcommands"):
            return _group(name, entry, module)
        return _single(name, entry.help, module.run, module.EXAMPLES)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in order."""
        del ctx
        return list(self.entries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command with that name or alias."""
        del ctx
        name = self._by_alias().get(cmd_name, cmd_name)
        return self.load(name) if name in self.entries() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args[0] not in {*self.entries(), *self._by_alias()} and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0], [*self.entries(), *self._by_alias()]), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl(
                [(_both(name, entry), entry.help) for name, entry in self.entries().items()]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, by either name, without loading them."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks

        known = {name: entry.help for name, entry in self.entries().items()}
        if current().code != "en" or not any(name.startswith(incomplete) for name in known):
            known |= {entry.alias: entry.help for entry in self.entries().values()}
        options = click.Command.shell_complete(self, ctx, incomplete)
        return options + [
            CompletionItem(name, help=words)
            for name, words in known.items()
            if name.startswith(incomplete)
        ]

    def _by_alias(self) -> dict[str, str]:
        return {entry.alias: name for name, entry in self.entries().items()}


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. No traceback ever reaches a user."""
    if not all(map(_is_text, arguments)):
        output.error(_("An argument holds bytes that are no text."), _("Write it in UTF-8."))
        return click.UsageError.exit_code
    code = _run(arguments)
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        # The reader may have gone, as `| head` does.
        if not isinstance(error, BrokenPipeError):
            _tell_unwritten(error)
            return CannotWriteError.exit_code
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        if question := os.environ.get("IGANGSETTER_COMPLETE"):
            from igangsetter.cli import completing  # noqa: PLC0415 - a shell asks

            return completing.answer(_command(), question)
        code = _command().main(list(arguments), prog_name=NAME, standalone_mode=False)
    except IgangsetterError as error:
        output.tell(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        output.out(error.format_message())
        return 0
    except click.UsageError as error:
        output.error(error.format_message(), _hint(error.ctx))
        return error.exit_code
    except click.ClickException as error:
        output.error(error.format_message(), _hint(None))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        output.say("")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the one into the other
        return 0
    except OSError as error:
        return _tell_fault(error)
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a user
        from igangsetter.cli import faults  # noqa: PLC0415 - there should be none

        faults.tell(error)
        return 1
    return code if isinstance(code, int) else 0


def _tell_fault(error: OSError) -> int:
    """Tell of a name that the system cannot take, or of a screen that cannot be written on.

    What else can go wrong with a file is told nearer to it.
    """
    if error.filename is None:
        _tell_unwritten(error)
        return CannotWriteError.exit_code
    name = _short(str(error.filename))
    output.error(
        ": ".join(filter(None, [name, reasons.why(error)])),
        _("Check that the name is right."),
    )
    return NotFoundError.exit_code


def _tell_unwritten(error: OSError) -> None:
    output.error(
        _("The answer could not be written: {why}.").format(why=reasons.why(error)),
        _("Make room on the disk, or send the answer elsewhere."),
    )


def _command() -> click.Command:
    return _family(
        NAME,
        Commands,
        _("A plan, the paper and the reminders for whoever sets a self-help group going."),
        _("Start with: {command}").format(command="igangsetter tour"),
        _root,
        works_alone=True,
    )


def _family(
    name: str,
    members: type[TyperGroup],
    about: str,
    epilog: str,
    own: Callable[..., None],
    *,
    works_alone: bool = False,
) -> click.Command:
    """A command that has others under it."""
    app = typer.Typer(
        name=name,
        cls=members,
        help=about,
        epilog=epilog,
        no_args_is_help=not works_alone,
        invoke_without_command=works_alone,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        suggest_commands=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND …"),
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(own)
    return typer.main.get_command(app)


def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            help=_("Show the version."),
            callback=_version,
        ),
    ] = False,
) -> None:
    """Alone it shows where she stands; every command takes its own options."""
    if context.invoked_subcommand is None:
        from igangsetter.cli import welcome  # noqa: PLC0415 - no command needs it

        welcome.run(run)


def _version(on: bool) -> None:
    if on:
        output.out(f"{NAME} {__version__}")
        raise typer.Exit


def _single(
    name: str, words: str, function: Callable[..., None], examples: Sequence[str]
) -> click.Command:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        name,
        cls=Command,
        help=words,
        epilog=_examples(examples),
        options_metavar=_("[OPTIONS]"),
        context_settings={"help_option_names": ["--help", "-h"]},
    )(function)
    return typer.main.get_command(app)


def _group(name: str, entry: Entry, module: ModuleType) -> click.Command:
    """A command with commands of its own, each a function of its module."""

    class Subcommands(Commands):
        def entries(self) -> dict[str, Entry]:
            found: dict[str, Entry] = module.subcommands()
            return found

        def load(self, name: str) -> click.Command:
            one = self.entries()[name]
            examples = [line for line in module.EXAMPLES if name in line.split()]
            return _single(name, one.help, getattr(module, one.module), examples)

    return _family(name, Subcommands, entry.help, _examples(module.EXAMPLES), _nothing)


def _nothing() -> None:
    """Nothing of its own: the commands under it do the work."""


def _examples(lines: Sequence[str]) -> str:
    return "\b\n" + "\n".join([_("Examples:"), *(f"  {line}" for line in lines)]) if lines else ""


def _both(name: str, entry: Entry) -> str:
    """The name of a command; for a Norwegian reader with its Norwegian one."""
    return name if current().code == "en" or name == entry.alias else f"{name}, {entry.alias}"


def _unknown(name: str, known: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415 - only for a mistyped command

    close = difflib.get_close_matches(name, known, n=1)
    words = _("There is no command “{name}”.").format(name=name)
    return words + " " + _("Did you mean {guess}?").format(guess=close[0]) if close else words


def _hint(context: click.Context | None) -> str:
    command = context.command_path if context else NAME
    return _("See {command}.").format(command=f"{command} --help")


def _is_text(argument: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def _short(name: str) -> str:
    """A name short enough for a message."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
