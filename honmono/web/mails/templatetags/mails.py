"""Words of answers, kinds and hazards in templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context

from honmono.text import keys, say
from honmono.web.base.context import language
from honmono.web.cases.models import Case, Original
from honmono.web.mails.harmless import defanged, in_one_line
from honmono.web.mails.page import BADGES, hazards_in_words, in_words
from honmono.web.mails.selectors import KINDS, OF_MAIL, not_judged, upload_of

register = template.Library()


@register.filter
def badge(answer: str) -> str:
    """The look of an answer; only what is proved to be ours looks good."""
    return {str(key): value for key, value in BADGES.items()}.get(answer, "unknown")


@register.filter
def answered(answer: str) -> str:
    """`forged` → 偽物."""
    return say("cli", f"answer-{answer}", language())


@register.filter
def meaning(answer: str) -> str:
    """What an answer means, in one sentence."""
    return say("cli", f"meaning-{answer}", language())


@register.filter
def hazards(codes: str) -> list[str]:
    """` macro script ` → what a clerk calls them."""
    return hazards_in_words(codes)


@register.filter
def kinds(codes: str) -> list[str]:
    """How it shows itself as us, in words."""
    return [
        say("web/mails", f"kind-{code}", language()) if code in KINDS else code
        for code in codes.split()
    ]


@register.filter
def defect(code: str) -> str:
    """A defect in words where there are some, else its name."""
    key = f"defect-{code}"
    return say("web/mails", key, language()) if key in keys("web/mails") else code


@register.filter
def columns(answers: str) -> list[str]:
    """The columns of a table: `"forged ours"|columns`."""
    return answers.split()


@register.simple_tag
def seen(value: object) -> str:
    """What a mail says, harmless and in one line."""
    return defanged(in_one_line(str(value), 300))


@register.inclusion_tag("mails/as_mails.html", takes_context=True)
def judge_as_mails(context: Context, case: Case) -> dict[str, Any]:
    """The button that judges all evidence as mails; nothing where there is none."""
    waiting = not_judged(case).count()
    return _within(context, {"waiting": waiting, "sha256": "", "known": None})


@register.inclusion_tag("mails/as_mails.html", takes_context=True)
def judge_as_mail(context: Context, case: Case, one: Original) -> dict[str, Any]:
    """The same for one file, or where its answers stand."""
    known = upload_of(case, one.sha256)
    waits = known is None and one.kind in OF_MAIL
    shown = {"waiting": int(waits), "sha256": one.sha256, "known": known}
    return _within(context, shown)


def _within(context: Context, shown: dict[str, Any]) -> dict[str, Any]:
    page: dict[Any, Any] = context.flatten()
    return {**page, **shown}


@register.filter
def parts(codes: Iterable[str]) -> str:
    """What an answer rests on, in words."""
    return in_words(codes)


@register.filter
def of(numbers: dict[int, int], key: int) -> int:
    """`{{ found|of:upload.pk }}`: 0 where there is none."""
    return numbers.get(key, 0)
