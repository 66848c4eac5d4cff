"""How locked mail of a command line is got at: passwords, tokens, authorities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from honmono.cli._core import stop
from honmono.config import Settings
from honmono.mail.source import NO_ACCESS, Access, AccessError, is_mailbox
from honmono.text import say


def access_for(
    sources: Sequence[str],
    settings: Settings,
    ca_file: Path | None,
    language: str,
    *,
    follow: bool = False,
) -> Access:
    """All that the sources need; what is wrong with one of them is a usage error."""
    mailboxes = [source for source in sources if is_mailbox(source)]
    if follow and (len(sources) != 1 or not mailboxes):
        stop(say("usage", "follow-one-mailbox", language))
    return _to_mailboxes(mailboxes, settings, ca_file, language, follow=follow)


def _to_mailboxes(
    mailboxes: Sequence[str],
    settings: Settings,
    ca_file: Path | None,
    language: str,
    *,
    follow: bool,
) -> Access:
    """What mail on servers needs; nothing of it is loaded for other mail."""
    if not mailboxes:
        return NO_ACCESS
    from honmono.cli.mailbox import passwords_for, tokens_from
    from honmono.mail.source.imap import AddressError, context_for, shown, understood

    places = []
    for source in mailboxes:
        try:
            place = understood(source)
        except AddressError as error:
            stop(f"{shown(source)}: {error}")
        if follow and (place.is_pattern or place.uid):
            stop(say("usage", "follow-one-folder", language, source=shown(source)))
        places.append(place)
    authorities = str(ca_file) if ca_file else ""
    try:
        context_for(authorities)
        passwords = passwords_for(places, settings.tokens, language)
    except AccessError as error:
        stop(str(error))
    return Access(
        mailbox_password=passwords,
        mailbox_token=tokens_from(settings.tokens),
        ca_file=authorities,
    )
