"""honmono serve: the desk, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import USAGE, complain, home_folder
from honmono.cli.options import HomeOption, LangOption


def serve(
    *,
    host: Annotated[
        str,
        typer.Option(
            help="On which address of this machine. Others than its own need "
            "HONMONO_HOSTS in the environment."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="On which port; 0: on any that is free.")
    ] = 8000,
    home: HomeOption = None,
    web_processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="How many processes answer pages. Default: 1; on PostgreSQL 2.",
            show_default=False,
        ),
    ] = None,
    job_processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="How many processes judge mail and do other long work. Default: 1.",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Serve the desk: the pages on which an incident is handled.

    Everything that it knows lies in the home; with DATABASE_URL=postgresql://... in the
    environment the database is there, and the home holds the files. Ctrl-C ends it: what
    was asked is still answered, and jobs at hand go on at the next start.

    For instance:

    * `honmono serve`
    * `HONMONO_HOSTS=desk.example.jp HONMONO_HTTPS=1 honmono serve --host 0.0.0.0`

    Exit status: 0 it was ended; 1 its processes do not stay alive; 2 it cannot be served
    like this, and one line says why.

    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.configuration import Configuration
    from honmono.web.serving.errors import ServingError
    from honmono.web.serving.parent import serve as serve_until_ended
    from honmono.web.serving.plan import Plan, processes

    folder = home_folder(home).absolute()
    language = Configuration(_organization(folder), folder, lang).language
    web, jobs = processes(web_processes, job_processes)
    try:
        status = serve_until_ended(Plan(host, port, folder, web, jobs, language))
    except ServingError as error:
        complain(error.told(language))
        raise SystemExit(USAGE) from None
    raise typer.Exit(status)


def _organization(home: Path) -> Path | None:
    """That of the home: where the command was called does not matter to the desk."""
    file = home / "honmono.toml"
    return file if file.exists() else None
