"""A real mail server for a test: Dovecot on loopback, with certificates of a test authority.

    with Dovecot() as server:
        server.deliver(mail())
        find(server.url(), server.access)

It runs as whoever runs the tests; as root its mail belongs to `nobody`, because Dovecot
serves no mail of root.  When it is not installed, the test fails and says what to type.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import trustme

from honmono.mail.source import Access

PROGRAM: Final = "/usr/sbin/dovecot"
HOW_TO_GET_IT: Final = (
    "Dovecot is missing. On Debian or Ubuntu:\n"
    "    sudo apt-get install -y --no-install-recommends dovecot-imapd"
)
START: Final = 60.0
"""Seconds that a busy machine may take to start it."""

USER: Final = "tanaka"
PASSWORD: Final = "hunter2 & 秘密"
HOST: Final = "127.0.0.1"

CONFIGURATION: Final = """\
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
protocols = imap
listen = {host}
ssl = required
ssl_cert = <{place}/server.pem
ssl_key = <{place}/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{place}/mail/%u:UTF-8
mail_fsync = never
mailbox_idle_check_interval = 1 secs
first_valid_uid = 1
last_valid_uid = 0
passdb {{
  driver = passwd-file
  args = {place}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}/mail/%u
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service imap {{
  service_count = 1000
  process_min_avail = 2
}}
service anvil {{
  chroot =
}}
{internal}
"""
INTERNAL: Final = """\
default_internal_user = {name}
default_internal_group = {group}
default_login_user = {name}
"""


class Dovecot:
    """The server, to be used in a `with` block."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self.place = Path(tempfile.mkdtemp(prefix="hm-"))
        self.tls = self.starttls = 0
        self._delivered = 0
        self._uid = 65534 if os.getuid() == 0 else os.getuid()
        self._gid = 65534 if os.getuid() == 0 else os.getgid()

    def __enter__(self) -> Self:
        if not Path(PROGRAM).exists():
            raise AssertionError(HOW_TO_GET_IT)
        self.place.chmod(0o755)
        certificate = self.authority.issue_cert(HOST, "localhost")
        certificate.private_key_pem.write_to_path(str(self.place / "server.key"))
        for blob in certificate.cert_chain_pems:
            blob.write_to_path(str(self.place / "server.pem"), append=True)
        self.authority.cert_pem.write_to_path(str(self.place / "ca.pem"))
        users = f"{USER}:{{PLAIN}}{PASSWORD}\n"
        (self.place / "users").write_text(users, "utf-8")
        self.folder("INBOX")
        for _ in range(5):
            if self._start():
                return self
        raise AssertionError((self.place / "log").read_text("utf-8"))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(START)
        shutil.rmtree(self.place, ignore_errors=True)

    @property
    def ca_file(self) -> str:
        return str(self.place / "ca.pem")

    @property
    def access(self) -> Access:
        """What is needed to read it."""
        return Access(mailbox_password=lambda _: PASSWORD, ca_file=self.ca_file)

    def url(self, folder: str = "INBOX", port: int = 0, scheme: str = "imaps") -> str:
        return f"{scheme}://{USER}@{HOST}:{port or self.tls}/{folder}"

    def folder(self, name: str) -> Path:
        """The Maildir of a folder; made when it is not there."""
        root = self.place / "mail" / USER
        folder = root if name == "INBOX" else root / f".{name}"
        for each in (root, folder, *(folder / part for part in ("cur", "new", "tmp"))):
            each.mkdir(parents=True, exist_ok=True)
            self._give_away(each)
        return folder

    def deliver(self, mail: bytes, folder: str = "INBOX") -> Path:
        """Put a mail into a folder, as a delivery does."""
        self._delivered += 1
        place = self.folder(folder)
        name = f"{1_700_000_000 + self._delivered}.M{self._delivered}P1.mx"
        (place / "tmp" / name).write_bytes(mail)
        self._give_away(place / "tmp" / name)
        return (place / "tmp" / name).rename(place / "new" / name)

    def _give_away(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, self._uid, self._gid)

    def _start(self) -> bool:
        """Start it; False when somebody else got one of the ports first."""
        self.tls, self.starttls = _free_port(), _free_port()
        internal = _as_ourselves() if os.getuid() else ""
        configuration = CONFIGURATION.format(
            place=self.place, host=HOST, uid=self._uid, gid=self._gid,
            tls=self.tls, starttls=self.starttls, internal=internal,
        )  # fmt: skip
        (self.place / "dovecot.conf").write_text(configuration, "utf-8")
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.place / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + START
        while time.monotonic() < end and self._process.poll() is None:
            if _answers(self.tls) and _answers(self.starttls):
                return True
            time.sleep(0.02)
        self._process.kill()
        self._process.wait()
        return False


def _as_ourselves() -> str:
    """All of its processes run as the user who starts it."""
    import grp
    import pwd

    me = pwd.getpwuid(os.getuid())
    return INTERNAL.format(name=me.pw_name, group=grp.getgrgid(me.pw_gid).gr_name)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), 1).close()
    except OSError:
        return False
    return True
