"""A desk with the sample incident in mid-course: what `make demo` opens in the browser.

    python -m examples.desk build/demo/home

Fills an empty home and serves it.  The reports of the sample are handed in, and judged by
the desk's own job process; a first notice is written; the PCs of its offices are in
mid-sweep.  The judged mail and the notice as PDF are then fetched from it as a browser
would, and it stays until Ctrl-C where it has a terminal.  The password is made up anew each time and told once.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Final
from zoneinfo import ZoneInfo

SAMPLE: Final = Path(__file__).parent / "hoshimine"
CASE: Final = "hoshimine-2026-10"
NAME: Final = "demo"
DAY: Final = date(2026, 10, 15)
BEGAN: Final = date(2026, 10, 13)
"""When the office was told of the first forged mail."""

NOTICE: Final = "first-notice"

TOKYO: Final = ZoneInfo("Asia/Tokyo")

PATIENCE: Final = 120.0
"""Seconds for the reports to be judged; it takes a few."""

HERE: Final = f"/cases/{CASE}"
FORGED: Final = f"{HERE}/mails/?answer=forged"
_MAIL: Final = re.compile(rf'href="({HERE}/mails/\d+/)"')
_DRAFT: Final = re.compile(rf'href="({HERE}/documents/\d+/)"')
_DAY: Final = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main(words: list[str]) -> int:
    """Fill, serve, fetch, stay."""
    home = Path(words[0] if words else "build/demo/home").absolute()
    if home.exists() and any(home.iterdir()):
        print(f"{home} holds a desk already: take it away first", file=sys.stderr)
        return 2
    password = secrets.token_urlsafe(12)
    print(f"  {filled(home, password)}", flush=True)
    with served(home) as (address, desk):
        try:
            well = bool(address) and proved(Browser(address), password, home.parent)
            print(f"\n{address}\n  name: {NAME}\n  password: {password}", flush=True)
            if well and sys.stdin.isatty() and sys.stdout.isatty():
                print("Ctrl-C ends it.", flush=True)
                desk.wait()
            elif well:
                print("No terminal: it ends here.", flush=True)
        except KeyboardInterrupt:
            return 0  # it was told, too, and ends by itself
    return 0 if well else 1


def filled(home: Path, password: str) -> str:
    """Put the sample into an empty home; says how its PCs stand."""
    in_django(home, "fill", password)
    return sweep(home)


@contextmanager
def served(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a home while somebody looks: its address, empty if it ended, and its process."""
    command = [sys.executable, "-m", "honmono", "serve", "--port", "0"]
    environ = {**os.environ, "HONMONO_HOME": str(home)}
    environ.pop("DATABASE_URL", None)
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as desk:
        try:
            yield (_address(desk.stdout) if desk.stdout else ""), desk
        finally:
            desk.terminate()


class Browser:
    """As much of one as this needs."""

    def __init__(self, address: str) -> None:
        self._address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> bytes:
        """What a page answers; an error where it is none of ours."""
        with self._opener.open(urllib.parse.urljoin(self._address, path)) as answer:
            content: bytes = answer.read()
            return content

    def sign_in(self, password: str) -> None:
        """As people do."""
        login = urllib.parse.urljoin(self._address, "/accounts/login/")
        found = _TOKEN.search(self.get(login).decode())
        token = found.group(1) if found else ""
        form = {"csrfmiddlewaretoken": token, "login": NAME, "password": password}
        asked = urllib.request.Request(  # noqa: S310 - our own address
            login, urllib.parse.urlencode(form).encode(), {"Referer": login}
        )
        self._opener.open(asked).close()


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that was fetched."""

    name: str
    path: str
    content: bytes


def proved(browser: Browser, password: str, folder: Path) -> bool:
    """Fetch the judged mail and the notice, and keep both; says what came."""
    try:
        browser.sign_in(password)
        mail, notice = judged_mail(browser), made_notice(browser)
    except (urllib.error.URLError, LookupError) as error:
        print(f"  not proved: {error}", file=sys.stderr)
        return False
    for each in (mail, notice):
        (folder / each.name).write_bytes(each.content)
        print(f"  {each.path} → {folder / each.name}: {len(each.content):,} bytes")
    return True


def judged_mail(browser: Browser) -> Proof:
    """The page of a mail that the desk calls forged.

    Raises:
        LookupError: none was judged in time.

    """
    until = time.monotonic() + PATIENCE
    while not (found := _MAIL.search(browser.get(FORGED).decode())):
        if time.monotonic() > until:
            raise LookupError(f"no mail was judged in {PATIENCE:.0f} seconds")
        time.sleep(0.5)
    return Proof("mail.html", found.group(1), browser.get(found.group(1)))


def made_notice(browser: Browser) -> Proof:
    """The notice as PDF.

    Raises:
        LookupError: there is none.

    """
    found = _DRAFT.search(browser.get(f"{HERE}/documents/").decode())
    if not found:
        raise LookupError("no notice")
    path = f"{found.group(1)}files/ja/pdf/"
    content = browser.get(path)
    if not content.startswith(b"%PDF-"):
        raise LookupError("the notice is no PDF")
    return Proof("first-notice.pdf", path, content)


def fill_lately(password: str) -> None:
    """The same, as if the incident had begun the day before yesterday; Django is loaded."""
    fill(password, datetime.now(TOKYO).date() - timedelta(days=2) - BEGAN)


def fill(password: str, later: timedelta = timedelta()) -> None:
    """An administrator, who the firm is, the incident, its reports; Django is loaded.

    Args:
        password: the administrator's.
        later: by how many whole days every day of the incident is moved.

    """
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from honmono.incident.case import parse_incident
    from honmono.web.accounts.services import found
    from honmono.web.cases.services import Doing, open_case
    from honmono.web.documents.making import Wish
    from honmono.web.documents.services import start
    from honmono.web.mails.services import Coming, take

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    now = timezone.now()
    user = found(username=NAME, shown="山田 花子", password=password, now=now)
    shutil.copy(SAMPLE / "honmono.toml", Path(settings.HOME) / "honmono.toml")
    text = (SAMPLE / f"{CASE}.json").read_text("utf-8")
    moved = _DAY.sub(lambda day: str(date.fromisoformat(day[0]) + later), text)
    incident = parse_incident(moved.encode())
    case = open_case(incident, Doing("opened", user, now))
    for file in sorted((SAMPLE / "reports").iterdir()):
        data = file.read_bytes()
        coming = Coming(file.name, len(data))
        take(case, coming, [data], by=user, language="ja", now=now)
    case.refresh_from_db()
    start(case, Wish(NOTICE, DAY + later), by=user, now=now)


def sweep(home: Path) -> str:
    """Hand in the list of PCs and the results as a clerk does; how the PCs stand then."""
    pcs = SAMPLE / "pcs"
    _sweep(home, "import", "--inventory", str(pcs / "pcs.csv"), str(pcs / "results"))
    state = json.loads(_sweep(home, "status", "--format", "json"))
    total = sum(office["total"] for office in state["offices"])
    covered = sum(office["covered"] for office in state["offices"])
    unlisted = ", ".join(one["host"] for one in state["unlisted"])
    return f"PCs: {covered} of {total} are covered; in no list: {unlisted}"


def _sweep(home: Path, *words: str) -> bytes:
    command = [sys.executable, "-m", "honmono", "sweep", *words, "--home", str(home)]
    environ = {**os.environ}
    environ.pop("DATABASE_URL", None)
    done = subprocess.run(command, env=environ, check=True, capture_output=True)  # noqa: S603
    return done.stdout


def in_django(home: Path, what: str, password: str) -> None:
    """In a process of its own: the server's processes load Django for themselves."""
    code = (
        "import django, os; django.setup(); from examples import desk; "
        f"desk.{what}(os.environ.pop('HONMONO_DEMO_PASSWORD'))"
    )
    environ = {
        **os.environ,
        "HONMONO_HOME": str(home),
        "HONMONO_DEMO_PASSWORD": password,
        "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
    }
    environ.pop("DATABASE_URL", None)  # it may be somebody's real one
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)  # noqa: S603


def _address(said: IO[str]) -> str:
    for line in said:
        if found := re.search(r"http://\S+", line):
            return found.group(0)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
