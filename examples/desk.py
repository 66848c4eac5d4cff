"""A desk with the sample incident in mid-course: what `make demo` opens in the browser.

    python -m examples.desk build/demo/home

Fills an empty home, serves it, fetches pages from it as a browser would, and stays until
Ctrl-C where it has a terminal.  The password is made up anew each time and told once.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import secrets
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import IO, Final

SAMPLE: Final = Path(__file__).parent / "hoshimine"
CASE: Final = "hoshimine-2026-10"
NAME: Final = "demo"

PAGES: Final = (
    ("today", f"/cases/{CASE}/"),
    ("clocks", f"/cases/{CASE}/clocks/"),
    ("mails", f"/cases/{CASE}/mails/"),
    ("documents", f"/cases/{CASE}/documents/"),
)
"""What is fetched as proof; a row for each page."""

_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main(words: list[str]) -> int:
    """Fill, serve, fetch, stay."""
    home = Path(words[0] if words else "build/demo/home").absolute()
    password = secrets.token_urlsafe(12)
    _in_django(home, "fill", password)
    command = [sys.executable, "-m", "honmono", "serve", "--port", "0"]
    environ = {**os.environ, "HONMONO_HOME": str(home)}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as served:
        try:
            if served.stdout is None:
                return 1
            address = _address(served.stdout)
            well = bool(address) and fetch(address, password)
            print(f"\n{address}\n  name: {NAME}\n  password: {password}", flush=True)
            if well and sys.stdin.isatty() and sys.stdout.isatty():
                print("Ctrl-C ends it.", flush=True)
                served.wait()
        except KeyboardInterrupt:
            return 0  # it was told, too, and ends by itself
        finally:
            served.terminate()
    return 0 if well else 1


def fetch(address: str, password: str) -> bool:
    """Sign in and fetch every page; says what came."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(cookies)
    login = urllib.parse.urljoin(address, "/accounts/login/")
    found = _TOKEN.search(browser.open(login).read().decode())
    token = found.group(1) if found else ""
    form = {"csrfmiddlewaretoken": token, "login": NAME, "password": password}
    asked = urllib.request.Request(  # noqa: S310 - our own address
        login, urllib.parse.urlencode(form).encode(), {"Referer": login}
    )
    browser.open(asked)
    well = True
    for name, path in PAGES:
        try:
            answer = browser.open(urllib.parse.urljoin(address, path))
            size, signed_in = len(answer.read()), "/login/" not in answer.url
            print(f"  {name}: {answer.status}, {size:,} bytes", flush=True)
            well = well and signed_in
        except urllib.error.HTTPError as error:
            print(f"  {name}: {error.code}", flush=True)
            well = False
    return well


def fill(password: str) -> None:
    """An administrator, the sample incident and who the firm is; Django is loaded."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from honmono.incident.case import parse_incident
    from honmono.web.accounts.models import User
    from honmono.web.cases.services import Doing, open_case
    from honmono.web.rights import Role

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    user = User(username=NAME, shown="山田 花子", role=Role.ADMINISTRATOR)
    user.set_password(password)
    user.save()
    shutil.copy(SAMPLE / "honmono.toml", Path(settings.HOME) / "honmono.toml")
    incident = parse_incident((SAMPLE / f"{CASE}.json").read_bytes())
    open_case(incident, Doing("opened", user, timezone.now()))


def _in_django(home: Path, what: str, password: str) -> None:
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
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)  # noqa: S603


def _address(said: IO[str]) -> str:
    for line in said:
        if found := re.search(r"http://\S+", line):
            return found.group(0)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
