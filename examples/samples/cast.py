"""Who writes to the sample office, from where, and how they sign."""

from __future__ import annotations

from typing import Final, NamedTuple

from examples.samples.post import Route, box

OURS: Final = "hoshimine-sr.example"


class Person(NamedTuple):
    """Somebody of the office."""

    name: str
    address: str
    reading: str
    department: str

    @property
    def box(self) -> str:
        """Name and address as a header field writes them."""
        return box(self.name, self.address)


TAKAHASHI: Final = Person(
    "髙橋 誠一", f"s.takahashi@{OURS}", "たかはし せいいち", "代表社員"
)
WATANABE: Final = Person(
    "渡邊 由紀子", f"y.watanabe@{OURS}", "わたなべ ゆきこ", "労務相談課"
)
YAMAZAKI: Final = Person(
    "山﨑 大輔", f"d.yamazaki@{OURS}", "やまざき だいすけ", "労務相談課長"
)
SAITO: Final = Person("齋藤 美咲", f"m.saito@{OURS}", "さいとう みさき", "給与計算課")
SATO: Final = Person("佐藤 恵", f"m.sato@{OURS}", "さとう めぐみ", "総務")
YOSHIOKA: Final = Person(
    "𠮷岡 健", f"k.yoshioka@{OURS}", "よしおか けん", "情報システム"
)
HAYASHI: Final = Person("林 拓海", f"t.hayashi@{OURS}", "はやし たくみ", "給与計算課")
CARTER: Final = Person(
    "Emily Carter", f"e.carter@{OURS}", "えみりー かーたー", "International HR adviser"
)
INFO: Final = f"info@{OURS}"

NEKOMATA: Final = box("ねこまた製菓 総務部 野村", "nomura@nekomata-seika.example")
KASASAGI: Final = box("かささぎ運輸 人事課 大西", "onishi@kasasagi-unyu.example")
HARBOR: Final = box("Laura Bennett", "laura@blueharbor.example")


def signed(person: Person) -> str:
    """Write the signature block that everybody of the office uses."""
    return f"""
──────────────────────────────
社会保険労務士法人 ほしみね事務所
　{person.department}　{person.name}（{person.reading}）
〒100-0000 東京都千代田区架空町2-4-6 ほしみねビル5階
TEL 03-5555-0132　FAX 03-5555-0133
E-mail {person.address}
https://www.hoshimine-sr.example/
──────────────────────────────
"""


def passed(address: str, ip: str, host: str = "") -> Route:
    """Come from the domain's own server: SPF, DKIM and DMARC hold."""
    domain = address.partition("@")[2]
    return Route(
        address,
        host or f"mail.{domain}",
        ip,
        (
            f"dkim=pass (2048-bit key) header.d={domain} header.i=@{domain} header.s=s2026",
            f"spf=pass smtp.mailfrom={address}",
            f"dmarc=pass (p=quarantine dis=none) header.from={domain}",
        ),
        signer=domain,
    )


def spf_only(address: str, ip: str, host: str = "") -> Route:
    """Come from a small server that knows SPF and nothing else."""
    domain = address.partition("@")[2]
    return Route(
        address,
        host or f"mail.{domain}",
        ip,
        (
            "dkim=none",
            f"spf=pass smtp.mailfrom={address}",
            f"dmarc=none header.from={domain}",
        ),
    )


def refused(domain: str, ip: str, envelope: str, host: str) -> Route:
    """Show `domain` in From, come from elsewhere, and be found out."""
    return Route(
        envelope,
        host,
        ip,
        (
            "dkim=none",
            f"spf=pass smtp.mailfrom={envelope}",
            f"dmarc=fail (p=none dis=none) header.from={domain}",
        ),
    )


def unseen(envelope: str, ip: str, host: str) -> Route:
    """Come in when the milters were not running: a border hop, no results."""
    return Route(envelope, host, ip)


def our_server(
    envelope: str, ip: str = "192.0.2.10", host: str = f"out.{OURS}"
) -> Route:
    """Come from our own network, of which the border asks no results."""
    return Route(envelope, host, ip)
