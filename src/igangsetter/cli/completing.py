"""Answers to the Tab key of bash, zsh, fish and PowerShell, by Click's own means."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click import shell_completion

from igangsetter.cli import output

if TYPE_CHECKING:
    import click

SHELLS = ("bash", "zsh", "fish", "powershell")
QUESTION = "IGANGSETTER_COMPLETE"
"""The variable in which a shell asks."""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $env:%(complete_var)s = "powershell_complete"
    $env:IGANGSETTER_LINE = $line.ToString()
    $env:IGANGSETTER_WORD = $word
    %(prog_name)s | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        $kind = "ParameterValue"
        [System.Management.Automation.CompletionResult]::new($value, $value, $kind, $help)
    }
    Remove-Item Env:%(complete_var)s, Env:IGANGSETTER_LINE, Env:IGANGSETTER_WORD
    [Console]::OutputEncoding = $before
}
"""


class _PowerShell(shell_completion.ShellComplete):
    """Click knows the other three."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        word = os.environ.get("IGANGSETTER_WORD", "")
        words = shell_completion.split_arg_string(os.environ.get("IGANGSETTER_LINE", ""))[1:]
        return words[:-1] if word and words else words, word

    def format_completion(self, item: shell_completion.CompletionItem) -> str:
        return f"{item.value}\t{item.help or ''}"


def lines(shell: str) -> str:
    """What that shell has to run once."""
    found = _of(shell)
    # Click asks the bash of this machine for its version, which need not be hers.
    return (found.source_template % found.source_vars()).rstrip("\n")


def answer(command: click.Command, question: str) -> int:
    """What fits what is typed so far: `question` is `bash_complete`. 0, whatever happens."""
    shell, _underscore, what = question.partition("_")
    if shell not in SHELLS or what != "complete":
        return 0
    try:
        found = _of(shell, command).complete()
    except Exception:  # noqa: BLE001 - the Tab key is no place for a message
        return 0
    if found:
        output.out_dressed(found)
    return 0


def _of(shell: str, command: click.Command | None = None) -> shell_completion.ShellComplete:
    shell_completion.add_completion_class(_PowerShell)
    kind = shell_completion.get_completion_class(shell)
    assert kind is not None  # noqa: S101 - one of SHELLS
    return kind(command, {}, "igangsetter", QUESTION)  # type: ignore[arg-type]
