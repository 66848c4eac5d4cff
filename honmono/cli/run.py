"""One run of `honmono check`: every mail of the sources is found, judged and printed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import length_hint
from typing import Final

from honmono.check.batch import Errand
from honmono.cli._core import INTERRUPTED, SOME_UNREAD, stop
from honmono.cli.output import UNREAD, foot, head
from honmono.cli.paragraphs import page_width, paragraph
from honmono.cli.patience import Patience
from honmono.cli.rows import Found, Page, prepare, row_of_lost, rows_of
from honmono.cli.screen import Screen
from honmono.cli.zip_passwords import ZipPasswords
from honmono.engine import Engine, EngineError, Failed, spread
from honmono.mail.source import Access, MailRef, find, follow
from honmono.text import say


def run(
    sources: Sequence[str],
    errand: Errand,
    page: Page,
    access: Access,
    *,
    jobs: int,
    engine: Engine | None = None,
    following: bool = False,
) -> int:
    """Judge and print everything; return the exit status.

    With `following` that is everything until Ctrl-C, which is then no interruption.
    """
    counts: Counter[str] = Counter()
    layout = page.layout
    screen = Screen(layout, sources, endless=following)
    bar = screen.bar
    if following and sys.stderr.isatty():
        sys.stderr.write(say("cli", "following", layout.language) + "\n")
    access = replace(
        access,
        password_for=ZipPasswords(layout.language, bar.aside).password_for,
        tell=lambda line: bar.complain(f"honmono: {line}\n"),
        expect=bar.expect,
    )
    heads, printed, forwards = head(layout), False, 0
    try:
        with Patience() as patience, bar:
            for result in spread(
                rows_of,
                screen.watch(_all_of(sources, access, following=following)),
                jobs=jobs,
                engine=engine,
                weight=_weight,
                initializer=prepare,
                initargs=(errand, page),
            ):
                rows = (
                    (row_of_lost(result.item, result.reason, page),)
                    if isinstance(result, Failed)
                    else result
                )
                with patience.whole():
                    screen.add(rows, heads="" if printed else heads)
                    printed = printed or any(row.printed for row in rows)
                    counts.update(row.answer for row in rows)
                    forwards += sum(row.forward for row in rows)
                    if following:  # somebody waits for it
                        sys.stdout.flush()
    except EngineError as error:
        stop(f"--engine ray: {error}" if engine else f"--jobs {jobs}: {error}")
    except KeyboardInterrupt:
        if sys.stderr.isatty():  # behind the ^C that the terminal shows
            sys.stderr.write("\n")
        _end(screen, counts, page)
        if following:
            return _status(counts)
        count = counts.total()
        sys.stderr.write(say("cli", "interrupted", layout.language, count=count) + "\n")
        return INTERRUPTED
    _end(screen, counts, page)
    if forwards and not errand.reports:
        hint = say("cli", "perhaps-reports", layout.language, count=f"{forwards:,}")
        sys.stderr.write("\n".join(paragraph(hint, page_width(sys.stderr))) + "\n")
    return _status(counts)


def _status(counts: Counter[str]) -> int:
    return SOME_UNREAD if counts[UNREAD] else 0


def _end(screen: Screen, counts: Counter[str], page: Page) -> None:
    screen.write(foot(counts, page.layout))
    sys.stdout.flush()


_HEAVY: Final = 256 * 2**10
"""Bytes; a mail that lies in a file weighs no more, as it is not loaded here."""


def _weight(found: Found) -> int:
    """What a mail costs while it waits for its worker."""
    size = length_hint(found, 1)
    return min(size, _HEAVY) if isinstance(found, MailRef) else size


def _all_of(
    sources: Sequence[str], access: Access, *, following: bool
) -> Iterator[Found]:
    for source in sources:
        yield from follow(source, access) if following else find(source, access)
