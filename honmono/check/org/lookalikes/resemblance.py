"""By which trick does one domain resemble one name of ours, and how surely?

Each question below is one trick: it answers STRONG, WEAK or None for a domain and a
name.  STRONG is for what hardly any honest firm has by chance, so that a From with it
is forged even when nothing else is wrong.  WEAK is worth stating, and needs company.

What makes the difference, and why:

    drawn alike         nobody chooses `paypa1` or a Cyrillic `раураl`: STRONG.  `rn` for
                        m and l for i happen by chance in short names and in words
    our domain inside   `example.co.jp.attacker.net`: STRONG at any length, except below
                        hosts that write customers' domains in front of theirs
    our name + a word   `example-login`: STRONG; `example-mail`: unless the name is common;
                        `example-group`: for names that are long enough and not common
    another suffix      STRONG for distinct names alone: `ledger.net` is a stranger's;
                        and where there is no such suffix: forgers write `info@example`
    a slip              relative to the letters that say whose name it is: one letter
                        is much in `kita-denki`, and nothing in `nagisawa-keisoku3071`;
                        never STRONG when the result is another word or another
                        Japanese name: `nagasawa` is a surname, `nagiswa` is a slip

The figures stand in `benchmarks/lookalikes.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from honmono import tables
from honmono.check.org.lookalikes.hosts import Host, exists
from honmono.check.org.lookalikes.lures import LURES, beside
from honmono.check.org.lookalikes.own_name import (
    LONG,
    SHORT,
    OwnName,
    is_compound,
    is_country,
    is_generic,
    is_romaji,
    is_word,
    words_of,
)
from honmono.check.org.lookalikes.spelling import FAR, distance, drawn


class Trick(Enum):
    """How a domain resembles ours.  The order is the order of the questions."""

    HOMOGLYPH = "homoglyph"
    """Letters drawn alike, of this script or another: `examp1e`, `ехаmple`."""

    ACCENT = "accent"
    """`exämple`, `examplé`."""

    SUBDOMAIN = "subdomain"
    """Our domain or name in front of another's: `example.co.jp.attacker.net`."""

    TLD = "tld"
    HYPHEN = "hyphen"
    DOT = "dot"
    """A dot moved: `exa.mple.co.jp`, `example-co.jp`."""

    WORD = "word"
    """Our name with words beside it: `example-login`, `secureexample`."""

    ORDER = "order"
    """Our words in another order, doubled, left out or replaced."""

    TYPO = "typo"


class Strength(Enum):
    """How much a resemblance says alone."""

    STRONG = "strong"
    """By chance in fewer than one of 100,000 honest domains."""

    WEAK = "weak"
    """Honest firms have such names too."""


class Resemblance(NamedTuple):
    """What one question found."""

    trick: Trick
    strength: Strength
    ours: str = ""
    """Which of our domains stands in it, where the whole of one does."""


Answer = Resemblance | None

MAX_LABELS: Final = 8
"""Labels and words of a label that are put together; `mail.a.b.co.jp` has 3 of them."""

SLIP_STRONG: Final = 0.09
SLIP_WEAK: Final = 0.17
"""Distance allowed for each letter that says whose name it is: two letters changed
round (0.4) from 6 letters, a key beside (0.6) from 7, a letter less (0.75) or another
vowel (0.8) from 9, any letter (1.0) from 12."""

_OTHER_SUFFIX: Final = 0.5
_OTHER_HYPHENS: Final = 0.3
_WORD_BESIDE: Final = 0.3
"""What a second change beside a slip adds to its distance."""

_CUSTOMER_HOSTS: Final = tuple(
    f".{host}" for host, _ in tables.rows("customer_hosts.tsv")
)
_MAIL_HOST: Final = re.compile(
    "(?:(?:e?mail|smtp|mx|www?|webmail|web|info|news)[0-9]?)"
)


def _answer(trick: Trick, strong: bool, ours: str = "") -> Resemblance:
    return Resemblance(trick, Strength.STRONG if strong else Strength.WEAK, ours)


def resemblances(name: OwnName, host: Host) -> Iterator[Resemblance]:
    """Ask every question."""
    for question in _QUESTIONS:
        if found := question(name, host):
            yield found


# --- the same letters


def _same_letters(name: OwnName, host: Host) -> Answer:
    """Ask for `examp1e.co.jp`, `ex-ample.co.jp`, `example.com`."""
    compact = host.label.replace("-", "")
    if drawn(compact) != name.drawn:
        return None
    same_suffix = host.suffix in name.domains
    if host.label_shown.replace("-", "") != name.shown.replace("-", ""):
        return _drawn_alike(name, host, same_suffix=same_suffix)
    if host.label == name.label:
        return None if same_suffix else _other_suffix(name, host)
    if host.label.replace("--", "-") == name.label and same_suffix:
        return _answer(Trick.HYPHEN, strong=name.size >= 3)
    words = all(map(is_word, host.label.split("-")))
    least = SHORT - 1 if same_suffix else SHORT
    strong = name.size >= least and not name.common and not words
    return _answer(Trick.HYPHEN, strong and (same_suffix or name.distinct))


def _drawn_alike(name: OwnName, host: Host, *, same_suffix: bool) -> Answer:
    """Ask what kind of letters stand for ours; the most harmless decides."""
    rare = name.size >= SHORT and not name.common
    if _has_accent(host.label_shown, name.shown):
        # Whoever puts a mark on a letter under our own suffix has read our name.
        near = same_suffix and name.size >= SHORT - 1 and not name.common
        return _answer(Trick.ACCENT, rare or near)
    theirs = host.label.replace("-", "")
    pairs = zip(theirs, name.compact, strict=False)
    sure = len(theirs) == len(name.compact) and all(
        a == b or a.isdigit() != b.isdigit() for a, b in pairs
    )
    if name.size < (3 if same_suffix else SHORT - 1):
        return None
    if sure:
        return _answer(Trick.HOMOGLYPH, same_suffix or name.size >= SHORT)
    strong = name.size >= SHORT and not is_word(theirs) and not _other_words(name, host)
    return _answer(Trick.HOMOGLYPH, strong and (same_suffix or rare))


def _other_words(name: OwnName, host: Host) -> bool:
    """Is every word that differs an everyday one, as `dean` is for `clean`?"""
    theirs = words_of(host.label)
    differing = [word for word in theirs if word not in name.words]
    return len(theirs) == len(name.words) and all(map(is_word, differing))


def _has_accent(shown: str, ours: str) -> bool:
    """Is there a Latin letter with a mark that ours does not have?"""
    return any(
        letter not in ours and unicodedata.normalize("NFD", letter)[0].isascii()
        for letter in shown
        if not letter.isascii()
    )


def _other_suffix(name: OwnName, host: Host) -> Answer:
    """Ask for our label elsewhere.  Sisters abroad of international firms are honest."""
    if name.size < 3:
        return None
    if not exists(host.domain):
        # `example.comThen` is our own address with the next word of a text glued to it.
        glued = any(map(host.suffix.startswith, name.domains))
        strong = name.size >= SHORT and not name.common and not glued
        return _answer(Trick.TLD, strong)
    if any(_drawn_into(host.suffix, own) for own in name.domains):
        return _answer(Trick.TLD, name.size >= SHORT + 2 and not name.common)
    # With a number in it even a sister's name was copied, and she would be in the file.
    abroad = name.international and is_country(host.suffix)
    sister = abroad and not name.numbered
    return _answer(Trick.TLD, name.distinct and not sister)


def _drawn_into(suffix: str, own: str) -> bool:
    """Is it `co` or `c0.jp` for `co.jp`, `cm` for `com`?  `com` is everybody's."""
    if suffix in ("com", "net", "org", "jp"):
        return False
    return own.startswith(suffix + ".") or distance(own, suffix, 1.0) < 1.0


# --- our name with something beside it


def _words_beside(name: OwnName, host: Host) -> Answer:
    """Ask for `example-login.net`, `myexample.jp`."""
    words = beside(name, host.label)
    if words is None:
        return None
    hyphened, kind = words
    if kind == "unknown":
        rare = name.size >= SHORT and not name.common
        return _answer(Trick.WORD, strong=False) if rare else None
    if kind == "address":
        strong = name.size >= 3 and (hyphened or not name.common)
    elif kind == "number":
        if name.size < SHORT or name.common:
            return None
        strong = name.distinct
    elif hyphened:
        strong = {
            "desk": name.size >= (5 if is_word(name.label) else 3),
            "post": name.size >= 3 and not name.common,
            "branch": name.size >= SHORT and not name.common,
        }[kind]
    else:
        least = SHORT + 2 if kind == "branch" else SHORT
        strong = name.size >= least and not name.common
    return _answer(Trick.WORD, strong)


# --- our name in front of another domain


def _in_front(name: OwnName, host: Host) -> Answer:
    """Ask for `example.co.jp.attacker.net`, `mail.example.attacker.net`."""
    customer = f".{host.domain}".endswith(_CUSTOMER_HOSTS)
    front = ".".join((*host.before, host.label))
    dotted = f".{drawn(front)}."
    hyphened = "-" + dotted[1:-1].replace(".", "-") + "-"
    for suffix, domain in name.domains.items():
        own = drawn(f"{name.label}.{suffix}")
        if f".{own}." in dotted:
            strong = name.size >= 3 and not customer
            return _answer(Trick.SUBDOMAIN, strong, domain)
        if f"-{own.replace('.', '-')}-" in hyphened and name.size >= 3:
            strong = "." in suffix or suffix in ("com", "net", "org") or name.distinct
            return _answer(Trick.SUBDOMAIN, strong and not customer, domain)
    if name.size < SHORT or name.common:
        return None
    for place, label in enumerate(host.before):
        if drawn(label.replace("-", "")) == name.drawn:
            inside = place > 0 and all(map(_MAIL_HOST.fullmatch, host.before[:place]))
            return _answer(Trick.SUBDOMAIN, name.distinct and inside and not customer)
        if len(label) <= 2 * len(name.drawn) and (words := beside(name, label)):
            apart, kind = words
            if apart and kind in ("desk", "post", "address"):
                sure = kind != "post" or name.distinct
                return _answer(Trick.SUBDOMAIN, sure and not customer)
    return None


def _dots_moved(name: OwnName, host: Host) -> Answer:
    """Ask for `exa.mple.co.jp`, `example-co.jp`, `exampleco.jp`."""
    rare = name.size >= SHORT and not name.common
    labels = (*host.before, host.label)[-MAX_LABELS:]
    joined = host.label.replace("-", "")
    for label in reversed(labels[:-1]):
        joined = label.replace("-", "") + joined
        if drawn(joined) == name.drawn:
            kept = host.suffix in name.domains or name.distinct
            return _answer(Trick.DOT, name.size >= SHORT + 2 and kept and rare)
        if len(joined) > 2 * len(name.drawn):
            break
    whole = drawn(host.read.replace("-", "").replace(".", ""))
    for suffix in name.domains:
        own = name.drawn + drawn(suffix.replace(".", ""))
        if whole == own and host.suffix != suffix:
            return _answer(Trick.DOT, rare) if name.size >= 3 else None
    return None


# --- our words


def _order(name: OwnName, host: Host) -> Answer:
    """Ask for `keisoku-nagisawa`, `nagisawa-nagisawa-keisoku`, `nagisawa-support`."""
    letters = drawn(host.label.replace("-", ""))
    known = host.suffix in name.domains or name.distinct
    if letters in name.doubled:
        return _answer(Trick.ORDER, name.size >= SHORT and not name.common and known)
    if letters in name.reordered:
        return _answer(Trick.ORDER, name.size >= LONG and not name.common and known)
    if letters in name.shortened and known:
        return _answer(Trick.ORDER, strong=False)
    return _answer(Trick.ORDER, strong=False) if _replaced(name, host) else None


def _replaced(name: OwnName, host: Host) -> bool:
    """Is one of our words replaced by one of the table, the rare ones kept?"""
    words = words_of(host.label)
    if len(words) != len(name.words) or len(words) < 2 or len(words) > MAX_LABELS:
        return False
    differing = [i for i, word in enumerate(words) if word != name.words[i]]
    if len(differing) != 1 or words[differing[0]] not in LURES:
        return False
    kept = [word for i, word in enumerate(words) if i != differing[0]]
    return sum(len(word) for word in kept if not is_generic(word)) >= SHORT


# --- slips


def _slip(name: OwnName, host: Host) -> Answer:
    """Ask for `nagiswa-keisoku`, also with a word beside it."""
    if name.size < SHORT - 1:
        return None
    extra = 0.0 if host.suffix in name.domains else _OTHER_SUFFIX
    found = _slipped(name, host.label, extra)
    parts = host.label.split("-")
    if found is None and 1 < len(parts) <= MAX_LABELS:
        for kept, word in ((parts[1:], parts[0]), (parts[:-1], parts[-1])):
            if word in LURES:
                found = found or _slipped(name, "-".join(kept), extra + _WORD_BESIDE)
    return found


def _slipped(name: OwnName, label: str, extra: float) -> Answer:
    """Measure one label against our name."""
    theirs = label.replace("-", "")
    if label.count("-") != name.label.count("-"):
        extra += _OTHER_HYPHENS
    far = distance(name.compact, theirs, name.size * SLIP_WEAK)
    if far == FAR or far == 0 or far + extra > name.size * SLIP_WEAK:
        return None
    ours, others = name.words, words_of(label)
    if len(ours) != len(others):
        ours, others = (name.compact,), (theirs,)
    pairs = [(a, b) for a, b in zip(ours, others, strict=True) if a != b]
    telling = sum(
        len(a) for a, b in zip(ours, others, strict=True) if a != b or not is_generic(a)
    )
    if far + extra > telling * SLIP_WEAK:
        return None
    strong = far + extra <= telling * SLIP_STRONG and telling >= SHORT
    numbered = any(
        len(a) > 2 and a.isdigit() and a == b for a, b in zip(ours, others, strict=True)
    )
    if not numbered and any(_another_name(a, b) for a, b in pairs):
        strong = False
    return _answer(Trick.TYPO, strong)


def _another_name(ours: str, theirs: str) -> bool:
    """Is the changed word a word of its own, one that another firm may have?"""
    if theirs == ours + "s" or ours == theirs + "s":
        return True
    if is_word(theirs) or is_compound(theirs):
        return True
    if ours.isdigit() and theirs.isdigit():
        return sorted(ours) != sorted(theirs)
    return is_romaji(theirs) and is_romaji(ours)


_QUESTIONS: Final[tuple[Callable[[OwnName, Host], Answer], ...]] = (
    _same_letters,
    _in_front,
    _dots_moved,
    _words_beside,
    _order,
    _slip,
)
