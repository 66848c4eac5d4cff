"""What the domain's owner says about a mail: results by name, never a judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from honmono.mail.message.received import Hop


class Outcome(Enum):
    """Result of one method, in the words of RFC 8601 §2.7."""

    PASS = "pass"
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    NONE = "none"
    POLICY = "policy"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


class FoundBy(Enum):
    """Who found a result out."""

    TRUSTED = "trusted"
    """A host whom we believe wrote it into the mail."""

    SELF = "self"
    """We did, from the mail's bytes and the DNS."""


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method's result, with the domain it speaks about.

    dkim=pass header.d=example.co.jp   → method "dkim", PASS, "example.co.jp"
    """

    method: str
    """`spf`, `dkim`, `dmarc`, `arc` …, lower case."""

    outcome: Outcome
    domain: str
    """dkim: header.d (else of header.i); spf: of smtp.mailfrom (else smtp.helo);
    dmarc: header.from.  Lower case, A-labels; empty when not said."""

    authserv_id: str
    """Who says so; empty for a result of our own."""

    via_arc: bool = False
    """Taken from the ARC set of a trusted sealer."""

    beside: bool = field(default=False, compare=False)
    """Stands directly below the line by which the mail came in, where the sender can have
    written it if our border does not delete what is in its name."""

    by: FoundBy = FoundBy.TRUSTED
    selector: str = ""
    """dkim, of our own results: `s=` of the signature."""

    signed: bool = False
    """dkim, of our own results: the holder of the key signed this header once, though
    not what is shown now, or not for so long."""


class Looked(Enum):
    """Did somebody whom we believe look at all?"""

    YES = "yes"
    NOT_LOOKED = "not-looked"
    """No trusted header and no network: never a failure."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A results header that was not believed, and why: a fact worth showing."""

    authserv_id: str
    index: int
    """Position in `Message.headers`."""

    reason: str
    """`untrusted-id`, `below-border` (an older host or the sender wrote it),
    `repeats-method`, `unsupported-dmarc`, `contradicts-dmarc` (an aligned pass under a
    failed DMARC), `unsigned` (a DKIM pass of a domain without a signature in the mail),
    `unparsable`, `renamed`."""


@dataclass(frozen=True, slots=True)
class AuthResult:
    """All that trusted hosts say about one mail."""

    looked: Looked
    results: tuple[MethodResult, ...] = ()
    border: Hop | None = None
    """The hop by which our side received the mail from outside; None when no line that
    the sender cannot have written is by a trusted host."""

    refused: tuple[Refused, ...] = ()
    own: tuple[MethodResult, ...] = ()
    """What we found out by ourselves; empty when nobody asked for it."""

    contradicted: tuple[MethodResult, ...] = ()
    """Passes among `results` that our own look shows to be none."""

    changed: tuple[MethodResult, ...] = ()
    """Passes among `results` of a mail that is not, or not all, what was signed."""

    def of(self, method: str) -> tuple[MethodResult, ...]:
        """Every believed result of one method, nearest to us first."""
        return tuple(result for result in self.results if result.method == method)
