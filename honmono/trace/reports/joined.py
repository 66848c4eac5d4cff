"""Reports of one and the same forged mail become one.

    To: tanaka@…, suzuki@…     tanaka and suzuki both report it
    order.eml, order-2.eml     forwarded in the text, and once more as an attachment

Two draws from a stolen mailbox say more than one, so a mail that counts twice makes a trace
too sure.  But a forger who sends one text to twenty people makes twenty draws: only what is
surely the same mail is joined, by its Message-ID; or, where one of the two lost that, by
the shown sender, the minute, the subject, and recipients that do not contradict.

It leaves alone: equal texts, and mails of one campaign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from honmono.mail.message.thread import subject as read_subject
from honmono.trace.forgery import Forgery, Path


def joined(forgeries: Iterable[Forgery]) -> tuple[Forgery, ...]:
    """Join what is surely one mail; the report that tells most stands for it."""
    kept: list[Forgery] = []
    places: dict[object, list[int]] = {}
    for one in forgeries:
        keys = _keys(one)
        near = dict.fromkeys(place for key in keys for place in places.get(key, ()))
        same = next((at for at in near if _are_same(kept[at], one)), None)
        if same is None:
            same = len(kept)
            kept.append(one)
        else:
            kept[same] = _both(kept[same], one)
        for key in keys:
            if same not in places.setdefault(key, []):
                places[key].append(same)
    return tuple(kept)


def _keys(one: Forgery) -> list[object]:
    """By what another report of it may be found."""
    keys: list[object] = [one.message_id] if one.message_id else []
    if one.date is not None:
        keys.append((one.date // 60, "".join(one.shown.lower().split())))
    return keys


def _are_same(one: Forgery, other: Forgery) -> bool:
    if one.message_id and other.message_id:
        return one.message_id == other.message_id and _agree(one, other)
    return (
        _agree(one, other)
        and read_subject(one.subject or "").base
        == read_subject(other.subject or "").base
        and _near(set(one.recipients), set(other.recipients))
    )


def _agree(one: Forgery, other: Forgery) -> bool:
    """Do address and time fit, as far as both tell them?"""
    if one.address and other.address and one.address != other.address:
        return False
    return one.date is None or other.date is None or one.date // 60 == other.date // 60


def _near(some: set[str], others: set[str]) -> bool:
    """Does one of them name nobody else than the other?"""
    return some <= others or others <= some


def _both(one: Forgery, other: Forgery) -> Forgery:
    best, rest = (other, one) if _told(other) > _told(one) else (one, other)
    return replace(
        best,
        recipients=tuple(dict.fromkeys((*best.recipients, *rest.recipients))),
        address=best.address or rest.address,
        references=best.references or rest.references,
        message_id=best.message_id or rest.message_id,
        quoted=best.quoted or rest.quoted,
        heads=best.heads or rest.heads,
        bare=best.bare if best.quoted else rest.bare,
        also=tuple(dict.fromkeys((*best.also, rest.source, *rest.also))),
    )


def _told(one: Forgery) -> tuple[bool, bool, int]:
    """How much a report tells: its header before all."""
    return one.path is not Path.UNKNOWN, bool(one.message_id), len(one.quoted)
