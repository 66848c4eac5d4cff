"""Whom a shown text is: everybody whom it fits, likeliest first.

    "Williams, Jason"       two men of that name: the one whom we saw more often is first
    "Mike"                  hundreds; only the first some are named
    "Jan <jan@x.example>"   an address of somebody we know settles it

Asks an archive two things, each once: whose addresses these are, and who was seen under
these forms.  What says less is looked at only when nothing that says more found
somebody: a `Robert Gay` whom we know is meant, and not the `Roberta Gay` beside him.

A person seen once under a name that another bears a hundred times is left out: names
are now and then written beside the wrong address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from honmono.mail.message.limits import MAX_NAME
from honmono.trace.people.forms import Likeness, forms_shown

AddressesOwners = Callable[[str], str | None]
"""Address in lower case → the person whose it is; None when nobody ever met it."""

FormsBearers = Callable[[Collection[str]], Mapping[str, Mapping[str, int]]]
"""Forms → for each that is known: person → how often seen with it."""

MAX_NAMED: Final = 8
"""People whom one text may be.  A given name alone fits hundreds: it says nothing."""

RARE: Final = 0.001
"""Below this part of the sightings of the one seen most, a name is a slip."""

_ADDRESS: Final = re.compile(
    r"(?<![^\s<>()\[\]\",;:])[^\s<>()\[\]\",;:@]++@[^\s<>()\[\]\",;:@]++"
)
"""Broken ones as well: `.williams@`, `'whitt@`."""


class Fit(NamedTuple):
    """Somebody whom a shown text fits."""

    person: str
    likeness: Likeness
    times: int
    """Seen under that name; 0 by an address."""


def addresses_shown(text: str) -> tuple[str, ...]:
    """Give the addresses in a shown text, lower case, each once; broken ones too."""
    found = (address.lower() for address in _ADDRESS.findall(text[:MAX_NAME]))
    return tuple(dict.fromkeys(found))


def fits(shown: str, owner: AddressesOwners, bearers: FormsBearers) -> tuple[Fit, ...]:
    """Name everybody whom a shown text may be, at most `MAX_NAMED`."""
    owners = {person for a in addresses_shown(shown) if (person := _owner(a, owner))}
    by_address = [Fit(person, Likeness.ADDRESS, 0) for person in sorted(owners)]
    by_name = _by_name(shown, bearers)
    if any(fit.person in owners for fit in by_name):
        by_name = ()
    return (*by_address, *by_name)[:MAX_NAMED]


def _owner(address: str, owner: AddressesOwners) -> str | None:
    """Find whose it is, also where quotes or full stops stand around it."""
    return owner(address) or owner(address.strip("'`.")) or None


def _by_name(shown: str, bearers: FormsBearers) -> tuple[Fit, ...]:
    """Name everybody whom the first rank fits that fits anybody."""
    forms = forms_shown(shown)
    known = bearers([form.form for form in forms]) if forms else {}
    found = [form for form in forms if known.get(form.form)]
    fitting: dict[str, Fit] = {}
    for form in found:
        if form.rank == found[0].rank:
            for person, times in known[form.form].items():
                fit = Fit(person, form.likeness, times)
                fitting[person] = min(fit, fitting.get(person, fit), key=_order)
    return tuple(_likeliest_first(fitting.values()))


def _order(fit: Fit) -> tuple[bool, int, str]:
    """The whole name first, then whom we saw most."""
    return fit.likeness is Likeness.PARTIAL, -fit.times, fit.person


def _likeliest_first(fitting: Iterable[Fit]) -> Iterator[Fit]:
    """Leave out what are slips beside those whom the text fits as well."""
    most: dict[Likeness, int] = {}
    for fit in sorted(fitting, key=_order):
        if fit.times >= RARE * most.setdefault(fit.likeness, fit.times):
            yield fit
