"""Make the pages that come from the code: `python docs/generate.py` writes them.

    docs/signals.md     signals, what they weigh, defects
    docs/commands.md    what --help says
    docs/incident.schema.json   what an incident file may hold

A test fails when a page is stale.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import typer

from honmono.check.signals import ALL, Role, Signal
from honmono.check.verdict.weights import BASE, weights
from honmono.cli.commands import COMMANDS, app_with
from honmono.incident.case import incident_schema
from honmono.mail.message import AMBIGUOUS_FROM, Defect
from honmono.text import say

HERE: Final = Path(__file__).parent

_HEAD: Final = "<!-- Made by docs/generate.py from the code; do not edit by hand. -->\n"


def signals_page() -> str:
    """Every signal: its question, its story, what it weighs and what a clerk reads."""
    parts = [
        _HEAD,
        "# Signals\n",
        "A signal states a fact about one mail: what is *shown* and what is *so*. It has",
        "no opinion. What a fact weighs stands in one table,",
        "`honmono/check/verdict/weights.tsv`, measured on labelled mail:",
        "10 dB = ten times as likely on a forged mail as on a genuine one.",
        f"Every mail begins at {weights()[BASE]:+.1f} dB, which is what a mail is worth on",
        "which nothing is found; the weights of what is found are added.\n",
    ]
    parts += [_signal(signal) for signal in ALL if signal.role is not Role.HAZARD]
    parts += ["# Hazards\n"]
    parts += [
        "What is dangerous in a mail whoever sent it. Hazards are listed beside every"
    ]
    parts += [
        "answer, also beside `ours`; they weigh nothing and never change an answer.\n"
    ]
    parts += [_signal(signal) for signal in ALL if signal.role is Role.HAZARD]
    parts += ["## Defects\n", "How a message breaks the standards: facts about bytes,"]
    parts += [
        "listed in `defects`. With those marked †, mail programs and servers take"
    ]
    parts += ["different authors from one mail, so it is never `ours`.\n"]
    for defect in Defect:
        mark = " †" if defect in AMBIGUOUS_FROM else ""
        parts.append(f"- `{defect.value}`{mark}")
    return "\n".join(parts) + "\n"


def _signal(signal: Signal) -> str:
    module = importlib.import_module(signal.check.__module__)
    story = inspect.cleandoc(module.__doc__ or "")
    title, _, rest = story.partition("\n")
    example = {"shown": "…", "actual": "…"}
    lines = [
        f"## `{signal.name}`\n",
        f"*{signal.question}*\n",
        _speaks_to(signal),
        title,
        _as_markdown(rest),
        f"> {say('reasons', signal.name, 'ja', **example)}\n>",
        f"> {say('reasons', signal.name, 'en', **example)}\n",
    ]
    return "\n".join(lines)


def _speaks_to(signal: Signal) -> str:
    if signal.role is Role.HAZARD:
        return f"Hazard `{signal.hazard}`.\n"
    kind = f", kind `{signal.kind}`" if signal.kind else ""
    return f"Speaks to {signal.role.value}{kind}; {weights()[signal.name]:+.1f} dB.\n"


def _as_markdown(docstring: str) -> str:
    """Indented examples are code already; only the lines' ends need care."""
    return re.sub(r"\n{3,}", "\n\n", docstring).rstrip() + "\n"


def commands_page() -> str:
    """Every command with its options, as `--help` tells them."""
    command = typer.main.get_command(app_with(COMMANDS))
    context = typer.Context(command, info_name="honmono")
    parts = [_HEAD, "# Commands\n", inspect.cleandoc(command.help or ""), ""]
    for name, sub in sorted(_commands_in(command)):
        inner = typer.Context(sub, info_name=name, parent=context)
        story = sub.callback.__doc__ if sub.callback else ""
        parts += [f"## honmono {name}\n", inspect.cleandoc(story or ""), ""]
        parts += ["| option | meaning |", "| --- | --- |"]
        for parameter in sub.get_params(inner):
            record = parameter.get_help_record(inner)
            if record:
                option, meaning = (re.sub(r"\s+", " ", text) for text in record)
                option = option.replace("|", "\\|")
                meaning = meaning.replace("|", "\\|")
                parts.append(f"| `{option}` | {meaning} |")
        parts.append("")
    return "\n".join(parts)


def _commands_in(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name: `check`, `org add`."""
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from _commands_in(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def incident_page() -> str:
    """The JSON Schema of incident files."""
    return json.dumps(incident_schema(), ensure_ascii=False, indent=1) + "\n"


PAGES: Final[dict[str, Callable[[], str]]] = {
    "signals.md": signals_page,
    "commands.md": commands_page,
    "incident.schema.json": incident_page,
}


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (HERE / name).write_text(make(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
