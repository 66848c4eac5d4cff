"""Does a good signature cover what a reader sees?  What the RFC allows, and a forger uses.

    Subject: 振込先変更のお知らせ           ← added above by whoever sent the mail again
    DKIM-Signature: … h=From:To:Subject …   ← fits the lower Subject, so it is a pass
    From: 山田 太郎 <yamada@example.co.jp>
    Subject: 議事録

A genuine mail of ours can be taken and sent again with another subject on top, another
Content-Type, a Reply-To, or words behind the end that `l=` signs (RFC 6376 §8.2, §8.15).
The signature is still good, and it does not speak for what is shown.  So it is no proof:

    UNSIGNED_END       the body goes on behind the signed bytes
    FIELD_ADDED        a field that readers see stands more often than it was signed
    NOT_COVERED        Subject or Reply-To is there and was never signed; or Content-Type
                       was not, and the body begins as another kind (`form.py`)
    READ_DIFFERENTLY   other programs cut the header into other fields than a signer does

Left alone: an unsigned Content-Type that fits the body, since Google leaves it out; and a
mail that is sent again as it was.  It is ours, whoever delivers it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own.dkim import Checked, Signed, Why
from honmono.mail.auth.own.form import begins_as_it_says, is_encoded_as_it_says
from honmono.mail.auth.own.seals import Chain
from honmono.mail.message import Defect, Message
from honmono.mail.message.headers import SEEN

_SEEN: Final = frozenset({*map(str.lower, SEEN), "in-reply-to"})
"""Each may stand once (RFC 5322 §3.6, RFC 2045)."""

_ALWAYS_SIGNED: Final = ("from", "subject", "reply-to")

_FORM: Final = {
    "content-type": begins_as_it_says,
    "content-transfer-encoding": is_encoded_as_it_says,
}
_UNCLEAR: Final = frozenset(
    {
        Defect.NO_HEADER_END,
        Defect.HEADER_WITHOUT_COLON,
        Defect.HEADER_TOO_LONG,
        Defect.TOO_MANY_HEADERS,
        Defect.MESSAGE_CUT,
    }
)


def as_read(signed: Signed, checked: Checked, message: Message) -> Checked:
    """Take a pass back where it does not cover what is shown; leave all else alone."""
    if checked.why is not Why.GOOD:
        return checked
    signature = checked.signature
    why = covered(signed, signature.signed, message)
    if signature.length is not None:
        body = signed.body(relaxed=signature.relaxed_body)
        why = Why.UNSIGNED_END if signature.length < len(body) else why
    return Checked(signature, why)


def as_sealed(signed: Signed, chain: Chain, message: Message) -> Chain:
    """The same for a chain of seals: the last one signs the mail as it lies here."""
    if chain.outcome is not Outcome.PASS:
        return chain
    if covered(signed, chain.signed, message) is Why.GOOD:
        return chain
    return replace(chain, outcome=Outcome.POLICY)


def covered(signed: Signed, signed_names: tuple[str, ...], message: Message) -> Why:
    """Why a signature over these fields leaves open what is shown; GOOD if it does not."""
    there = Counter(name for name, _ in signed.wire.fields)
    read = [(header[0].strip().lower(), header[1]) for header in message.headers]
    cut = [(name, raw.partition(b":")[2]) for name, raw in signed.wire.fields]
    if not _UNCLEAR.isdisjoint(message.defects) or _seen(read) != _seen(cut):
        return Why.READ_DIFFERENTLY
    times = Counter(signed_names)
    for name in _SEEN & there.keys():
        if there[name] > max(times[name], 1):
            return Why.FIELD_ADDED
    if any(there[name] and not times[name] for name in _ALWAYS_SIGNED):
        return Why.NOT_COVERED
    for name, fits in _FORM.items():
        if there[name] and not times[name] and not fits(message, signed.wire.body):
            return Why.NOT_COVERED
    return Why.GOOD


def _seen(fields: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The fields that people see, with their words alone."""
    return [(name, b" ".join(value.split())) for name, value in fields if name in _SEEN]
