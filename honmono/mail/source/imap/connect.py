"""A connection that is encrypted, to the server that was named, or none at all.

    imap://…        port 993, TLS from the first byte
    imap://…:143    STARTTLS, and not one word of ours before it
    imaps://…:N     any other port with TLS from the first byte

There is no way to switch the check of the certificate off.  A server with a certificate of
the company's own is read with `--ca-file`: then the authorities in that file are believed,
and no others.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import Final

from honmono.mail.source._core import AccessError, Trouble
from honmono.mail.source.imap._core import CutError, Pace, RefusedError
from honmono.mail.source.imap.place import Place
from honmono.mail.source.imap.wire import Wire

_REFUSED: Final = {
    errno.ECONNREFUSED: "nobody listens there; is it the right server and port?",
    errno.EHOSTUNREACH: "no way leads there; is the network, or the VPN, connected?",
    errno.ENETUNREACH: "no way leads there; is the network, or the VPN, connected?",
    errno.ETIMEDOUT: "it does not answer; is it the right server, or does a firewall hold?",
}

_VERIFY: Final = {
    10: "it expired; tell whoever runs the server",
    9: "it is not valid yet; is the clock of this computer right?",
    18: "it is self-signed; get the server's certificate from whoever runs it, and give "
    "it with --ca-file",
    19: "it was issued by an authority that this computer does not know; give the "
    "company's authority with --ca-file",
    20: "it was issued by an authority that this computer does not know; give the "
    "company's authority with --ca-file",
    62: "it is for another server; name the server as its certificate does",
    64: "it is for another address; name the server as its certificate does",
}
"""Numbers of OpenSSL (X509_V_ERR_…), because its words change between versions."""


def context_for(ca_file: str) -> ssl.SSLContext:
    """What is asked of a server's certificate: everything.

    Raises:
        AccessError: the file of authorities cannot be used.

    """
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except ssl.SSLError:
        detail = f"{ca_file}: holds no certificate in PEM form (-----BEGIN CERTIFICATE)"
        raise AccessError(detail) from None
    except OSError as error:
        raise AccessError(f"{ca_file}: cannot be read: {error.strerror}") from None


def reach(place: Place, context: ssl.SSLContext, pace: Pace) -> Wire:
    """Connect; encrypted at once, unless it is for STARTTLS.

    Raises:
        CutError: nobody answers.
        RefusedError: the certificate does not hold.

    """
    where = f"{place.host}:{place.port}"
    try:
        sock = socket.create_connection((place.host, place.port), pace.patience)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise CutError(f"the name {place.host} cannot be looked up now") from None
        detail = f"there is no server called {place.host}; is it spelled right?"
        raise CutError(detail) from None
    except UnicodeError:
        raise CutError(f"{place.host} cannot be the name of a server") from None
    except TimeoutError:
        raise CutError(f"{where}: {_REFUSED[errno.ETIMEDOUT]}") from None
    except OSError as error:
        reason = _REFUSED.get(error.errno or 0, error.strerror or str(error))
        raise CutError(f"{where}: {reason}") from None
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    wire = Wire(sock, pace)
    if not place.starttls:
        encrypt(wire, place, context)
    return wire


def encrypt(wire: Wire, place: Place, context: ssl.SSLContext) -> None:
    """Go on encrypted, with the server that was meant.

    Raises:
        CutError: no handshake.
        RefusedError: the certificate does not hold.

    """
    try:
        wire.start_tls(context, place.host)
    except ssl.SSLCertVerificationError as error:
        wire.close()
        why = _VERIFY.get(error.verify_code, error.verify_message)
        detail = f"the certificate of {place.host} is not accepted: {why}"
        raise RefusedError(Trouble.NO_ACCESS, detail) from None
    except ssl.SSLError as error:
        wire.close()
        hint = "" if place.starttls else "; for STARTTLS name its port, as in HOST:143"
        reason = (error.reason or "no answer").replace("_", " ").lower()
        raise CutError(f"{place.host} did not agree on TLS ({reason}){hint}") from None
    except OSError as error:
        wire.close()
        reason = "it did not answer in time" if isinstance(error, TimeoutError) else ""
        detail = reason or f"the connection broke ({error.strerror or error})"
        raise CutError(f"while TLS was agreed on, {detail}") from None
    except ValueError:
        wire.close()
        raise CutError(f"{place.host} cannot be the name of a server") from None
    except CutError:
        wire.close()
        raise
