"""The least that a Typer command can be."""

import typer


def main(name: str = "x") -> None:
    print(name)


app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
app.command()(main)
app()
