"""The lines of a forwarded mail's head, one after the other, until the letter begins.

    From: Taro Yamada [mailto:xk3@mail.example.net]
    Sent: Monday, June 8, 2026 10:15 AM
    To: Sato; Suzuki <suzuki@kita.example>;
        Ito                                      goes on with To
                                                 a blank line that somebody put in
    Invoice 5582                                 a subject that has lost its label

A line belongs to the head when it has a label that was not there yet, when it goes on with
the one before, or when its words tell what it is.  The first that does none of it is the
letter's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from honmono.mail.message.model import Subject
from honmono.mail.message.quote_heads import (
    TIME,
    is_forward_mark,
    is_original,
    label,
    labels_beside,
)
from honmono.mail.reports.block import Block
from honmono.mail.reports.block_lines import (
    MAIN,
    is_date,
    is_unfinished,
    is_wrapped_address,
    pieces,
    sent_on,
    squeezed,
)

MAX_BLOCK: Final = 80
"""Lines of one head; a wrapped `To:` of a department has fifty."""

_MAX_BLANK: Final = 2
"""Blank lines in a row inside a head."""

_REPEATED: Final = frozenset({"cc", "other"})
"""Labels of which a head may have several."""

_WIDTH: Final = 55
"""Characters from which a line may have been wrapped."""

_TIME_ALONE: Final = 20
"""Characters of a line that is the time of the date above: `10:15:21 AM JST`."""

_REST_OF_DATE: Final = re.compile(
    r"(?:[AP]\.?M\b|[+-]\d{4}\b|\(?(?:GMT|UTC|JST)).{0,20}\Z", re.IGNORECASE
)
"""What is wrapped behind its time: `PM`, `+0900 (JST)`."""

_RULE_BEHIND: Final = re.compile(r"\s[-=_*]{3,}\Z")
"""A line below the head with which the subject was run together."""

_RUN_ON: Final = 20
"""Characters behind the report's subject from which they are the letter's, not its."""


def read_block(lines: Sequence[str], at: int, block: Block, subject: Subject) -> Block:
    """Read a head from line `at` on; what it says goes to `block.fields`.

    `subject` is the report's: it ends with the subject that is looked for.
    """
    _Reader(lines, at, block, subject).read()
    return block


class _Reader:
    """How far a head has been read."""

    def __init__(
        self, lines: Sequence[str], at: int, block: Block, subject: Subject
    ) -> None:
        self.lines = lines
        self.at = block.end = at
        self.block = block
        self.fields = block.fields
        self.subject = subject
        self.announced = bool(block.mark or block.original)
        self.labels: dict[str, str] = {}
        if self.announced:
            self.labels = labels_beside("From:") | labels_beside("差出人:")
        self.current = ""
        """Kind of the label that was read last."""

        self.cells = False
        """What a label says stands in the line below it."""

        self.blanks = 0
        self.gaps = False
        """Somebody put blank lines into the head."""

        self.before = ""
        """The line above."""

    def read(self) -> None:
        """Read to the end of the head."""
        last = min(len(self.lines), self.at + MAX_BLOCK)
        while self.at < last:
            line = self.lines[self.at]
            if not line:
                self.blanks += 1
                if self.blanks > _MAX_BLANK or self._is_complete():
                    break
            elif self._takes(line):
                self.gaps = self.gaps or self.blanks > 0
                self.before, self.blanks = line, 0
                self.block.end = self.at + 1
            else:
                break
            self.at += 1
        self._close()

    def _takes(self, line: str) -> bool:
        """Take what a line says; False when it is no part of the head."""
        if is_original(line) or is_forward_mark(line):
            return False
        if not self.fields and label(line):
            self.labels = labels_beside(line)
            self.labels |= labels_beside("From:")  # programs mix: Von, Date, Subject
            if not line.isascii():
                self.labels |= labels_beside("差出人:")
        for kind, words in pieces(line, self.labels, self.fields, self.subject):
            if kind:
                if kind in self.fields and kind not in _REPEATED:
                    return False
                self.current = kind
                self.fields[kind] = words
            elif not self._is_awaited() and (said := self._surely(words)):
                self._add(said)
            elif self._goes_on(words):
                said_before = self.fields[self.current].removesuffix(" =")
                self.fields[self.current] = f"{said_before} {words}".strip()
            elif said := self._without_label(words):
                self._add(said)
            else:
                return False
        return True

    def _add(self, said: dict[str, str]) -> None:
        self.current = next(reversed(said))
        self.fields |= said

    def _goes_on(self, words: str) -> bool:
        """Does this line, which has no label, go on with the one before?"""
        current, said = self.current, self.fields.get(self.current, "")
        if current in ("sender", "to", "cc") and is_wrapped_address(said, words):
            return not self.blanks or "@" not in said
        if not current or (current == "subject" and self._is_empty_subject(said)):
            return False
        if not said:  # the label stands in a line of its own, as in a table's cells
            if current != "subject":
                self.cells = True
                return True
            others = all(self.fields.get(kind) for kind in MAIN if kind != "subject")
            return not self.blanks and (self.cells or not others)
        if self.blanks:
            return self.gaps and current in ("to", "cc") and said[-1] in ",;"
        if is_unfinished(current, said):
            return True
        if current == "date" and _REST_OF_DATE.match(words):
            return True
        if current == "date" and not TIME.search(said) and TIME.search(words):
            return len(words) <= _TIME_ALONE or is_date(words)  # `Friday,` stands above
        if self._label_follows():
            return self._may_be_wrapped(words)
        if current in ("to", "cc"):
            last = said.rpartition(";")[2]
            return (
                said[-1] in ",;、" or "@" in words or (";" in said and "@" not in last)
            )
        if current == "subject":
            tail = squeezed(self.subject.base[-12:])
            joined = squeezed(said + words)
            return bool(tail) and tail in joined and tail not in squeezed(said)
        return False

    def _is_empty_subject(self, said: str) -> bool:
        """Is `Re:` all, as the report's own `Fwd: Re:` shows?  Then no line goes on."""
        outer = squeezed(self.subject.text)
        return bool(outer) and not self.subject.base and outer.endswith(squeezed(said))

    def _may_be_wrapped(self, words: str) -> bool:
        """Between two labels: is this the rest of the first, not one that lost its own?"""
        has_address = "@" in words
        if self.current == "date" and "sender" not in self.fields and has_address:
            return False
        if self.current not in ("sender", "date") or len(self.before) >= _WIDTH:
            return True
        return has_address and "@" not in self.fields[self.current]

    def _label_follows(self) -> bool:
        """Does a label that is still missing stand in one of the next lines?"""
        for line in self.lines[self.at + 1 : self.at + 4]:
            if not line and not self.gaps:
                return False
            kind = label(line)
            if kind and (kind not in self.fields or kind in _REPEATED):
                return True
        return False

    def _is_awaited(self) -> bool:
        """Does `Resent-Date:` stand above, and what it says here?"""
        return self.current == "other" and not self.fields["other"] and not self.blanks

    def _surely(self, words: str) -> dict[str, str]:
        """What a line says whose words tell more than its lost label would."""
        fields, base = self.fields, self.subject.base
        if "sender" not in fields and sent_on(words):
            return {}
        if "date" not in fields and is_date(words):
            return {"date": words.removeprefix("on ")}
        if "subject" not in fields and base and (fields or self.announced):
            short = len(words) < len(self.subject.text) + 5
            if short and squeezed(words).endswith(squeezed(base)):
                return {"subject": words}
        return {}

    def _without_label(self, words: str) -> dict[str, str]:
        """What a line says that has lost its label, or never had one, as in Notes."""
        if "sender" not in self.fields:
            return self._sender_without_label(words) if self.announced else {}
        if "to" not in self.fields and self._label_follows():
            return {"to": words}
        return {}

    def _sender_without_label(self, words: str) -> dict[str, str]:
        if said := sent_on(words):
            return said
        near = [line for line in self.lines[self.at + 1 : self.at + 4] if line][:2]
        if any(label(line) == "sender" for line in near) or len(words) >= 200:
            return {}
        follows = bool(near) and (is_date(near[0]) or bool(label(near[0])))
        return {"sender": words} if "@" in words or follows else {}

    def _is_complete(self) -> bool:
        return all(self.fields.get(kind) or kind == "to" for kind in MAIN) and (
            "to" in self.fields
        )

    def _close(self) -> None:
        """Put right what can be told only now that the head is read."""
        fields = self.fields
        fields.pop("other", None)
        if "date" not in fields:  # `From: Taro Yamada on 06/08/2026 10:15 AM`
            fields |= sent_on(fields.get("sender", ""))
        if "subject" not in fields:
            self._find_subject()
        if "sender" in fields:  # `Taro <…> on`, and the date was wrapped
            fields["sender"] = fields["sender"].removesuffix(" on")
        said, base = _RULE_BEHIND.sub("", fields.get("subject", "")), self.subject.base
        if said:
            fields["subject"] = said
        place = said.find(base) if base else -1
        if place >= 0 and len(said) > place + len(base) + _RUN_ON:
            fields["subject"] = said[: place + len(base)]

    def _find_subject(self) -> None:
        """Take it from behind a date or a recipient with which it was run together."""
        wanted = re.sub(r"^[^:：]{1,8}[:：]\s*", "", self.subject.text)
        for kind in ("date", "to", "cc") if wanted else ():
            said, found, rest = self.fields.get(kind, "").rpartition(wanted)
            if found and not rest:
                self.fields |= {kind: said.strip(), "subject": wanted}
                return
