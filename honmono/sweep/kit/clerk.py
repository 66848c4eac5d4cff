"""The page for whoever sits at the PC: five steps, and what to do if something is found."""

from __future__ import annotations

from functools import partial

from honmono.sweep.kit import pictures
from honmono.sweep.kit.facts import KitFacts
from honmono.sweep.kit.pages import Page, Part
from honmono.text import say_at_length

_LONGEST = 500
"""Characters of a contact or an address."""


def words_of(kit: KitFacts, key: str, language: str) -> str:
    """One sentence, filled with what the kit says."""
    values = {
        "office": kit.office,
        "contact": kit.contact,
        "upload": kit.upload,
        "version": kit.emocheck,
        "until": f"{kit.until:%Y-%m-%d %H:%M}",
    }
    return say_at_length("sweep_kit", key, language, _LONGEST, values)


def clerk_page(kit: KitFacts, language: str) -> Page:
    """The whole page in one language."""

    def say(*keys: str) -> tuple[str, ...]:
        return tuple(words_of(kit, key, language) for key in keys)

    one = partial(words_of, kit, language=language)
    lead = say("clerk-lead", "clerk-reads-only", "clerk-contact", "clerk-until")
    return Page(
        title=one("clerk-title"),
        lead=lead,
        parts=(
            Part(
                one("before"),
                points=say("before-user", "before-rights", "before-open", "before-all"),
            ),
            Part(
                one("step-unpack"),
                say("step-unpack-how"),
                picture=pictures.unpack(*say("picture-zip", "picture-folder")),
                caption=one("picture-unpack"),
            ),
            Part(
                one("step-run"),
                say("step-run-how"),
                picture=pictures.menu("run-as-admin...", one("picture-entry")),
                caption=one("picture-menu"),
            ),
            Part(
                one("step-yes"),
                say("step-yes-how", "step-yes-blocked"),
                picture=pictures.yes(*say("picture-question", "picture-answer")),
                caption=one("picture-yes"),
            ),
            _results(kit, language),
            _found(kit, language),
            _hand_back(kit, language),
        ),
    )


def _results(kit: KitFacts, language: str) -> Part:
    one = partial(words_of, kit, language=language)
    ways = ("nothing", "found", "could-not", "collected")
    return Part(
        one("step-result"),
        points=tuple(one(f"step-result-{way}") for way in ways),
        picture=pictures.results(
            one("picture-nothing"), one("picture-hit"), one("picture-could-not")
        ),
        caption=one("picture-results"),
    )


def _found(kit: KitFacts, language: str) -> Part:
    one = partial(words_of, kit, language=language)
    steps = ("network", "power", "delete", "call", "password")
    return Part(
        one("found"),
        points=tuple(one(f"found-{step}") for step in steps),
        picture=pictures.found(
            one("picture-network"), one("picture-power"), one("picture-call")
        ),
        caption=one("picture-found"),
        urgent=True,
    )


def _hand_back(kit: KitFacts, language: str) -> Part:
    one = partial(words_of, kit, language=language)
    ways = (
        ("upload", "usb", "no-mail", "keep")
        if kit.upload
        else ("usb", "no-mail", "keep")
    )
    return Part(
        one("step-hand"),
        (one("step-hand-files"),),
        points=tuple(one(f"step-hand-{way}") for way in ways),
        picture=pictures.hand_back(
            one("picture-file"),
            one("picture-usb"),
            one("picture-upload") if kit.upload else "",
            one("picture-mail"),
        ),
        caption=one("picture-hand"),
    )
