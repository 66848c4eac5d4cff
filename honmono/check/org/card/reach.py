"""Mail and web addresses in a line: which are ours, and which are somebody else's.

    E-mail: yamada＠example.co.jp   www.example.co.jp/   yamada[at]example.co.jp

A page deep inside our site is no address of ours in this sense: everybody may link to
`https://www.example.co.jp/news/2026/04/opening.html`.

It leaves alone: domains that only look like ours.  Another signal looks at those.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from honmono.check.org.card.plain import wide
from honmono.check.org.model import Organization, Person

_AT: Final = re.compile(r" ?[\[({<] ?(?:at|AT|アット) ?[\])}>] ?|☆|★")
_MAIL: Final = re.compile(
    r"([a-z0-9._+%'-]{1,64})@((?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63})",
    re.ASCII | re.IGNORECASE,
)
_WEB: Final = re.compile(
    r"(?<![\w@.-])(https?://)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62})(?::\d{1,5})?"
    r"(?![\w@])(/[!-~]{0,300})?",
    re.ASCII | re.IGNORECASE,
)

_APART: Final = " | "

MAX_PATH: Final = 24
"""Characters behind the host in an address that stands for the whole site: `/company/`."""


class Reach(NamedTuple):
    """A way to reach somebody over the net."""

    shown: str
    mail: bool
    ours: bool
    domain: str
    person: Person | None = None
    """Whose registered address it is."""


class ReachBook:
    """Our domains and web addresses.  Built once, then only read."""

    def __init__(self, org: Organization) -> None:
        """Note hosts and paths of our web addresses."""
        self._org = org
        found = (_WEB.search(url.strip()) for url in org.urls)
        self._sites = tuple(
            (site[2].lower().removeprefix("www."), (site[3] or "").rstrip("/").lower())
            for site in found
            if site
        )
        own = [*org.domains, *org.parked_domains]
        self._written = {w: d for d in own if (w := _as_written(d)) != d}
        hosts = [*own, *self._written, *(host for host, _ in self._sites)]
        self.needles = tuple(
            dict.fromkeys(form for host in hosts for form in (host, wide(host)))
        )

    def find(self, line: str) -> tuple[list[Reach], str]:
        """Find all mail and web addresses of a plain line, and what else is in it."""
        if "." not in line:
            return [], line
        if "@" not in line:
            line = _AT.sub("@", line)
        for written, domain in self._written.items():
            line = line.replace(written, domain)
        found = [self._mail(mail) for mail in _MAIL.finditer(line)]
        line = _MAIL.sub(_APART, line) if found else line
        webs = [
            web for web in _WEB.finditer(line) if _is_web(web) or self._is_site(web)
        ]
        for web in webs:
            found.append(Reach(web[0], False, self._is_site(web), web[2].lower()))
            line = line.replace(web[0], _APART)
        return found, line

    def _mail(self, found: re.Match[str]) -> Reach:
        domain = found[2].lower().rstrip(".-")
        address = f"{found[1]}@{domain}"
        person = self._org.person_at(address) or self._org.private_owner(address)
        ours = self._org.owns(domain) or self._org.is_parked(domain)
        return Reach(found[0], True, ours, domain, person)

    def _is_site(self, found: re.Match[str]) -> bool:
        """Is it the address of our whole site?"""
        host = found[2].lower()
        path = (found[3] or "").rstrip("/.,;)").lower()
        bare = host.removeprefix("www.")
        short = len(path) <= MAX_PATH and path.count("/") <= 1 and "?" not in path
        if any(
            bare == site and (path.startswith(rest) if rest else short)
            for site, rest in self._sites
        ):
            return True
        own = self._org.holds(host) or self._org.is_parked(host)
        return own and short and not self._org.is_list(host)


def _as_written(domain: str) -> str:
    """Write an A-label as readers see it: xn--r8jz45g.jp → 例え.jp."""
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _is_web(found: re.Match[str]) -> bool:
    """Does it say that it is a web address?  `Co.Ltd` does not."""
    return bool(found[1]) or found[2].lower().startswith("www.")
