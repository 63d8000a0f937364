"""`completion`: the lines that make a shell's Tab key finish what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter.cli import completing, options, output
from igangsetter.errors import UsageError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = ("igangsetter completion bash", "igangsetter completion powershell")


def run(
    shell: Annotated[
        str,
        typer.Argument(metavar="|".join(completing.SHELLS), help=_("Which shell you type in.")),
    ],
    plain: options.Plain = False,
) -> None:
    """Print the lines, and say where they go."""
    output.be_plain(plain)
    if shell not in completing.SHELLS:
        raise UsageError(
            _("“{text}” is no shell of ours.").format(text=shell),
            _("Choose: {names}.").format(names=", ".join(completing.SHELLS)),
        )
    output.out(completing.lines(shell))
    place, line = _kept()[shell]
    words = _("To keep it, write this line into {file}, and open a new window:")
    output.say(output.wrapped(words.format(file=place)))
    output.say(line)


def _kept() -> Mapping[str, tuple[str, str]]:
    """Where each shell reads what it does at its start, and what to write there."""
    return {
        "bash": ("~/.bashrc", 'eval "$(igangsetter completion bash)"'),
        "zsh": (
            "~/.zshrc",
            'autoload -Uz compinit; compinit; eval "$(igangsetter completion zsh)"',
        ),
        "fish": ("~/.config/fish/config.fish", "igangsetter completion fish | source"),
        "powershell": (
            "$PROFILE",
            "igangsetter completion powershell | Out-String | Invoke-Expression",
        ),
    }
