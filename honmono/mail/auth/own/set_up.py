"""How far our own look goes, and the verifier that it makes.

    off     trusted headers alone are believed
    keys    signatures are verified with the keys of the key file; nobody is asked
    dns     the DNS is asked, and the key file knows what it has forgotten

The value goes to every worker process, which makes a verifier of its own by calling it.
What a verifier needs is loaded then and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from honmono.mail.auth.own.verifier import Verifier


class Mode(StrEnum):
    """How far our own look goes."""

    off = "off"
    keys = "keys"
    dns = "dns"


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that a worker needs to make its verifier."""

    mode: Mode
    keys: Path
    """The key file; it need not be there."""

    nameservers: tuple[str, ...] = ()
    wait: timedelta = timedelta(seconds=4)
    """For one question to the DNS."""

    def __call__(self) -> Verifier:
        """Make the verifier of this process.

        Raises:
            ValueError: there is no name server to ask.

        """
        from honmono.mail.auth.own.key_file import KeyFile, WithKeys
        from honmono.mail.auth.own.verifier import Verifier

        if self.mode is Mode.keys:
            return Verifier(WithKeys(KeyFile(self.keys)))
        from honmono.mail.auth.own.network import NameServers

        return Verifier(
            WithKeys(KeyFile(self.keys), NameServers(self.nameservers, self.wait))
        )

    def trouble(self) -> str:
        """Why no verifier can be made; empty when one can."""
        from honmono.mail.auth.own.key_file import KeyFile, KeyFileError

        try:
            KeyFile(self.keys).known("")
            self().close()
        except (KeyFileError, ValueError) as error:
            return str(error)
        return ""
