"""honmono case: what is on record about an incident; add, correct, check, look.

    honmono case new --case cases/2026-11.json --name 例示事務所
    honmono case add events --kind spoof_mail_observed --when 2026-11-20 --case …
    honmono case timeline --case …

Each module declares some commands and is light; what a command does is loaded when it
is called.
"""

from __future__ import annotations

from typing import Final

import typer

from honmono.cli.case import changing, exchanging, looking, progressing

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def case() -> None:
    """An incident: facts, hypotheses, tasks, duties; kept in one file.

    FILE is ID.json; the log, originals and long lists lie in the folder ID beside it.
    """


COMMANDS: Final = (
    *(
        changing.new,
        changing.start,
        changing.set_,
        changing.add,
        changing.correct,
        changing.withdraw,
        changing.attach,
    ),
    *(progressing.done, progressing.answer),
    *(looking.show, looking.check, looking.clocks, looking.interview, *looking.VIEWS),
    looking.log,
    *(looking.kinds, looking.schema),
    *(exchanging.import_, exchanging.export),
)
"""Every command, in the order in which help shows them."""

for command in COMMANDS:
    app.command(command.__name__.rstrip("_"))(command)
