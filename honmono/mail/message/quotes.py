"""Whose words a body is made of: the author's own, quoted ones, a signature.

    Thanks, I changed the account.        own
    --                                    signature
    Taro Yamada                           signature
    From: Hanako <h@example.co.jp>        quoted, and so to the end
    Sent: Monday, June 8, 2026 10:15      quoted

One pass over the lines.  A line with `>` is quoted, and so is the line above that says
who wrote it; between such quotes the author may answer.  A header block as Outlook or
Notes write it (sender with date or recipients, in adjacent lines) and a line such as
`-----Original Message-----` open a quote that goes on to the end, unless `>` follows.

It leaves alone: quotes with neither sign nor header, and a single `Subject:` or `From:`
as forms have it.  Whether a quote is true is asked elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message.model import Role, Segment
from honmono.mail.message.quote_boxes import Box, find_boxes
from honmono.mail.message.quote_heads import (
    BEGINS,
    DASHES,
    INITIALS,
    MAX_ATTRIBUTION,
    RULES,
    STARTS,
    TIME,
    has_prompts_only,
    is_attribution,
    is_original,
    is_run_on_original,
    is_strong_attribution,
    is_weak_attribution,
    is_wrapped_tail,
    label,
    may_attribute,
    places_of_quotes,
)
from honmono.mail.message.signatures import mark_signatures

OWN: Final = 0
QUOTED: Final = 1
SIGNATURE: Final = 2
_ROLES: Final = (Role.OWN, Role.QUOTED, Role.SIGNATURE)

MAX_LINES: Final = 20_000
"""Lines that are looked at; what follows has the role of the last one."""

MAX_LINE: Final = 1_000
"""Characters of a line that are looked at; a paragraph of HTML is one line."""

MAX_LABELS: Final = 12
"""Labels of one header block; Outlook has at most eight."""

MAX_RECIPIENT_LINES: Final = 40
"""Lines of one wrapped `To:` in a header block; Notes wraps hundreds of people."""

MAX_SIGNATURE_BOX: Final = 25
"""Lines of a signature that HTML marks; people go on writing in Outlook's box."""

MAX_BLOCK: Final = 120
"""Lines of one header block."""

_RUN: Final = re.compile(rb"(.)\1*+", re.DOTALL)
_DATE_LINE: Final = re.compile(
    r"(?:.{0,80}?(?:\bon|\s\s))?\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?"
    r"\s*(?:[AP]M)?(?:\s+[A-Z]{2,4})?\Z",
    re.IGNORECASE,
)
_IN_MESSAGE: Final = re.compile(r"In (?:message|article)\b|On .{5,40}\d{4}\b.{0,20}\Z")
_OPENING: Final = frozenset({"sender", "date", "to", "cc", "subject"})
"""Labels that a header block may begin with."""

_PROMPTS: Final = frozenset({"sql>", "ftp>", "irb>", "php>", "mysql>", "psql>"})


def split(text: str, marks: tuple[tuple[int, str], ...] = ()) -> tuple[Segment, ...]:
    """Split a body into stretches by whose words they are.

    `marks` are those of `html_to_text`.  The texts joined give `text` again.
    """
    if not text:
        return ()
    lines = text.split("\n", MAX_LINES)
    bare = list(map(str.strip, lines))
    if len(text) > MAX_LINE and max(map(len, bare)) > MAX_LINE:
        bare = [line[:MAX_LINE] for line in bare]
    if "＞" in text:
        bare = [f">{line[1:]}" if line[:1] == "＞" else line for line in bare]
    roles = bytearray(len(bare))
    boxes, points, signed = find_boxes(lines, marks) if marks else ((), frozenset(), ())
    places = places_of_quotes(bare, text)
    if marks:
        places = sorted({*places, *points, *(box.start for box in boxes)})
    if places:
        prompts = ">>> " in text and has_prompts_only(bare)
        _Quotes(bare, roles, boxes, points, prompts=prompts).find(places)
    for start, end in signed:
        if end - start <= MAX_SIGNATURE_BOX:
            for i in range(start, end):
                roles[i] = roles[i] or SIGNATURE
    mark_signatures(bare, roles)
    _give_blank_lines_a_role(bare, roles)
    if roles.count(roles[0]) == len(roles):
        return (Segment(_ROLES[roles[0]], text),)
    return _segments(lines, roles)


def _segments(lines: list[str], roles: bytearray) -> tuple[Segment, ...]:
    """Join neighbouring lines of one role."""
    found = []
    for run in _RUN.finditer(roles):
        start, end = run.span()
        text = "\n".join(lines[start:end])
        if end < len(lines):
            text += "\n"
        if text:
            found.append(Segment(_ROLES[roles[start]], text))
    return tuple(found)


def _give_blank_lines_a_role(bare: list[str], roles: bytearray) -> None:
    """An empty line belongs to what stands above it; the first ones to what follows."""
    if roles.count(OWN) == len(roles):
        return
    blank = [i for i, line in enumerate(bare) if not line]
    for place, i in enumerate(blank):
        if i > place:
            roles[i] = roles[i - 1]
    first = next((i for i, line in enumerate(bare) if line), 0)
    roles[:first] = bytes([roles[first]]) * first


class _Quotes:
    """The pass that finds what is quoted."""

    def __init__(
        self,
        bare: list[str],
        roles: bytearray,
        boxes: tuple[Box, ...],
        points: frozenset[int],
        *,
        prompts: bool,
    ) -> None:
        self.bare = bare
        self.roles = roles
        self.boxes = {box.start: box.end for box in boxes}
        """The outermost of the boxes that begin in one line."""
        self.points = points
        self.limit = len(bare)
        """Where a quote ends that goes on to the end: the end of its box."""
        self.prompts = prompts

    def find(self, places: list[int]) -> None:
        """Give every quoted line its role; `places` are where a quote may begin."""
        bare = self.bare
        marked = bool(self.boxes or self.points)
        following = 0
        for i in places:
            if i < following or not (line := bare[i]):
                continue
            if i >= self.limit:
                self.limit = len(bare)
            if line[0] == ">":
                following = self.signed_lines(i)
            elif marked and self.boxes.get(i, 0) > i:
                following = self.box(i)
            elif i in self.points:
                following = self.open_end(self.rule_above(i), i)
            elif line[0] in RULES and is_original(line):
                following = self.original(i)
            elif line[0] in RULES and is_run_on_original(line):
                following = self.open_end(i, i)
            elif line[-1] in ":：" or label(line) in _OPENING:
                following = self.colon(i, line)
            elif ":" in line or "：" in line:
                continue
            elif line[0] == "|" or INITIALS.match(line):
                following = self.other_signs(i, line)

    def box(self, i: int) -> int:
        """A box of a program: what stands before its first `>` is quoted too."""
        end = self.limit = self.boxes.pop(i)
        first = next((k for k in range(i, end) if self.bare[k][:1] == ">"), end)
        if first - i > 8 or any(self.is_head(k) for k in range(i, first)):
            first = end
        return self.quote(i, first)

    def is_head(self, i: int) -> bool:
        """Does a line open a quote that goes on to the end?"""
        line = self.bare[i]
        return bool(line) and (is_original(line) or label(line) == "sender")

    def quote(self, start: int, end: int) -> int:
        """Give the lines their role; the next line to look at."""
        self.roles[start:end] = bytes([QUOTED]) * (end - start)
        return max(end, start + 1)

    def open_end(self, start: int, last: int) -> int:
        """A quote opens: to the end, unless `>` follows after its head."""
        follows = self.next_line(last)
        if follows < len(self.bare) and self.bare[follows][:1] == ">":
            return self.quote(start, follows)
        return self.quote(start, self.limit)

    def next_line(self, i: int) -> int:
        """The next line that is not empty."""
        i += 1
        while i < len(self.bare) and not self.bare[i]:
            i += 1
        return i

    def line_before(self, i: int, most: int = 3) -> int:
        """The line above that is not empty, at most `most` lines up; else -1."""
        for k in range(i - 1, max(-1, i - 1 - most), -1):
            if self.bare[k]:
                return k
        return -1

    # lines with a sign

    def signed_lines(self, i: int) -> int:
        """Lines that begin with `>`, and above them who wrote it."""
        bare, n, end = self.bare, len(self.bare), i + 1
        while end < n and bare[end][:1] == ">":
            end += 1
        if self.prompts and bare[i].startswith(">>>"):
            return end
        above = self.line_before(i, 1)
        if end == i + 1 and bare[i].startswith(">From ") and above >= 0:
            return end  # a mailbox file has put the sign there
        if i == 0 or self.roles[i - 1] != QUOTED:
            self.attribution_above(i)
        if end < n and is_wrapped_tail(
            bare[end - 1], bare[end], bare[end + 1 : end + 2]
        ):
            end += 1
        return self.quote(i, end)

    def attribution_above(self, i: int) -> None:
        """The line above a quote that says who wrote it, if it does."""
        last = self.line_before(i)
        if last < 0 or self.roles[last] == QUOTED:
            return
        start = self.attribution(last)
        if start < 0 and is_weak_attribution(self.bare[last]):
            start = last
        if start >= 0:
            self.quote(start, i)

    def other_signs(self, i: int, line: str) -> int:
        """Quotes with `| `, or with the name of who wrote it: `TY> `."""
        found = INITIALS.match(line)
        sign = found[0] if found else "|"
        end = i
        while end < len(self.bare) and self.bare[end].startswith(sign):
            end += 1
        self.attribution_above(i)
        said = self.line_before(i)
        if said >= 0 and self.roles[said] == QUOTED:
            return self.quote(i, end)
        if found and end - i > 1 and sign.lower() not in _PROMPTS:
            return self.quote(i, end)
        return end

    # lines with a colon

    def colon(self, i: int, line: str) -> int:
        """A label, an attribution, or just a colon."""
        if label(line) in _OPENING:
            start, last = self.header_block(i)
            if last >= 0:
                return self.open_end(start, last)
        if line[-1] in ":：":
            if line.lower().rstrip(":： ").startswith(BEGINS):
                return self.open_end(i, i)
            start = self.attribution(i)
            if start >= 0:
                follows = self.next_line(i)
                if follows < len(self.bare) and is_strong_attribution(
                    " ".join(self.bare[start : i + 1])
                ):
                    return self.open_end(start, i)
        return i + 1

    def attribution(self, last: int) -> int:
        """Where the attribution begins that ends in this line, else -1.

        Programs wrap it: `On Mon, 8 Jun 2026 at 10:15, Taro Yamada` /
        `<yamada@example.co.jp> wrote:`.
        """
        if not may_attribute(" ".join(self.bare[max(0, last - 3) : last + 1])):
            return -1
        joined, found = "", -1
        for start in range(last, max(-1, last - 4), -1):
            line = self.bare[start]
            if not line or self.roles[start] == QUOTED:
                break
            if joined and line[-1] in ":：":
                break
            joined = f"{line} {joined}" if joined else line
            if len(joined) > MAX_ATTRIBUTION:
                break
            if is_attribution(joined, line):
                found = start
                if STARTS.match(line):
                    break
        if found > 0 and _IN_MESSAGE.match(self.bare[found - 1]):
            return found - 1
        return found

    def original(self, i: int) -> int:
        """`-----Original Message-----` and its like."""
        start, last = i, i
        follows = self.next_line(i)
        if follows < len(self.bare):
            _, end = self.header_block(follows, after_rule=True)
            last = max(last, end)
        return self.open_end(start, last)

    def header_block(self, i: int, *, after_rule: bool = False) -> tuple[int, int]:
        """The block of labels at this line: where its quote begins, its last line.

        (i, -1) when it is none.
        """
        bare = self.bare
        kinds: dict[str, int] = {}
        last, gap, wrapped, labels, current = -1, 0, 0, 0, ""
        for k in range(i, min(len(bare), i + MAX_BLOCK)):
            line = bare[k]
            if not line:
                gap += 1
                if gap > 2:
                    break
                continue
            kind = label(line)
            if kind:
                labels += 1
                if (kind in kinds and kind not in ("cc", "other")) or (
                    labels > MAX_LABELS
                ):
                    break
                kinds[kind], last, current = k, k, kind
                gap = wrapped = 0
            else:
                wrapped += 1
                most = MAX_RECIPIENT_LINES if current in ("to", "cc") else 2
                if gap or wrapped > most or current == "":
                    break
        if len(kinds) < 2 and not after_rule:
            return i, -1
        start = self.block_start(i, kinds, last, after_rule=after_rule)
        return (start, last) if start >= 0 else (i, -1)

    def block_start(
        self, i: int, kinds: dict[str, int], last: int, *, after_rule: bool
    ) -> int:
        """Do these labels make a header block?  Where it begins, else -1."""
        if after_rule and "sender" in kinds:
            return i
        dated = self.dated_above(i)
        if "sender" not in kinds:
            if {"to", "subject"} <= kinds.keys() and dated >= 0:
                return dated
            return -1
        others = len(kinds.keys() & {"date", "to", "subject"})
        text = "\n".join(self.bare[i : last + 1])
        sure = "@" in text or ("subject" in kinds and TIME.search(text) is not None)
        if others >= 2 and (sure or "subject" in kinds):
            return self.rule_above(i)
        if "date" in kinds and sure and TIME.search(text):
            return self.rule_above(i)
        return -1

    def rule_above(self, i: int) -> int:
        """The rule that Outlook draws above a header block belongs to it.

        One that closes a signature does not: there is the same some lines above.
        """
        above = self.line_before(i)
        if above < 0 or len(self.bare[above]) < 5:
            return i
        line = self.bare[above]
        if is_original(line):
            return above
        if line.strip(DASHES) or line in self.bare[max(0, above - 15) : above]:
            return i
        return above

    def dated_above(self, i: int) -> int:
        """Name and date above a block of Notes: where it begins, else -1."""
        above = i
        for _ in range(4):
            above = self.line_before(above)
            if above < 0:
                return -1
            if _DATE_LINE.match(self.bare[above]):
                name = self.line_before(above, 1)
                on_one_line = len(self.bare[above]) > 28
                if name < 0 or on_one_line or len(self.bare[name]) > 80:
                    return above
                return name
        return -1
