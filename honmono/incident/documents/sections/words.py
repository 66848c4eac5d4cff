"""How sections speak: the catalogue of notices, kinds in words, what somebody wrote.

    event scan_all_pcs, scope "東京事務所", note "いずれも感染の検出なし"
    → パソコンの検査を実施（東京事務所：いずれも感染の検出なし）

What somebody wrote in one language only is shown as it is: a fact is never left out
because nobody has translated it.  Addresses of strangers in it are masked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from honmono.incident.case import Certainty, Record, Scope, Text
from honmono.incident.case.events import Event
from honmono.incident.case.kinds import known
from honmono.incident.documents._core import (
    Block,
    Items,
    Paragraph,
    Section,
    Sentence,
    sentences_of,
)
from honmono.incident.documents.brief import Brief, ids
from honmono.incident.documents.masking import masked
from honmono.incident.documents.naming import itself
from honmono.text import keys

CATALOGUE: Final = "documents/notice"
"""The sentences of notices."""


def say(brief: Brief, key: str, *facts: Record | str, **values: object) -> Sentence:
    """One sentence of the notices' catalogue; `{we}` is filled in every one."""
    we = itself(brief.incident.organization, brief.language)
    return brief.say(key, *facts, catalogue=CATALOGUE, we=we, **values)


def has(key: str) -> bool:
    """Is there such a sentence?"""
    return key in keys(CATALOGUE)


def section(
    brief: Brief,
    name: str,
    title: str,
    *blocks: Block,
    facts: Iterable[Record | str] = (),
) -> Section:
    """A part under a title of the catalogue.

    Args:
        brief: what is written from.
        name: of the part, as records of notices name it.
        title: key of its title.
        blocks: what stands in it.
        facts: records without which the title would be another, or none.

    """
    return Section(name, say(brief, title, *facts), blocks)


def listed(
    brief: Brief, intro: str, items: Iterable[Sentence], *facts: Record | str
) -> tuple[Block, ...]:
    """A sentence that leads in, and the list; nothing where the list is empty."""
    held = tuple(items)
    if not held:
        return ()
    carried = [*facts, *(name for item in held for name in item.facts)]
    return (paragraph(say(brief, intro, *carried)), Items(held))


def facts_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Every record that sentences of these blocks rest on."""
    said = (sentence for block in blocks for sentence in sentences_of(block))
    return ids(name for sentence in said for name in sentence.facts)


def paragraph(*sentences: Sentence) -> Paragraph:
    """Sentences that run on."""
    return Paragraph(sentences)


def told(brief: Brief, text: Text | None) -> str:
    """What somebody wrote, for outsiders: in the brief's language if there is one."""
    return masked(text.in_language(brief.language)) if text is not None else ""


def kind_or_text(
    brief: Brief, vocabulary: str, kinds: Iterable[str], text: Text | None
) -> str:
    """What somebody wrote; where that is in the other language, the kinds with it."""
    if text is not None and text.is_in(brief.language):
        return told(brief, text)
    words = [
        brief.kind(vocabulary, kind)
        for kind in kinds
        if kind != "other" and kind in known(vocabulary)
    ]
    if not words:
        return told(brief, text) or joined(brief, map(plain, kinds))
    return joined(brief, words) + in_brackets(brief, told(brief, text))


def kind_in_words(
    brief: Brief, vocabulary: str, kind: str, named: str | None = None
) -> str:
    """A kind as people say it; one that no table has, by the name that it was given."""
    if kind == "other" and named:
        return masked(plain(named))
    if kind in known(vocabulary):
        return brief.kind(vocabulary, kind)
    return plain(named or kind)


def plain(code: str) -> str:
    """`fax_sent` → `fax sent`."""
    return code.replace("_", " ")


def doubt(brief: Brief, record: Record) -> str:
    """A word where somebody holds it likely or possible, and not for a fact."""
    if record.certainty in (Certainty.LIKELY, Certainty.POSSIBLE):
        return say(brief, f"doubt-{record.certainty.value}").text
    return ""


def event_in_words(brief: Brief, event: Event) -> str:
    """What happened, where, what else is on record of it, and where it is not sure."""
    note = told(brief, event.note)
    unsure = doubt(brief, event)
    if event.kind == "other" and not event.named and note:
        where = scope_in_words(brief, event.scope)
        return note + in_brackets(brief, where, unsure)
    words = kind_in_words(brief, "events", event.kind, event.named)
    where = scope_in_words(brief, event.scope)
    if where and note:
        where, note = f"{where}{'：' if brief.language == 'ja' else ': '}{note}", ""
    return words + in_brackets(brief, where, note, unsure)


def day_in_words(brief: Brief, event: Event) -> str:
    """When it happened, in our words and in somebody's; empty where nobody knows."""
    when, said = brief.when(event.when), masked(event.said or "")
    return f"{when} {said}".strip()


def scope_in_words(brief: Brief, scope: Scope | None) -> str:
    """Which offices; clients and accounts are not for outsiders."""
    if scope is None:
        return ""
    names = [
        office.name.in_language(brief.language)
        for office in brief.incident.organization.offices
        if office.id in scope.offices
    ]
    return joined(brief, [*names, told(brief, scope.text)])


def joined(brief: Brief, parts: Iterable[str]) -> str:
    """Parts in a row, empty ones left out."""
    return ("、" if brief.language == "ja" else ", ").join(p for p in parts if p)


def in_brackets(brief: Brief, *parts: str) -> str:
    """Parts behind the words that they belong to; nothing where there are none."""
    held = [part for part in parts if part]
    if not held:
        return ""
    return (
        f"（{'、'.join(held)}）" if brief.language == "ja" else f" ({'; '.join(held)})"
    )
