"""The matcher of lookalike domains: what it finds, what it finds wrongly, how fast it is.

    python -m benchmarks.lookalikes                    recall by trick, false alarms, speed
    python -m benchmarks.lookalikes --missed TRICK     made domains that were not strong
    python -m benchmarks.lookalikes --hits             strong hits among real domains
    python -m benchmarks.lookalikes --real 300         real domains as organizations
    python -m benchmarks.lookalikes --weak             the weak hits as well

Lookalikes are made by the generators below, which share nothing with the matcher but
the alphabet.  The organizations are those of `$HONMONO_DATA/check` and the invented ones
of `organizations.tsv`.  Real domains are all that stand in the headers and links of four
corpora.  Nobody of those aims at an invented organization: a strong hit is a false alarm.
With `--real` every n-th registered domain of the corpora is taken for an organization;
its strong hits have to be read, some of them are lookalikes or its own.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of, unpack
from honmono.check.org import Organization
from honmono.check.org.lookalikes import Lookalikes
from honmono.check.org.lookalikes.hosts import exists
from honmono.config import load_organization
from honmono.mail.auth import organizational_domain

CORPORA: Final = ("spamassassin", "phishing_pot", "csdmc2010", "list_usrp_users")
OF_EACH: Final = 40
"""Lookalikes of one trick that are tried for one domain."""

_ADDRESS: Final = re.compile(
    rb"(?:@|https?://)((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,18})"
    rb"(?![a-z0-9.-]*@)",
    re.IGNORECASE,
)
_IN_HEADER: Final = re.compile(
    rb"(?<![a-z0-9.@-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,18})"
    rb"(?![a-z0-9.-])",
    re.IGNORECASE,
)
_SOFT_BREAK: Final = re.compile(rb"=\r?\n")


class Org(NamedTuple):
    """An organization, and its shape."""

    shape: str
    org: Organization

    @property
    def domains(self) -> tuple[str, ...]:
        """All that it registered."""
        return (*self.org.domains, *self.org.parked_domains)


def invented() -> list[Org]:
    """The organizations of our own table."""
    table = Path(__file__).with_name("organizations.tsv").read_text("utf-8")
    rows = [row.split("\t") for row in table.splitlines() if row[:1] != "#"]
    return [
        Org(shape, Organization(names=("Invented",), domains=tuple(domains.split())))
        for shape, domains in rows
    ]


def registered() -> list[Org]:
    """The organizations of the labelled sets."""
    files = sorted(folder_of("check").rglob("honmono.toml"))
    return [Org(f.parent.name, load_organization(f)) for f in files]


# --- generators, after the permutations that forgers' tools make


def _cut(domain: str) -> tuple[str, str]:
    """(what was registered, suffix) of an organization's domain."""
    name = organizational_domain(domain) or domain
    label, _, suffix = name.partition(".")
    if label.startswith("xn--"):
        label = label[4:].encode().decode("punycode")
    return label, suffix


_BOARD: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def _keys() -> dict[str, str]:
    """The keys around each key."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for at, row in enumerate(_BOARD):
        for place, key in enumerate(row):
            beside = row[place + 1 : place + 2]
            above = _BOARD[at - 1][place : place + 2] if at else ""
            for other in beside + above:
                around[key].add(other)
                around[other].add(key)
    return {key: "".join(sorted(others)) for key, others in around.items()}


_KEYS: Final = _keys()
_GLYPHS: Final = {
    "o": "0",
    "l": "1i",
    "i": "1l",
    "s": "5",
    "b": "8",
    "1": "li",
    "0": "o",
}
_TWO_GLYPHS: Final = {"m": "rn", "w": "vv", "d": "cl", "rn": "m", "cl": "d", "vv": "w"}
_SCRIPTS: Final = dict(zip("aceiopxysj", "асеіорхуѕј", strict=True))
_MARKED: Final = dict(zip("aeioucnsyz", "áëïöúçñşýž", strict=True))
_TLDS: Final = "com net org info biz co jp co.jp jp.com cn io xyz site online top de us"
_BESIDE: Final = (
    "login secure support mail my account verify invoice group recruit jp info billing "
    "service kaikei jinji eigyo saiyo seikyu"
)
_HOSTS: Final = ("mail-gw71.net", "attacker.net", "xk3-cloud.com", "kago.ru")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

Made = Iterator[str]


def _replaced(label: str, table: dict[str, str]) -> Made:
    for at, letter in enumerate(label):
        for other in table.get(letter, ""):
            yield label[:at] + other + label[at + 1 :]


def addition(label: str, suffix: str) -> Made:
    """A letter at the end."""
    yield from (f"{label}{letter}.{suffix}" for letter in _LETTERS)


def bitsquatting(label: str, suffix: str) -> Made:
    """One bit of one letter turned."""
    for at, letter in enumerate(label):
        for bit in range(7):
            other = chr(ord(letter) ^ (1 << bit)) if letter.isascii() else ""
            if re.fullmatch("[a-z0-9]", other):
                yield f"{label[:at]}{other}{label[at + 1 :]}.{suffix}"


def homoglyph_ascii(label: str, suffix: str) -> Made:
    """A digit or letter that is drawn alike."""
    yield from (f"{made}.{suffix}" for made in _replaced(label, _GLYPHS))


def homoglyph_two(label: str, suffix: str) -> Made:
    """Two letters that are drawn like one."""
    for ours, theirs in _TWO_GLYPHS.items():
        for match in re.finditer(ours, label):
            yield f"{label[: match.start()]}{theirs}{label[match.end() :]}.{suffix}"


def homoglyph_script(label: str, suffix: str) -> Made:
    """Letters of another script."""
    yield from (f"{made}.{suffix}" for made in _replaced(label, _SCRIPTS))


def accent(label: str, suffix: str) -> Made:
    """Letters with marks."""
    yield from (f"{made}.{suffix}" for made in _replaced(label, _MARKED))


def hyphen_in(label: str, suffix: str) -> Made:
    """A hyphen more."""
    for at in range(2, len(label) - 1):
        if "-" not in label[at - 1 : at + 1]:
            yield f"{label[:at]}-{label[at:]}.{suffix}"


def hyphen_out(label: str, suffix: str) -> Made:
    """A hyphen less, doubled."""
    if "-" in label:
        yield f"{label.replace('-', '')}.{suffix}"
        yield f"{label.replace('-', '--')}.{suffix}"


def hyphen_dot(label: str, suffix: str) -> Made:
    """A hyphen that became a dot."""
    if "-" in label:
        yield f"{label.replace('-', '.')}.{suffix}"


def insertion(label: str, suffix: str) -> Made:
    """A key beside one that was hit."""
    for at, letter in enumerate(label):
        for other in _KEYS.get(letter, ""):
            yield f"{label[:at]}{other}{label[at:]}.{suffix}"


def omission(label: str, suffix: str) -> Made:
    """A letter less."""
    for at in range(len(label)):
        yield f"{label[:at]}{label[at + 1 :]}.{suffix}"


def repetition(label: str, suffix: str) -> Made:
    """A letter twice."""
    for at, letter in enumerate(label):
        if letter != "-":
            yield f"{label[:at]}{letter}{label[at:]}.{suffix}"


def replacement(label: str, suffix: str) -> Made:
    """A key beside the right one."""
    yield from (f"{made}.{suffix}" for made in _replaced(label, _KEYS))


def transposition(label: str, suffix: str) -> Made:
    """Two letters that changed places."""
    for at in range(len(label) - 1):
        if "-" not in (pair := label[at : at + 2]):
            yield f"{label[:at]}{pair[::-1]}{label[at + 2 :]}.{suffix}"


def vowel_swap(label: str, suffix: str) -> Made:
    """Another vowel."""
    vowels = {vowel: "aeiou".replace(vowel, "") for vowel in "aeiou"}
    yield from (f"{made}.{suffix}" for made in _replaced(label, vowels))


def tld_swap(label: str, suffix: str) -> Made:
    """Another suffix."""
    yield from (f"{label}.{other}" for other in _TLDS.split() if other != suffix)


def word_hyphen(label: str, suffix: str) -> Made:
    """A word before or behind, with a hyphen."""
    for word in _BESIDE.split():
        yield f"{label}-{word}.com"
        yield f"{word}-{label}.{suffix}"


def word_glued(label: str, suffix: str) -> Made:
    """The same without a hyphen."""
    for word in _BESIDE.split():
        yield f"{label}{word}.com"
        yield f"{word}{label}.{suffix}"


def subdomain_whole(label: str, suffix: str) -> Made:
    """Our domain in front of another, with dots and with hyphens."""
    for host in _HOSTS:
        yield f"{label}.{suffix}.{host}"
        yield f"mail.{label}.{suffix}.{host}"
        yield f"{label}-{suffix.replace('.', '-')}.{host}"


def subdomain_label(label: str, suffix: str) -> Made:
    """Our name in front of another, below a mail host."""
    del suffix
    yield from (f"mail.{label}.{host}" for host in _HOSTS)


def dot_in(label: str, suffix: str) -> Made:
    """A dot within our name; a dot of the suffix gone."""
    for at in range(2, len(label) - 1):
        if "-" not in label[at - 1 : at + 1]:
            yield f"{label[:at]}.{label[at:]}.{suffix}"
    if "." in suffix:
        yield f"{label}-{suffix}"
        yield f"{label}{suffix}"
        yield f"{label}{suffix.replace('.', '')}.com"
    yield f"www-{label}.{suffix}"
    yield f"www{label}.{suffix}"


def words_swapped(label: str, suffix: str) -> Made:
    """The words of our name in another order, or one of them twice."""
    words = label.split("-")
    if len(words) > 1:
        yield f"{'-'.join(reversed(words))}.{suffix}"
        yield f"{''.join(reversed(words))}.{suffix}"
        yield f"{words[0]}-{label}.{suffix}"


def plural(label: str, suffix: str) -> Made:
    """An s at the end."""
    yield f"{label}s.{suffix}"


def combined(label: str, suffix: str) -> Made:
    """Drawn alike, and a word or another suffix besides."""
    del suffix
    for made in _replaced(label, _GLYPHS):
        yield f"{made}-support.com"
        yield f"{made}.net"


GENERATORS: Final[tuple[Callable[[str, str], Made], ...]] = (
    homoglyph_ascii,
    homoglyph_two,
    homoglyph_script,
    accent,
    hyphen_in,
    hyphen_out,
    hyphen_dot,
    dot_in,
    subdomain_whole,
    subdomain_label,
    tld_swap,
    word_hyphen,
    word_glued,
    words_swapped,
    transposition,
    repetition,
    omission,
    insertion,
    replacement,
    vowel_swap,
    bitsquatting,
    addition,
    plural,
    combined,
)


def made_for(org: Org, generator: Callable[[str, str], Made]) -> list[str]:
    """Lookalikes of one organization, a fixed sample; its own and broken ones are out."""
    found = []
    for domain in org.domains:
        label, suffix = _cut(domain)
        made = sorted(set(generator(label, suffix)))
        random.Random(domain).shuffle(made)  # noqa: S311
        found += made[:OF_EACH]
    encoded = [d if d.isascii() else _encoded(d) for d in found]
    return [
        domain
        for domain in encoded
        if re.fullmatch(r"(?!-)[a-z0-9-]+(?<!-)(\.(?!-)[a-z0-9-]+(?<!-))+", domain)
        and not any(f".{domain}".endswith(f".{own}") for own in org.domains)
        and organizational_domain(domain)
        not in {organizational_domain(own) for own in org.domains}
    ]


def _encoded(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return ""


def recall(orgs: list[Org], missed: str) -> dict[str, Counter[str]]:
    """Count answers by trick; print what was not strong of one trick."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for org in orgs:
        matcher = Lookalikes(org.org)
        for generator in GENERATORS:
            trick = generator.__name__
            for domain in made_for(org, generator):
                found = matcher.find(domain)
                answer = found.strength.value if found else "none"
                counts[trick][answer] += 1
                counts[f"{trick} / {org.shape}"][answer] += 1
                if missed == trick and answer != "strong":
                    print(f"{answer:6} {org.shape:15} {domain}")
    return counts


# --- real domains


def harvest(folder: Path) -> set[str]:
    """All domains in headers and links of the files of a corpus, as they stand there."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        if path.is_file():
            text = _SOFT_BREAK.sub(b"", path.read_bytes())
            head = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
            for pattern, part in ((_ADDRESS, text), (_IN_HEADER, head)):
                found.update(m[1].decode().lower() for m in pattern.finditer(part))
    return found


def real_domains(work: Path) -> list[str]:
    """Of four corpora."""
    found: set[str] = set()
    for archive in CORPORA:
        found |= harvest(unpack(archive, work))
    return sorted(found)


def alarms(
    orgs: list[Org], domains: list[str], shown: frozenset[str]
) -> tuple[int, Counter[str]]:
    """Count pairs and answers; print those of the strengths asked for."""
    pairs, counts = 0, Counter[str]()
    for org in orgs:
        find = Lookalikes(org.org).find
        for domain in domains:
            pairs += 1
            if found := find(domain):
                kind = found.strength.value
                counts[kind] += 1
                if kind in shown:
                    print(f"{kind} {found.trick.value:10} {found.ours:30} {domain}")
    return pairs, counts


# --- speed


def speed(domains: list[str]) -> float:
    """Microseconds of one look that is not remembered, for five domains of ours."""
    org = next(o for o in invented() if o.shape == "many").org
    sample = domains[:: max(1, len(domains) // 4000)]
    rounds = []
    for _ in range(5):
        find = Lookalikes(org).find
        start = time.process_time()
        for domain in sample:
            find(domain)
        rounds.append((time.process_time() - start) / len(sample))
    return min(rounds) * 1e6


def hostile() -> Iterator[str]:
    """Domains made to cost time."""
    part = "arakaze"
    yield ".".join(["a"] * 127)
    yield ".".join([part] * 31) + ".com"
    yield ".".join(["arakaez"] * 31) + ".com"
    yield "-".join([part] * 31) + ".jp"
    yield part * 36
    yield ("arakaezz" * 31)[:250] + ".jp"
    yield ".".join(["xn--" + "9" * 59] * 3) + ".com"
    yield ".".join(["xn--arakaze-" + "z" * 51] * 3) + ".com"
    yield "xn--" * 60 + ".com"
    yield "arakaze-" + "-".join(["mail"] * 45) + ".com"
    yield "arakaze" + "mymymymy" * 28 + ".com"
    yield "arakaze" + "info" * 13 + ".com"
    yield "arakaze.co.jp." * 30_000
    yield "а" * 250 + ".com"
    yield "-" * 250 + ".com"
    yield "." * 255
    yield "arakaze-holdings.co.jp." * 10 + "net"
    yield "xn--" + "-" * 59 + ".xn--a"


def worst(domains: Iterator[str]) -> float:
    """Milliseconds of the slowest look, marking of letters included."""
    org = next(o for o in invented() if o.shape == "many").org
    slowest = 0.0
    for domain in domains:
        least = 1e9
        for _ in range(3):
            find = Lookalikes(org).find
            start = time.process_time()
            if found := find(domain):
                found.differing()
            least = min(least, time.process_time() - start)
        slowest = max(slowest, least)
    return slowest * 1e3


# --- what the exam is told

PLAIN: Final = (
    *("homoglyph_ascii", "homoglyph_two", "homoglyph_script", "subdomain_whole"),
    *("hyphen_out", "hyphen_dot", "word_hyphen", "transposition"),
)
"""Tricks that hardly any honest firm plays by chance."""

BAR_FOUND: Final = 0.95
BAR_STRONG: Final = 0.65
"""A quarter of the organizations have names that are short or common on purpose; what
resembles those is weak but for the plainest tricks."""

BAR_ALARMS: Final = 1e-5
BAR_MICROSECONDS: Final = 10.0
BAR_MILLISECONDS: Final = 5.0


def measure(work: Path) -> Iterator[Result]:
    """Yield the bars."""
    orgs = [*registered(), *invented()]
    counts = recall(orgs, "")
    for what, bar, wanted in (
        ("found", BAR_FOUND, ("strong", "weak")),
        ("strong", BAR_STRONG, ("strong",)),
    ):
        shares = {
            trick: sum(counts[trick][kind] for kind in wanted) / counts[trick].total()
            for trick in PLAIN
        }
        least = min(shares, key=shares.__getitem__)
        yield Result(
            f"lookalikes of {len(orgs)} organizations {what}, worst of {len(PLAIN)} tricks",
            f"≥ {bar}",
            f"{shares[least]:.3f} ({least})",
            shares[least] >= bar,
        )
    domains = real_domains(work)
    pairs, hits = alarms(invented(), domains, frozenset())
    rate = hits["strong"] / pairs
    yield Result(
        f"strong among {pairs / 1e6:.1f} million pairs of real domain and invented name",
        "≤ 1 in 100,000",
        f"{hits['strong']}",
        rate <= BAR_ALARMS,
    )
    took = speed(domains)
    yield Result(
        "one look at a domain, five of ours",
        f"≤ {BAR_MICROSECONDS:.0f} us",
        f"{took:.1f} us",
        took <= BAR_MICROSECONDS,
    )
    slowest = worst(hostile())
    yield Result(
        "one look at a hostile domain",
        f"≤ {BAR_MILLISECONDS:.0f} ms",
        f"{slowest:.1f} ms",
        slowest <= BAR_MILLISECONDS,
    )


def main() -> None:
    """Print everything, or a part."""
    ask = argparse.ArgumentParser(description="Measure the matcher of lookalikes.")
    ask.add_argument("--missed", default="", metavar="TRICK")
    ask.add_argument("--shapes", action="store_true", help="recall by shape as well")
    ask.add_argument("--hits", action="store_true")
    ask.add_argument("--weak", action="store_true")
    ask.add_argument("--real", type=int, default=0, metavar="N")
    asked = ask.parse_args()
    counts = recall([*registered(), *invented()], asked.missed)
    for trick, count in counts.items():
        if "/" not in trick or asked.shapes:
            strong, weak = count["strong"], count["weak"]
            print(
                f"{trick:35} {count.total():5}  strong {strong / count.total():6.1%}"
                f"  found {(strong + weak) / count.total():6.1%}"
            )
    if asked.missed:
        return
    shown = frozenset({"strong"} if asked.hits or asked.real else ())
    shown |= {"weak"} if asked.weak else frozenset()
    with tempfile.TemporaryDirectory(prefix="honmono-lookalikes-") as work:
        domains = real_domains(Path(work))
    if asked.real:
        owners = {organizational_domain(domain) for domain in domains} - {""}
        names = sorted(filter(exists, owners))
        step = max(1, len(names) // asked.real)
        groups = {
            "real": [
                Org("real", Organization(names=("Real",), domains=(name,)))
                for name in names[step // 2 :: step]
            ]
        }
        domains = names
    else:
        groups = {"invented": invented(), "of the sets": registered()}
    for group, orgs in groups.items():
        pairs, hits = alarms(orgs, domains, shown)
        print(
            f"{group}: {len(orgs)} organizations, {len(domains)} domains, {pairs} pairs:"
            f" strong {hits['strong']} (1 in {pairs // max(hits['strong'], 1)}),"
            f" weak {hits['weak']} (1 in {pairs // max(hits['weak'], 1)})"
        )
    print(
        f"{speed(domains):.1f} us a domain; hostile {worst(hostile()):.1f} ms at worst"
    )


if __name__ == "__main__":
    main()
