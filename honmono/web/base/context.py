"""What every page knows: language, menu, the incident it is about."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import get_language

from honmono import __version__
from honmono.text import say
from honmono.web.base.navigation import OF_A_CASE, OF_THE_DESK, Item, address_of

HTMX: Final = (
    '{"allowEval":false,"includeIndicatorStyles":false,"allowScriptTags":false,'
    '"selfRequestsOnly":true,"historyCacheSize":0}'
)
"""Nothing of a page is run, and no page with personal data is kept by the browser."""


def language() -> str:
    """`ja` or `en`: the language of the page that is being made."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def page(request: HttpRequest) -> dict[str, Any]:
    """Values of every template."""
    case = getattr(request, "case", None)
    return {
        "language": language(),
        "other_language": "ja" if language() == "en" else "en",
        "version": __version__,
        "htmx_config": HTMX,
        "case": case,
        "zone": getattr(request, "zone", None),
        "menu": _menu(request, case.name if case else None),
    }


def _menu(request: HttpRequest, case: str | None) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    words = language()

    def lines(items: tuple[Item, ...], name: str | None) -> list[dict[str, Any]]:
        made = []
        for item in items:
            if user.may(item.right):
                where = address_of(item, name)
                here = request.path == where or (
                    item.address != "today:today"
                    and name is not None
                    and request.path.startswith(where)
                )
                text = say("web/base", item.key, words)
                made.append({"address": where, "text": text, "here": here})
        return made

    groups = []
    if case:
        for group, items in OF_A_CASE:
            title = say("web/base", group, words)
            groups.append({"title": title, "lines": lines(items, case)})
    return {"case": groups, "desk": lines(OF_THE_DESK, None)}
