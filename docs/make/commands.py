"""The commands as the code defines them, in the language that is spoken when this is imported."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from igangsetter.cli import app
from igangsetter.cli.commands import entries


@dataclass(frozen=True)
class Parameter:
    """An argument or option: how it is written, what it does, and what holds for it."""

    written: str
    help: str
    is_option: bool


@dataclass(frozen=True)
class Command:
    """A command, its Norwegian name, its help and its examples."""

    name: str
    alias: str
    help: str
    usage: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    has_json: bool
    has_others: bool


def every() -> list[Command]:
    """The program itself, its commands, and the commands under them."""
    root = app._command()  # noqa: SLF001 - what Click is given
    above = _context(root, app.NAME)
    found = [_command(root, above, "", ())]
    for name, entry in entries().items():
        module = importlib.import_module(f"igangsetter.cli.{entry.module}")
        command = root.get_command(above, name)
        context = _context(command, name, above)
        found.append(_command(command, context, entry.alias, module.EXAMPLES))
        for under, one in module.subcommands().items() if hasattr(module, "subcommands") else ():
            child = command.get_command(context, under)
            examples = tuple(line for line in module.EXAMPLES if under in line.split())
            alias = f"{entry.alias} {one.alias}"
            found.append(_command(child, _context(child, under, context), alias, examples))
    return found


def _context(
    command: click.Command, name: str, above: click.Context | None = None
) -> click.Context:
    return command.context_class(
        command, info_name=name, parent=above, help_option_names=["--help", "-h"]
    )


def _command(
    command: click.Command, context: click.Context, alias: str, examples: tuple[str, ...]
) -> Command:
    return Command(
        name=context.command_path,
        alias=alias,
        help=command.help or "",
        usage=" ".join([context.command_path, *command.collect_usage_pieces(context)]),
        parameters=tuple(
            Parameter(record[0], " ".join(record[1].split()), isinstance(one, click.Option))
            for one in command.get_params(context)
            if (record := one.get_help_record(context))
        ),
        examples=examples,
        has_json=any("--json" in one.opts for one in command.params),
        has_others=isinstance(command, click.Group),
    )
