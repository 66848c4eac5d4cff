"""honmono sweep: every PC of every office, looked at by two independent scanners.

    honmono sweep import --inventory pcs.csv results/
    honmono sweep status
    honmono sweep kit --office osaka --out osaka.zip

It reads and writes what the desk shows: the same home, the same database.  Each module is
light; what a command does is loaded when it is called.
"""

from __future__ import annotations

from typing import Final

import typer

from honmono.cli.sweep import handing, looking, taking

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def sweep() -> None:
    """Every PC of every office, looked at by two independent scanners, on record.

    Needs no desk to run: the home is made where there is none. A running desk shows what
    is taken in here at once.
    """


COMMANDS: Final = (
    *(taking.import_, taking.watch),
    *(looking.status, looking.list_, looking.rule, looking.yara),
    *(handing.kit, handing.sheet),
)
"""Every command, in the order in which help shows them."""

for command in COMMANDS:
    app.command(command.__name__.rstrip("_"))(command)
