"""Whose words are they?  Each case is a body; the margin says the role of each line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.mail.message.model import Role, Segment
from honmono.mail.message.quotes import MAX_LINES, split
from honmono.mail.message.text import html_to_text

FOLDER = Path(__file__).parent / "quotes"
LETTERS = {Role.OWN: "O", Role.QUOTED: "Q", Role.SIGNATURE: "S"}


class Case(NamedTuple):
    name: str
    roles: list[str]
    lines: list[str]


def cases(path: Path) -> Iterator[Case]:
    """Read `=== name` and lines of role, tab, text; a line of `=== !name` is a miss."""
    case = Case("", [], [])
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("=== "):
            if case.lines:
                yield case
            case = Case(f"{path.stem}: {line[4:]}", [], [])
        else:
            role, _, text = line.partition("\t")
            case.roles.append(role)
            case.lines.append(text)
    yield case


ALL = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path)]


def margins(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    """Role and text of every line."""
    return [
        (LETTERS[role], line)
        for role, text in segments
        for line in text.removesuffix("\n").split("\n")
    ]


def worded(roles: list[str], lines: list[str]) -> list[str]:
    """The lines that are not empty, each with its margin."""
    return [
        f"{r}\t{line}" for r, line in zip(roles, lines, strict=True) if line.strip()
    ]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(strict=True) if ": !" in case.name else (),
        )
        for case in ALL
    ],
)
def test_every_line_has_the_role_that_a_reader_sees(case: Case) -> None:
    found = margins(split("\n".join(case.lines)))

    assert worded([r for r, _ in found], [line for _, line in found]) == worded(
        case.roles, case.lines
    )


def test_there_are_cases_of_every_role() -> None:
    assert len(ALL) >= 60
    assert {role for case in ALL for role in case.roles if role} == {"O", "Q", "S"}


HTML = [
    (
        "gmail, answered above",
        (
            '<div>own</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Jun 8,'
            " 2026 at 10:15 AM Ken &lt;k@example.com&gt; wrote:</div><blockquote"
            ' class="gmail_quote">q</blockquote></div>'
        ),
        ["O own", "Q On Mon", "Q > q"],
    ),
    (
        "gmail, answered between",
        (
            '<div class="gmail_quote"><div class="gmail_attr">Ken said</div><blockquote>q'
            "</blockquote><div>own</div><blockquote>r</blockquote></div>"
        ),
        ["Q Ken said", "Q > q", "O own", "Q > r"],
    ),
    (
        "gmail forward, with the footer of a list",
        (
            '<div>own</div><div class="gmail_quote">---------- Forwarded message ---------'
            "<br>From: Ken &lt;k@example.com&gt;<br>Date: Mon, 8 Jun 2026 10:15<br>Subject:"
            " a<br>To: me<br><br>text</div><div>after</div>"
        ),
        [
            "O own",
            "Q ------",
            "Q From",
            "Q Date",
            "Q Subj",
            "Q To",
            "Q text",
            "O after",
        ],
    ),
    (
        "outlook on the web",
        (
            '<div>own</div><hr tabindex="-1"><div id="divRplyFwdMsg">From: Ken<br>Sent:'
            " Monday, June 8, 2026 10:15<br>To: me<br>Subject: a</div><div>text</div>"
        ),
        ["O own", "Q ____", "Q From", "Q Sent", "Q To", "Q Subj", "Q text"],
    ),
    (
        "outlook on the desktop, labels of no table",
        (
            "<p>own</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>"
            "Saatja: Ken</p></div><p>text</p>"
        ),
        ["O own", "Q Saatja", "Q text"],
    ),
    (
        "thunderbird, answered below",
        (
            '<div class="moz-cite-prefix">On 08/06/2026 10:15, Ken wrote:<br></div>'
            "<blockquote type=cite>q</blockquote><p>own</p>"
        ),
        ["Q On 08", "Q > q", "O own"],
    ),
    (
        "apple mail signature",
        (
            '<div>own</div><div id="AppleMailSignature">Ken</div><blockquote type=cite>'
            "<div>On 8 Jun 2026, at 10:15, Mia wrote:</div><div>q</div></blockquote>"
        ),
        ["O own", "S Ken", "Q > On", "Q > q"],
    ),
    (
        "words typed into the box of the signature",
        '<div>own</div><div id="Signature">'
        + "<div>more own words</div>" * 30
        + "</div>",
        ["O own", *["O more"] * 30],
    ),
    (
        "an empty point within a quote",
        '<blockquote>q<div id="appendonsend"></div></blockquote><p>own</p>',
        ["Q > q", "O own"],
    ),
]


@pytest.mark.parametrize(
    ("html", "lines"),
    [pytest.param(html, lines, id=name) for name, html, lines in HTML],
)
def test_marks_of_programs_are_believed(html: str, lines: list[str]) -> None:
    shown = html_to_text(html)

    found = [
        f"{r} {line}" for r, line in margins(split(shown.text, shown.marks)) if line
    ]

    assert len(found) == len(lines)
    assert all(a.startswith(b) for a, b in zip(found, lines, strict=True))


SIGNS = [
    "\n",
    "> ",
    "-- ",
    "From: a <a@b.c>",
    "Sent: 8 June 2026 10:15",
    "To: b",
    "Subject: c",
    "wrote:",
    "On 8 June 2026, Ken wrote:",
    "_" * 50,
    "-----Original Message-----",
    "差出人：",
    "TEL 03-5555-0100",
    "x",
    " ",
    "TY> ",
    "| ",
    "＞",
]


@given(
    st.lists(st.sampled_from(SIGNS), max_size=30).map("".join),
    st.lists(
        st.tuples(
            st.integers(0, 200), st.sampled_from(["quote", "signature", "point", "end"])
        ),
        max_size=6,
    ),
)
def test_the_stretches_joined_are_the_text(
    text: str, marks: list[tuple[int, str]]
) -> None:
    inside = tuple(sorted((min(offset, len(text)), kind) for offset, kind in marks))

    segments = split(text, inside)

    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@pytest.mark.parametrize(
    "line",
    [
        "",
        ">",
        "From: a",
        "cc: a",
        "On 8 June 2026, Ken wrote:",
        "_" * 50,
        "-----Original Message-----",
        "TY> a",
        "| a",
        "-- ",
        "x:",
        "TEL 03-5555-0100",
        "To: a\nSubject: b",
        "> a\nb wrote:",
        "1" * 300,
        "(" * 300,
    ],
)
def test_time_grows_with_the_lines_alone(line: str) -> None:
    text = f"{line}\n" * 20_000
    started = time.process_time()

    segments = split(text)

    assert time.process_time() - started < 10  # a quadratic pass takes hours
    assert "".join(segment.text for segment in segments) == text


@pytest.mark.parametrize("end", ["-----", "--", "Sent from my phone", "a:", "> b"])
def test_a_text_of_more_lines_than_are_looked_at_stays_whole(end: str) -> None:
    text = "word\n" * (MAX_LINES - 1) + f"{end}\n" * 60

    assert "".join(part for _, part in split(text)) == text
