"""Every address of the desk.  Each view says which right it asks for."""

from __future__ import annotations

from typing import Final

from django.urls import include, path, re_path

from honmono.web.accounts.views import closed
from honmono.web.base import converters  # noqa: F401 - registers what stands in addresses

CLOSED: Final = (
    "signup|email|confirm-email|password/set|password/reset|login/code|phone|social"
    "|3rdparty|2fa/webauthn/signup|sessions"
)
"""Pages of the library that nobody needs: no sign-up, no password by mail."""

urlpatterns = [
    path("", include("honmono.web.cases.urls")),
    path("", include("honmono.web.today.urls")),
    path("", include("honmono.web.facts.urls")),
    path("", include("honmono.web.work.urls")),
    path("", include("honmono.web.mails.urls")),
    path("", include("honmono.web.tracing.urls")),
    path("", include("honmono.web.sweep.urls")),
    path("", include("honmono.web.documents.urls")),
    path("", include("honmono.web.evidence.urls")),
    path("", include("honmono.web.guide.urls")),
    path("", include("honmono.web.office.urls")),
    path("", include("honmono.web.keeping.urls")),
    path("", include("honmono.web.watching.urls")),
    path("accounts/", include("honmono.web.accounts.urls")),
    re_path(rf"^accounts/(?P<rest>{CLOSED})(?:/.*)?$", closed, name="closed"),
    path("accounts/", include("allauth.urls")),
]

handler400 = "honmono.web.base.failures.bad_request"
handler403 = "honmono.web.base.failures.forbidden"
handler404 = "honmono.web.base.failures.not_found"
handler500 = "honmono.web.base.failures.server_error"
