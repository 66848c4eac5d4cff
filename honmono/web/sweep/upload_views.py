"""The door for results from offices: whoever has the token of a kit, and no account.

    curl -H "Authorization: Bearer TOKEN" -F file=@RESULT.json …/sweep/upload/k-7f3a…/

Only bytes are kept here; a job reads them.  The answer says that they are kept when they
are, and never what else came.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from honmono.text import harmless, say
from honmono.web.accounts.doors import door
from honmono.web.accounts.limits import address_of
from honmono.web.base.context import language
from honmono.web.base.middleware import strangers_may_send
from honmono.web.rights import Right
from honmono.web.sweep import kits
from honmono.web.sweep.errors import KitError
from honmono.web.sweep.models import Kit

_FORM: Final = 2**16
"""Bytes around the files of a form."""

REFUSED_A_MINUTE: Final = 30
SENT_A_MINUTE: Final = 1_200
"""From one address: an office of 500 PCs that all start at nine sits behind one."""


@door(Right.ANYBODY)
@csrf_exempt  # it reads no cookie: the token is all that counts
@strangers_may_send(kits.LARGEST + _FORM)
@sensitive_post_parameters("token")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, kit: str) -> HttpResponse:
    """Hand results in.  GET is a page for a clerk, the same for every name."""
    if request.method != "POST":
        return render(request, "sweep/upload.html", {})
    if _is_too_often(request, "sent", SENT_A_MINUTE):
        return _answer(request, HTTPStatus.TOO_MANY_REQUESTS, "too-often")
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > kits.LARGEST + _FORM:
        kits.refused(None, "too-large", timezone.now())
        return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large")
    try:
        found = kits.admitted(kit, _token(request), timezone.now())
        return _take(request, found)
    except KitError as error:
        if _is_too_often(request, "refused", REFUSED_A_MINUTE):
            return _answer(request, HTTPStatus.TOO_MANY_REQUESTS, "too-often")
        return _answer(request, HTTPStatus.FORBIDDEN, error.why)
    except (MultiPartParserError, TooManyFilesSent, RequestDataTooBig):
        return _answer(request, HTTPStatus.BAD_REQUEST, "bad-form")


def _take(request: HttpRequest, kit: Kit) -> HttpResponse:
    told = list[dict[str, str]]()
    status, now = HTTPStatus.OK, timezone.now()
    for name, data in _files(request):
        if not data:
            told.append({"name": name, "state": "empty"})
            continue
        row, new = kits.accept(kit, name, data, now)
        status = HTTPStatus.CREATED if new else status
        state = "stored" if new else "already-received"
        told.append({"name": name, "state": state, "sha256": row.sha256})
    if not told:
        return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "no-file")
    return _answer(request, status, "", told)


def _files(request: HttpRequest) -> Iterator[tuple[str, bytes]]:
    """Files of a form, or a body that is one."""
    if (request.content_type or "").startswith(
        ("multipart/", "application/x-www-form")
    ):
        for files in request.FILES.lists():
            for file in files[1]:
                yield harmless(file.name or "file", 250), file.read()
        return
    name = request.GET.get("name", "") or request.headers.get("X-File-Name", "")
    yield harmless(name or "file", 250), request.body


def _token(request: HttpRequest) -> str:
    """Of the header, which is looked at before anything is unpacked; else of the form."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token.strip()
    return request.POST.get("token", "")


def _answer(
    request: HttpRequest,
    status: HTTPStatus,
    why: str,
    files: list[dict[str, str]] | None = None,
) -> HttpResponse:
    sentence = say("web/sweep_kits", f"upload-{why}", language()) if why else ""
    response: HttpResponse
    if "text/html" in request.headers.get("Accept", ""):
        page: dict[str, Any] = {"sentence": sentence, "files": files}
        response = render(request, "sweep/upload.html", page, status=status)
    else:
        told: dict[str, Any] = {"error": why, "text": sentence} if why else {}
        if files is not None:
            told["files"] = files
        response = JsonResponse(told, status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = "60"
    return response


def _is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one more of an address in this minute; what is counted is gone after two."""
    minute = int(timezone.now().timestamp()) // 60
    key = f"sweep-{what}:{address_of(request)}:{minute}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) > most
    except ValueError:  # it was thrown away at this moment
        return False
