"""The one matcher of our signature block: do some lines present one of us as the writer?

    ━━━━━━━━━━━━━━━━━━━━
    例示株式会社　営業部
    山田 太郎
    〒100-0000 千代田区例示町１丁目２番３号
    TEL 03-5555-0100　https://www.example.co.jp/
    ━━━━━━━━━━━━━━━━━━━━

A block is ours when our organization or one of our people stands in it beside contacts
of ours: phone, postal address, mail or web address, each in any notation.

It leaves alone, because they name us and do not present us as the writer: the address of
a letter to us (`山田様`, `御中`), delivery and billing addresses, fields of a form, guests
and speakers, lists of several firms or people, articles about us, sentences, and a
namesake's block with another firm's contacts.  A block of ours beside another firm's own
block may be quoted with its marks lost, or handed on: it says so, and is no signature.
Who sent the mail is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, NamedTuple

from honmono.check.org.card.blocks import Block, runs, windows
from honmono.check.org.card.lines import (
    MAX_HEAD,
    MAX_TAIL,
    Line,
    Look,
    Role,
    continues,
    read,
    speaks_of_others,
)
from honmono.check.org.card.needles import Needles
from honmono.check.org.card.parts import CardParts, ItemKind, Parts
from honmono.check.org.card.plain import visible
from honmono.check.org.model import Organization, Person
from honmono.check.org.names.book import NameBook
from honmono.mail.message import Body

__all__ = ["Card", "CardBook", "CardStrength", "Item", "ItemKind"]

MAX_CARD: Final = 20
"""Lines of one card, blank lines not counted; cards with a notice below have 12."""

MAX_ABOVE: Final = 6
"""Lines of a longer paragraph that are taken from above the first contact of ours."""

MAX_TRIED: Final = 40
"""Blocks that are looked at in one text; the last ones go first."""

MAX_PHONE_LINES: Final = 5
"""Lines with phone numbers in one card; more make a list."""

MAX_REFERENCE: Final = 3
"""Lines of date, reference and subject between the address of a letter and `Dear`."""

MAX_SIGNED: Final = 5
"""Lines of name, title, department and firm under a letter, without any contact."""

MIN_IN_ONE_LINE: Final = 3
"""Of name, firm and kinds of contacts in a card of one line."""

MAX_PEOPLE: Final = 2
"""Of ours in one card: who writes, and who stands in for them."""


class CardStrength(Enum):
    """How much of us a block shows."""

    FULL = "full"
    """Two kinds of contacts of ours and a name: whoever shows it says they are us."""

    PARTIAL = "partial"
    """One kind, or our name and firm above contacts that the file does not know."""

    CITED = "cited"
    """The text says that it cites or asks, or another firm signs below: no signature."""

    QUOTED = "quoted"
    """Another firm signs above: it may be quoted, with its marks lost."""


class Item(NamedTuple):
    """Something of ours in a block."""

    kind: ItemKind
    shown: str


@dataclass(frozen=True, slots=True)
class Card:
    """A block that presents somebody of us as the writer."""

    person: Person | None
    organization: bool
    items: tuple[Item, ...]
    """What of ours stands in it, from the top."""

    first: int
    last: int
    """Its first and last line, as places in the lines that were given."""

    strength: CardStrength


_CONTACTS: Final = frozenset(
    (ItemKind.PHONE, ItemKind.POSTAL, ItemKind.MAIL, ItemKind.URL)
)
_FIRM: Final = frozenset((ItemKind.PHONE, ItemKind.POSTAL))
"""Contacts that a name alone makes a card with; anybody may link to our pages."""


class CardBook:
    """Every way to write our contacts.  Built once, then only read."""

    def __init__(self, org: Organization, names: NameBook) -> None:
        """Make the patterns; `names` is the matcher of names of the same `org`."""
        self._parts = CardParts(org, names)
        self._needles = Needles(self._parts.needles())
        self._without_contacts = not (org.phones or org.addresses)

    def may_hold(self, rough: str) -> bool:
        """Could a text hold our block?  Where this is False, `find` finds nothing."""
        return self._needles.stand_in(rough)

    def may_stand_in(self, body: Body) -> bool:
        """Could a reader see our block in a body?"""
        return self._needles.may_stand_in(body)

    def find(self, lines: Sequence[str]) -> Card | None:
        """Find the block of ours that shows most; of two alike, the last.

        Args:
            lines: somebody's own words and signature, without what they quote.  The
                first `MAX_HEAD` and the last `MAX_TAIL` are looked at.

        """
        offset = 0
        if len(lines) > MAX_HEAD + MAX_TAIL:
            offset = len(lines) - MAX_TAIL - MAX_HEAD
            lines = [*lines[:MAX_HEAD], *lines[-MAX_TAIL:]]
        if not self._needles.stand_in(
            "\n".join(visible(line[:1000]) for line in lines)
        ):
            return None
        card = _Search(self, read(list(lines))).best()
        if card is None or not offset:
            return card
        first, last = (at + offset * (at >= MAX_HEAD) for at in (card.first, card.last))
        return replace(card, first=first, last=last)


class _Search:
    """One look for a card in the lines of one text."""

    def __init__(self, book: CardBook, lines: list[Line]) -> None:
        self._lines = lines
        self._parts = book._parts.of(lines)
        self._without_contacts = book._without_contacts

    def best(self) -> Card | None:
        """Find the strongest card, later ones first."""
        best: Card | None = None
        tried = 0
        for run in reversed(list(runs(self._lines))):
            for at in reversed(range(len(run))):
                if not self._parts.may_be_ours(run[at]):
                    continue
                tried += 1
                if tried > MAX_TRIED:
                    return best
                card = self._card_at(run, at)
                if card and (best is None or _rank(card) > _rank(best)):
                    best = card
            if best and best.strength is CardStrength.FULL:
                break
        return best

    def _card_at(self, run: list[Block], at: int) -> Card | None:
        """Judge a paragraph, alone and with its neighbours."""
        found: Card | None = None
        for low, high in windows(at, len(run)):
            block = self._cut(tuple(i for para in run[low:high] for i in para))
            if len(block) > MAX_CARD:
                continue
            card = self._judge(block)
            if card and (found is None or _rank(card) > _rank(found)):
                above, below = run[max(0, low - 1) : low], run[high : high + 1]
                others = any(map(self._parts.is_anothers_card, above + below))
                signed = any(map(self._parts.names_another_firm, below))
                if not others and not signed:
                    found = card
        if not found or self._is_announced(found) or self._is_returned(found):
            return None
        if self._is_below_another(found):
            return replace(found, strength=CardStrength.QUOTED)
        if self._may_be_cited(found):
            return replace(found, strength=CardStrength.CITED)
        return found

    def _cut(self, block: Block) -> Block:
        """Take a card's length out of a longer block, around the first contact."""
        if len(block) <= MAX_CARD:
            return block
        ours = (n for n, i in enumerate(block) if self._parts.has_contact_of_ours(i))
        low = max(0, next(ours, len(block)) - MAX_ABOVE)
        return block[low : low + MAX_CARD]

    def _judge(self, block: Block) -> Card | None:
        """Do these lines present one of us?"""
        parts = self._parts.together(block)
        if self._follows_our_recipient(block[0]):
            return None
        strength = self._strength(parts, block)
        if strength is None:
            return None
        asks = any(self._lines[i].role is Role.ENQUIRY for i in block)
        if asks or self._heads_a_text(block):
            strength = CardStrength.PARTIAL
        return Card(
            person=parts.people[0] if parts.people else None,
            organization=parts.organization,
            items=tuple(Item(kind, shown) for kind, shown in parts.items),
            first=block[0],
            last=block[-1],
            strength=strength,
        )

    def _strength(self, parts: Parts, block: Block) -> CardStrength | None:
        """Weigh what is ours in a block against what is not."""
        kinds = {kind for kind, _ in parts.items}
        contacts = kinds & _CONTACTS
        if not parts.people and not parts.organization:
            return None
        if self._is_list(parts) or parts.trader or parts.labelled:
            return None
        shows = len(contacts) + parts.organization + bool(parts.people)
        if len(block) == 1 and shows < MIN_IN_ONE_LINE:
            return None
        if parts.foreign_firms and (
            len(contacts) < 2 or parts.foreign_domains or parts.foreign_phones
        ):
            return None
        if parts.foreign_domains and not contacts & _FIRM:
            return self._unknown(parts, kinds, block)
        if contacts & _FIRM and len(contacts) > 1:
            return CardStrength.PARTIAL if parts.foreign_firms else CardStrength.FULL
        if contacts & _FIRM:
            return CardStrength.PARTIAL
        if len(contacts) > 1:
            return CardStrength.FULL if parts.people else CardStrength.PARTIAL
        if ItemKind.MAIL in contacts and parts.people:
            return CardStrength.PARTIAL
        if ItemKind.URL in contacts and parts.people and parts.organization:
            return CardStrength.PARTIAL
        reachable = parts.foreign_phones or parts.postal_lines
        if ItemKind.MAIL in contacts and parts.whole_organization and reachable:
            return CardStrength.PARTIAL
        return self._unknown(parts, kinds, block)

    def _follows_our_recipient(self, first: int) -> bool:
        """Is somebody of ours addressed in the line above: `予約者 山田太郎様`?"""
        above = self._lines[first - 1] if first else None
        return (
            above is not None
            and above.role is Role.ADDRESSED
            and self._parts.name(first - 1) is not None
        )

    def _heads_a_text(self, block: Block) -> bool:
        """Does a text follow with nothing above, as under a recipient's address?"""
        above, below = self._lines[: block[0]], self._lines[block[-1] + 1 :]
        empty = (Look.BLANK, Look.RULE)
        return all(line.look in empty for line in above) and any(
            line.look is Look.PROSE for line in below
        )

    def _is_list(self, parts: Parts) -> bool:
        """Are there more people, firms or numbers than one card has?"""
        return (
            len(parts.people) > MAX_PEOPLE
            or parts.owners > 1
            or parts.foreign_firms > 1
            or len(parts.foreign_domains) > 1
            or parts.entries > 1
            or parts.phone_lines > MAX_PHONE_LINES
        )

    def _unknown(
        self, parts: Parts, kinds: set[ItemKind], block: Block
    ) -> CardStrength | None:
        """Weigh our name and firm without a contact of ours.

        A forger may put a number of his own there, or none at all.  Then every line has
        to be one that cards have, and the letter has to end with them.
        """
        named = parts.whole_person and parts.whole_organization
        if not named or parts.unexplained or parts.foreign_firms:
            return None
        titled = kinds & {ItemKind.TITLE, ItemKind.DEPARTMENT}
        contact = parts.foreign_phones or parts.foreign_domains or parts.postal_lines
        signs = 1 < len(block) <= MAX_SIGNED and self._signs(block)
        if contact or signs or (titled and self._without_contacts):
            return CardStrength.PARTIAL
        return None

    def _signs(self, block: Block) -> bool:
        """Does the letter end here, or stand these lines under the sign of a signature?"""
        rest = self._lines[block[-1] + 1 :]
        if all(line.look in (Look.BLANK, Look.RULE) for line in rest):
            return block[0] > 0
        above = self._lines[block[0] - 1] if block[0] else None
        return above is not None and above.text == "--"

    def _is_announced(self, card: Card) -> bool:
        """Is it somebody's address that the text around it speaks of?"""
        above, gap = self._neighbour(card.first, -1)
        below, gap_below = self._neighbour(card.last, +1)
        if above and above.look is Look.PROSE:
            if above.role is Role.HANDING_ON and gap <= 1:
                return True
            if above.open_end and (not gap or above.text.endswith(":")):
                return True
        elif above and above.open_end:
            return True
        if above and above.label_only:
            return True
        if not below:
            return False
        if not gap_below and continues(below):
            return True
        opens = below.role is Role.ADDRESSED or self._letter_opens_below(card.last)
        return opens and not self._somebody_is_addressed(card.first)

    def _letter_opens_below(self, at: int) -> bool:
        """Does the letter begin here, perhaps behind its date and subject?"""
        seen = 0
        for line in self._lines[at + 1 :]:
            if line.role is Role.OPENING:
                return True
            if line.look is Look.PROSE or seen > MAX_REFERENCE:
                return False
            seen += line.look is Look.CARD
        return False

    def _neighbour(self, at: int, step: int) -> tuple[Line | None, int]:
        """Find the next line that is not blank, and how many are between."""
        gap = 0
        at += step
        while 0 <= at < len(self._lines):
            line = self._lines[at]
            if line.look not in (Look.BLANK, Look.RULE):
                return line, gap
            gap += 1
            at += step
        return None, gap

    def _somebody_is_addressed(self, before: int) -> bool:
        """Does a recipient stand apart above, so that this is a letterhead?"""
        roles = (line.role for line in self._lines[: max(0, before - 1)])
        return any(role is Role.ADDRESSED for role in roles)

    def _may_be_cited(self, card: Card) -> bool:
        """Does the text say that it cites others, or does another firm sign below?

        Then it is ours, and may be shown by an honest stranger: a form that answers
        with what was sent, somebody who asks whether it is ours or hands it on.
        """
        if any(map(speaks_of_others, self._lines[: card.first])):
            return True
        return any(
            self._parts.is_anothers_card(para)
            for run in runs(self._lines)
            for para in run
            if para[0] > card.last
        )

    def _is_returned(self, card: Card) -> bool:
        """Did a mail server return what stands here?"""
        return any(line.role is Role.RETURNED for line in self._lines[: card.first])

    def _is_below_another(self, card: Card) -> bool:
        """Did somebody else sign above?"""
        above = self._lines[: card.first]
        return any(
            self._parts.is_anothers_card(para) for run in runs(above) for para in run
        )


_STRENGTHS: Final = tuple(CardStrength)


def _rank(card: Card) -> tuple[int, bool, int]:
    """Order cards by what they show."""
    return (
        -_STRENGTHS.index(card.strength),
        card.person is not None,
        len({item.kind for item in card.items}),
    )
