"""How records are printed: a table for people, JSON lines, CSV; and the progress bar."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from types import TracebackType
from typing import Final, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

from honmono.check.record import Record
from honmono.mail.source import RawMail, Unreadable, survey
from honmono.text import harmless, say

ANSWERS: Final = ("forged", "unproven", "ours", "unrelated", "error")
"""In the order of the closing table: what needs somebody first."""

_STYLES: Final = {
    "ours": "bold green",
    "forged": "bold white on red",
    "unproven": "bold yellow",
    "unrelated": "dim",
    "error": "bold magenta",
}

_WIDTH: Final = 110
"""Columns where there is no terminal; a terminal says its own."""


class Format(StrEnum):
    """Output formats."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


class Printer(Protocol):
    """Takes one record after the other, in source order."""

    def add(self, record: Record, *, visible: bool) -> None:
        """Take one record; count it, and print it when it is visible."""

    def end(self) -> None:
        """Print what stands at the end."""


def printer(format_: Format, language: str) -> Printer:
    """Make the printer of a format."""
    if format_ is Format.text:
        return TextPrinter(language)
    return JsonPrinter() if format_ is Format.jsonl else CsvPrinter(language)


class TextPrinter:
    """Each mail as soon as it is judged, then the counts."""

    def __init__(self, language: str) -> None:
        width = None if sys.stdout.isatty() else _WIDTH
        self.console = Console(width=width, highlight=False, emoji=False)
        self.language = language
        self.counts: Counter[str] = Counter()
        self.headed = False

    def add(self, record: Record, *, visible: bool) -> None:
        """Print one mail as a row: answer, who and what, why."""
        answer = "error" if record["error"] else str(record["answer"])
        if visible:
            self._head()
            label = say("cli", f"answer-{answer}", self.language)
            self._row(
                Text(f" {label} ", _STYLES[answer]),
                self._mail(record),
                self._why(record),
            )
        self.counts[answer] += 1

    def end(self) -> None:
        """Print the table of counts."""
        if not self.counts:
            return
        table = Table(box=None, pad_edge=False)
        table.add_column(say("cli", "column-answer", self.language))
        table.add_column(say("cli", "column-count", self.language), justify="right")
        table.add_column(say("cli", "column-meaning", self.language))
        for answer in ANSWERS:
            if answer == "error" and not self.counts[answer]:
                continue
            table.add_row(
                Text(say("cli", f"answer-{answer}", self.language), _STYLES[answer]),
                str(self.counts[answer]),
                say("cli", f"meaning-{answer}", self.language),
            )
        self.console.rule(style="dim")
        self.console.print(table)

    def _head(self) -> None:
        """Print the heads of the columns, before the first row that is visible."""
        if self.headed:
            return
        names = ("answer", "mail", "why")
        self._row(
            *(Text(say("cli", f"column-{n}", self.language), "bold") for n in names)
        )
        self.console.rule(style="dim")
        self.headed = True

    def _row(self, answer: Text, mail: Text, why: Text) -> None:
        row = Table.grid(padding=(0, 2, 0, 0), expand=True)
        row.add_column(width=16)
        row.add_column(ratio=2, overflow="fold")
        row.add_column(ratio=3, overflow="fold")
        row.add_row(answer, mail, why)
        self.console.print(row)

    def _mail(self, record: Record) -> Text:
        sender = record["from"] or {"name": "", "address": ""}
        name, address = harmless(sender["name"]), harmless(sender["address"])
        who = f"{name} <{address}>" if name and address else name or address
        subject = harmless(record["subject"] or "")
        lines = Text(who or say("cli", "no-sender", self.language))
        if record["error"]:
            lines = Text()
        else:
            subject = subject or say("cli", "no-subject", self.language)
            lines.append(f"\n{subject}\n", "bold")
        return lines.append(harmless(record["source"], 200), "dim")

    def _why(self, record: Record) -> Text:
        reasons = [str(reason) for reason in record["reasons"][self.language]]
        if record["error"]:
            reasons.append(harmless(record["error"], 300))
        return Text("\n".join(reasons))


class JsonPrinter:
    """One JSON object a line; what could not be read also stands on standard error."""

    def add(self, record: Record, *, visible: bool) -> None:
        """Print one line."""
        if record["error"]:
            complain(record)
        if visible:
            line = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
            sys.stdout.write(line + "\n")

    def end(self) -> None:
        """Nothing stands at the end: each line is whole."""
        sys.stdout.flush()


class CsvPrinter:
    """One row a mail for a spreadsheet (RFC 4180)."""

    COLUMNS: Final = (
        "source", "sha256", "date", "from_name", "from_address", "subject", "answer",
        "probability", "kinds", "person", "reasons", "defects", "error",
    )  # fmt: skip

    def __init__(self, language: str) -> None:
        self.language = language
        self.writer = csv.writer(sys.stdout)
        self.writer.writerow(self.COLUMNS)

    def add(self, record: Record, *, visible: bool) -> None:
        """Print one row."""
        if record["error"]:
            complain(record)
        if not visible:
            return
        sender = record["from"] or {}
        cells = {
            **record,
            "from_name": sender.get("name"),
            "from_address": sender.get("address"),
            "kinds": ",".join(record["kinds"]),
            "person": (record["claims"] or {}).get("person"),
            "reasons": " ".join(record["reasons"][self.language]),
            "defects": ",".join(record["defects"]),
        }
        self.writer.writerow([_cell(cells[column]) for column in self.COLUMNS])

    def end(self) -> None:
        """Nothing stands at the end."""
        sys.stdout.flush()


def complain(record: Record) -> None:
    """One clear line on standard error about what could not be read."""
    source, error = (harmless(str(record[key]), 300) for key in ("source", "error"))
    sys.stderr.write(f"honmono: {source}: {error}\n")


def _cell(value: object) -> str:
    """A cell that no spreadsheet runs as a formula: a mail chose the text."""
    text = "" if value is None else str(value)
    text = harmless(text, 2_000) if not text.isprintable() else text
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class Progress:
    """A bar on standard error while it is a terminal; otherwise nothing.

    Counts bytes read of bytes there are, because nobody knows how many mails a file
    holds before it was read.
    """

    def __init__(self, sources: list[str], language: str) -> None:
        # With both streams on one terminal the rows must pass through the bar's console,
        # or each would overwrite the other; with only standard error there, nothing of
        # standard output may be led to it.
        shared = sys.stdout.isatty()
        console = Console(stderr=not shared)
        self._enabled = console.is_terminal and sys.stderr.isatty()
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}% · {task.fields[mails]}"),
            TimeRemainingColumn(),
            console=console,
            disable=not self._enabled,
            redirect_stdout=shared,
            redirect_stderr=False,
            transient=True,
        )
        total = sum(survey(source) for source in sources) if self._enabled else 0
        label = say("cli", "progress", language)
        self._task = self._bar.add_task(label, total=total or None, mails=0)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away, whatever happened."""
        self._bar.stop()

    def watch(
        self, items: Iterable[RawMail | Unreadable]
    ) -> Iterator[RawMail | Unreadable]:
        """Pass the items on and move the bar."""
        for count, item in enumerate(items, 1):
            if self._enabled:
                size = len(item.data) if isinstance(item, RawMail) else 0
                self._bar.update(self._task, advance=size, mails=count)
            yield item
