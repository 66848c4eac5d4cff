"""Could a subject stand over anybody's mail?

    Payment notice · ご請求書の件 · Re: 伊藤 裕子    yes: by whoever has no mail of ours
    【金型】議事録 No.9245 · Mgt Rep Ltr             no: out of somebody's mailbox

Thieves without mail, and strays, write such subjects or put the reader's name there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final
from unicodedata import normalize

from honmono.mail.message.thread import subject as subject_of
from honmono.tables import rows

MAX_SUBJECT: Final = 200
"""Letters that are looked at; nobody writes a longer one of everyday words."""

_LATIN: Final = re.compile(r"[a-z]+")
_NO_LETTER: Final = re.compile(r"[\W\d_]+")


def is_everyday(text: str, names: Collection[str]) -> bool:
    """Stands nothing but everyday words and these people's names in a subject?"""
    base = subject_of(text).base
    while (inner := subject_of(base).base) != base:
        base = inner
    plain = normalize("NFKC", base).casefold()
    if len(plain) > MAX_SUBJECT:
        return False
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(normalize("NFKC", name).casefold(), " ")
    words, others = _words()
    plain = _LATIN.sub(lambda match: "" if match[0] in words else match[0], plain)
    plain = _NO_LETTER.sub(" ", plain)
    return not others.sub("", plain).strip()


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Latin words, and a pattern of all others, the longest first."""
    words = {row[0] for row in rows("everyday_subjects.tsv")}
    latin = frozenset(word for word in words if word.isascii())
    others = sorted(words - latin, key=len, reverse=True)
    return latin, re.compile("|".join(map(re.escape, others)))
