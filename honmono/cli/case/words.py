"""What the commands print that help to type a record: kinds, examples, open questions.

spoof_mail_observed        不審なメール（なりすましメール）を確認
own-leak                   流出元は自組織（…）ですか。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from honmono.cli._core import stop
from honmono.cli.case._core import Door, shown
from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, tell
from honmono.incident.case.clocks.interview import AWARENESS, next_questions
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.kinds import VOCABULARIES, known
from honmono.tables import rows
from honmono.text import say

_HEAD: Final = 26
_MORE: Final = {
    "affected": ("groups", "data"),
    "commissions": ("systems",),
    "outside_reports": ("findings",),
}
"""Vocabularies of parts whose records have no `kind`."""


_VOCABULARIES: Final = (
    *VOCABULARIES.values(),
    *(one for more in _MORE.values() for one in more),
    "styles",
)


def show_kinds(door: Door, name: str) -> None:
    """Print the words of a part or vocabulary, and a record as somebody types it."""
    examples = {row[0]: row[1] for row in rows("record_examples.tsv")}
    names = list(dict.fromkeys((*examples, *_VOCABULARIES)))
    if not name:
        tell(door.say("kinds-of", names=", ".join(names)))
        return
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = near[0] if near else ", ".join(names)
        stop(door.say("no-kinds", name=shown(name), near=hint))
    own = (VOCABULARIES[name],) if name in VOCABULARIES else (name,)
    for vocabulary in _MORE.get(name, own):
        for word, meaning in _meanings(vocabulary, door.language):
            head = padded(word, _HEAD) + "  "
            tell(meaning, head=head, indent=columns(head))
    if name in examples:
        print(f"\nhonmono case add {name} '{examples[name]}' --case …")


def show_open_questions(door: Door, case: Path) -> None:
    """Print what the clocks ask, what decides most first, and how to answer."""
    incident = door.read(case)
    asks = next_questions(incident, door.as_of(incident))
    for ask in asks:
        head = padded(ask.question.code, _HEAD) + "  "
        question = ask.question.ja if door.language == "ja" else ask.question.en
        client = door.say("of-client", client=ask.client) if ask.client else ""
        tell(shown(question + client), head=head, indent=columns(head))
    if not asks:
        tell(door.say("no-questions"))
        return
    if asks[0].question == AWARENESS:
        tell(door.say("answer-awareness", file=case))
    tell(door.say("answer-how", file=case))


def _meanings(vocabulary: str, language: str) -> Iterator[tuple[str, str]]:
    if vocabulary == "replies":
        for code, one in standard().questions.items():
            yield code, one.ja if language == "ja" else one.en
    elif vocabulary in _VOCABULARIES:
        for word in known(vocabulary):
            yield word, say(f"kinds/{vocabulary}", word, language)
