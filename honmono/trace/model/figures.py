"""The figures of the model: how often what happens.

    # figure	value
    victim_receives	0.04

Each is a field of `Figures`, with what it means and its value before anything was
measured; a row of `figures.tsv` replaces it.  `python -m benchmarks.trace_counted` counts,
`python -m benchmarks.trace_figures --write` fits.  How likely each case is beforehand is in
no table: how often which happens is what whoever made a set decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Figures:
    """What the model believes before it sees a report."""

    # Which case it is, before looking; the rest is "nothing stolen".
    prior_own: float = 0.34
    prior_partner: float = 0.34
    prior_both: float = 0.12
    prior_server: float = 0.08

    partner_size: float = 0.5
    """Of two partners, one with four times the messages is 4**this as likely robbed."""

    # Whom a thief of an address book shows and reaches.
    familiar: float = 0.5
    """A contact with four times the messages is 4**this as likely taken.  Profiles count
    with the square root, so other values are not exact."""

    slip: float = 0.03
    """Somebody whom the owner does not know, in spite of all."""

    victim_receives: float = 0.04
    """The mailbox that was stolen is sent a fake itself."""

    victim_reports: float = 0.1
    """The same of a mailbox of ours: we hear of what reaches us, and its owner reports."""

    # What we do not see.
    unseen_own: float = 0.03
    """Of the mail of one of ours: deleted before it was indexed, or never archived."""

    unseen_partner_first: float = 1.0
    unseen_partner_second: float = 1.0
    """A Beta distribution of the part of a partner's mailbox that we do not see."""

    # Of which fakes we hear, of all that reach somebody else than us.
    heard_of_ours: float = 0.3
    """It shows one of us."""

    heard_of_others: float = 0.03
    """It shows somebody else."""

    deleted: float = 0.1
    """One of ours took part in a message and holds no copy: that he held it when robbed."""

    later: float = 0.2
    """A message newer than the first forgery, but not than this one, counts so much."""

    # Whom a thief of mail shows and reaches.
    thread_shown: float = 0.85
    thread_reached: float = 0.8
    """They took part in the message; else they are any contact."""

    thread_holds: float = 0.75
    """Whoever held a quoted mail stands in its head, where that tells To."""

    thread_holds_from: float = 0.3
    """The same where it tells From alone."""

    no_text: float = 0.03
    """A fake that is made from a message shows nothing of it."""

    text_without_mail: float = 0.005
    """A fake that quotes or names a message although its maker has none."""

    # Strays: mail that has nothing to do with the theft.
    stray_shows_ours: float = 0.8
    stray_shows_known: float = 0.07
    stray_reaches_ours: float = 0.72
    stray_reaches_known: float = 0.04

    # Through our server.
    server_shows_ours: float = 0.15
    server_shows_known: float = 0.15
    server_reaches_ours: float = 0.15
    server_reaches_known: float = 0.2
    server_path_lost: float = 0.4
    path_by_chance: float = 0.001
    """A report seems to come through our server, and did not."""

    own_address_forged: float = 0.04
    """From is the very address of whom it shows, though it did not come from there."""

    other_address_forged: float = 0.001
    """From is an address of ours, and another person is shown."""

    doubt: float = 0.02
    """How likely it is that reports of this incident say less than the model thinks.

    Nobody's habits are quite those of the model; the answers are then widened."""

    doubted: float = 0.3
    """What a report counts then: the power of its likelihood."""

    # How the habits are spread: mean, and how many incidents that mean is worth.
    stray_mean: float = 0.25
    stray_worth: float = 3.0
    owner_mean: float = 0.45
    owner_worth: float = 2.5
    mail_mean: float = 0.4
    mail_worth: float = 1.2


@cache
def measured() -> Figures:
    """The figures with those of the table."""
    text = files(__package__).joinpath("figures.tsv").read_text("utf-8")
    rows = (r.split("\t") for r in text.splitlines() if r and not r.startswith("#"))
    return Figures(**{row[0]: float(row[1]) for row in rows})
