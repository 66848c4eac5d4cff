"""The kinds of documents, each a module of its name; only the one that is made is loaded.

A new kind: `kinds/NAME.py` with `KIND`, its sentences in `text/documents/NAME.toml`, its
test, a line in `NAMES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from honmono.incident.documents.kinds._core import Kind

NAMES: Final = (
    "first-notice",
    "follow-up",
    "affected-persons",
    "partner-warning",
    "staff-alert",
    "investigator-request",
    "ppc-preliminary",
    "ppc-final",
    "my-number-report",
    "delegate-notice",
    "police-ipa-sheet",
    "public-notice",
    "desk-faq",
    "board-report",
    "closing-report",
    "genuine-register",
)
"""As the command line names them, in the order in which an incident needs them."""


def kind(name: str) -> Kind:
    """The kind of that name.

    Raises:
        LookupError: there is none.

    """
    if name not in NAMES:
        raise LookupError(name)
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    found: Kind = module.KIND
    return found
