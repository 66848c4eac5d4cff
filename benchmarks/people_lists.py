"""Lists of invented people, as five programs write them: what `honmono init` must read.

    microsoft_365     users CSV of the admin center: all columns, proxies joined by `+`
    google_workspace  users CSV: headers with [Required] and [READ ONLY], Status
    exchange          Get-Mailbox | Export-Csv: a #TYPE line, every value in quotes
    directory         ldapsearch: base64 behind `::`, folded lines, a summary at its end
    plain             a list of the personnel office, with Japanese headers

Each holds the same office: people, and what is nobody: a room, a shared mailbox, a guest,
somebody who left.
"""

from __future__ import annotations

import base64
import csv
import io
import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

DOMAIN: Final = "reiji.example"
_TENANT: Final = "reiji.onmicrosoft.com"
_FAMILIES: Final = (
    ("佐藤", "サトウ", "Sato"),
    ("髙橋", "タカハシ", "Takahashi"),
    ("山﨑", "ヤマザキ", "Yamazaki"),
    ("渡邊", "ワタナベ", "Watanabe"),
    ("五十嵐", "イガラシ", "Igarashi"),
    ("東海林", "ショウジ", "Shoji"),
    ("南", "ミナミ", "Minami"),
    ("小野寺", "オノデラ", "Onodera"),
    ("齋藤", "サイトウ", "Saito"),
    ("久保田", "クボタ", "Kubota"),
)
_GIVENS: Final = (
    ("太郎", "タロウ", "Taro"),
    ("花子", "ハナコ", "Hanako"),
    ("さくら", "サクラ", "Sakura"),
    ("龍之介", "リュウノスケ", "Ryunosuke"),
    ("恵", "メグミ", "Megumi"),
    ("健", "ケン", "Ken"),
    ("真理子", "マリコ", "Mariko"),
    ("一", "ハジメ", "Hajime"),
)
_FOREIGN: Final = (("O'Brien", "Maeve"), ("van der Berg", "Jan"), ("Carter", "Emily"))
_DEPARTMENTS: Final = ("営業部", "管理部, 総務課", "開発部", "")
_TITLES: Final = ("部長", "課長", '主任 "リーダー"', "")
_OFFICES: Final = ("東京本社", "大阪支店")

_PLAIN: Final = "社員番号,氏名,フリガナ,メールアドレス,役職,所属部署,勤務地,在籍状況"
_MICROSOFT_365: Final = (
    "Block credential,City,Country/Region,Department,DirSyncEnabled,Display name,"
    "Fax,First name,Last dirsync time,Last name,Last password change time stamp,"
    "Licenses,Mobile Phone,Oath token metadata,Object Id,Office,"
    "Password never expires,Phone number,Postal code,Preferred data location,"
    "Preferred language,Proxy addresses,Release track,Soft deletion time stamp,"
    "State,Street address,Strong password required,Title,Usage location,"
    "User principal name,When created"
)
_GOOGLE_WORKSPACE: Final = (
    "First Name [Required],Last Name [Required],Email Address [Required],"
    "Password [Required],Password Hash Function [UPLOAD ONLY],"
    "Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],"
    "Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,"
    "Work Secondary Email,Recovery Phone,Work Phone,Home Phone,Mobile Phone,"
    "Work Address,Home Address,Employee ID,Employee Type,Employee Title,"
    "Manager Email,Department,Cost Center,2sv Enrolled [READ ONLY],"
    "2sv Enforced [READ ONLY],Building ID,Floor Name,Floor Section,"
    "Email Usage [READ ONLY],Drive Usage [READ ONLY],"
    "Change Password at Next Sign-In,New Status [UPLOAD ONLY]"
)
_EXCHANGE: Final = (
    "Name,DisplayName,Alias,PrimarySmtpAddress,EmailAddresses,Office,"
    "RecipientTypeDetails,AccountDisabled,UserPrincipalName,WhenCreated"
)


class Employee(NamedTuple):
    """Somebody of the office, or one of the accounts that are nobody."""

    family: str
    given: str
    kana: str
    address: str
    alias: str
    title: str
    department: str
    office: str
    kind: str = "person"

    @property
    def name(self) -> str:
        """As the organization file shall have it."""
        if self.family.isascii():
            return f"{self.given} {self.family}".strip()
        return f"{self.family} {self.given}".strip()


def office(count: int, seed: int) -> list[Employee]:
    """So many people, and the five accounts that are nobody."""
    draw = random.Random(seed)  # noqa: S311 - a draw, not a secret
    pairs = [(f, g) for f in _FAMILIES for g in _GIVENS]
    people = []
    for number, (family, given) in enumerate(draw.sample(pairs, count - len(_FOREIGN))):
        local = f"{given[2][0].lower()}.{family[2].lower()}{number}"
        people.append(
            _employee(draw, (family[0], given[0], f"{family[1]} {given[1]}"), local)
        )
    for last, first in _FOREIGN:
        local = f"{first}.{last}".lower().replace(" ", "").replace("'", "")
        people.append(_employee(draw, (last, first, ""), local))
    draw.shuffle(people)
    nobody = (
        ("会議室A", "room-a", "room"), ("代表メール", "info", "shared"),
        ("鈴木 去", "gone", "left"), ("外部 協力", "partner_kita.example#EXT#", "guest"),
    )  # fmt: skip
    for shown, local, kind in nobody:
        address = f"{local}@{_TENANT if kind == 'guest' else DOMAIN}"
        people.append(Employee(shown, "", "", address, "", "", "", "", kind))
    return people


def _employee(draw: random.Random, name: tuple[str, str, str], local: str) -> Employee:
    return Employee(
        *name,
        f"{local}@{DOMAIN}",
        f"{local.replace('.', '')}@{DOMAIN}" if draw.random() < 0.5 else "",
        draw.choice(_TITLES),
        draw.choice(_DEPARTMENTS),
        draw.choice(_OFFICES),
    )


def microsoft_365(people: list[Employee]) -> str:
    """Active users → Export users."""
    header = _MICROSOFT_365.split(",")
    rows = []
    for each in people:
        proxies = [
            f"SMTP:{each.address}",
            f"smtp:{each.address.split('@')[0]}@{_TENANT}",
        ]
        proxies += [f"smtp:{each.alias}"] if each.alias else []
        values = {
            "Block credential": str(each.kind in ("room", "shared", "left")),
            "Country/Region": "日本",
            "Department": each.department,
            "Display name": each.name,
            "First name": each.given,
            "Last name": each.family if each.given else "",
            "Last password change time stamp": "2026-03-02 01:22:33Z",
            "Licenses": "Microsoft 365 Business Standard"
            if each.given
            else "Unlicensed",
            "Object Id": "0f0e0d0c-0000-4000-8000-00000000beef",
            "Office": each.office,
            "Password never expires": "False",
            "Preferred language": "ja-JP",
            "Proxy addresses": "+".join(proxies),
            "Strong password required": "True",
            "Title": each.title,
            "Usage location": "JP",
            "User principal name": each.address,
            "When created": "2021-04-01 00:00:00Z",
        }
        rows.append([values.get(column, "") for column in header])
    return _csv(header, rows)


def google_workspace(people: list[Employee]) -> str:
    """Directory → Users → Download users, all columns."""
    header = _GOOGLE_WORKSPACE.split(",")
    rows = []
    for each in people:
        if each.kind in ("room", "guest", "shared"):  # no users there
            continue
        values = {
            "First Name [Required]": each.given or "去",
            "Last Name [Required]": each.family if each.given else "鈴木",
            "Email Address [Required]": each.address,
            "Password [Required]": "****",
            "Org Unit Path [Required]": "/本社",
            "Status [READ ONLY]": "Suspended" if each.kind == "left" else "Active",
            "Last Sign In [READ ONLY]": "2026/11/20 09:12:33",
            "Recovery Email": "someone.private@freemail.example",
            "Employee Title": each.title,
            "Department": each.department,
            "Building ID": each.office,
            "Email Usage [READ ONLY]": "1.2GB",
        }
        rows.append([values.get(column, "") for column in header])
    return _csv(header, rows)


def exchange(people: list[Employee]) -> str:
    """Get-Mailbox -ResultSize Unlimited | Select … | Export-Csv, Windows PowerShell."""
    kinds = {"room": "RoomMailbox", "shared": "SharedMailbox", "left": "UserMailbox"}
    lines = ["#TYPE Selected.Microsoft.Exchange.Data.Directory.Management.Mailbox"]
    header = _EXCHANGE.split(",")
    lines.append(_quoted(header))
    for each in people:
        if each.kind == "guest":
            continue
        local = each.address.partition("@")[0]
        proxies = f"SMTP:{each.address} smtp:{local}@{_TENANT}"
        proxies += f" smtp:{each.alias}" if each.alias else ""
        proxies += " X500:/o=ExchangeLabs/ou=Exchange Administrative Group/cn=beef"
        lines.append(
            _quoted(
                [
                    local,
                    each.name,
                    local,
                    each.address,
                    proxies,
                    each.office,
                    kinds.get(each.kind, "UserMailbox"),
                    str(each.kind != "person"),
                    each.address,
                    "2021/04/01 0:00:00",
                ]
            )
        )
    return "\r\n".join((*lines, ""))


def directory(people: list[Employee], encoding: str = "utf-8") -> str:
    """Answer of `ldapsearch -LLL`-less against an Active Directory."""
    lines = [
        "# extended LDIF",
        "#",
        "# LDAPv3",
        "# base <dc=reiji,dc=example>",
        "#",
        "",
    ]
    for each in people:
        if each.kind == "guest":
            continue
        control = "514" if each.kind != "person" else "512"
        proxies = [
            f"SMTP:{each.address}",
            f"smtp:{each.address.split('@')[0]}@{_TENANT}",
        ]
        proxies += [f"smtp:{each.alias}"] if each.alias else []
        attributes = [
            ("dn", f"CN={each.name},OU=社員,DC=reiji,DC=example"),
            ("objectClass", "top"), ("objectClass", "person"), ("objectClass", "user"),
            ("cn", each.name), ("sn", each.family if each.given else ""),
            ("givenName", each.given), ("displayName", each.name),
            ("title", each.title), ("department", each.department),
            ("physicalDeliveryOfficeName", each.office), ("userAccountControl", control),
            ("msDS-PhoneticDisplayName", each.kana), ("mail", each.address),
            *(("proxyAddresses", proxy) for proxy in proxies),
            ("userPrincipalName", each.address),
        ]  # fmt: skip
        for attribute, value in attributes:
            if value:
                lines += _ldif(attribute, value, encoding)
        lines.append("")
    group = [
        ("dn", "CN=All,DC=reiji,DC=example"),
        ("objectClass", "group"),
        ("cn", "All"),
    ]
    lines += [line for a, v in group for line in _ldif(a, v, encoding)]
    lines += ["", "# search result", "search: 2", "result: 0 Success", ""]
    return "\n".join(lines)


def plain(people: list[Employee]) -> str:
    """A list that somebody keeps in Excel."""
    header = [
        "社員番号",
        "氏名",
        "フリガナ",
        "メールアドレス",
        "役職",
        "所属部署",
        "勤務地",
        "在籍状況",
    ]
    rows = [
        [
            f"{number:04}",
            each.name.replace(" ", "　"),
            each.kana,
            ";".join(filter(None, (each.address, each.alias))),
            each.title,
            each.department,
            each.office,
            "退職" if each.kind == "left" else "在籍",
        ]
        for number, each in enumerate(people)
        if each.kind in ("person", "left")
    ]
    return _csv(header, rows)


FORMS: Final[dict[str, Callable[[list[Employee]], str]]] = {
    "microsoft-365": microsoft_365,
    "google-workspace": google_workspace,
    "exchange": exchange,
    "directory": directory,
    "plain": plain,
}
NO_KANA: Final = ("microsoft-365", "google-workspace", "exchange")
NO_ALIAS: Final = ("google-workspace",)
NO_TITLE: Final = ("exchange",)


def files(people: list[Employee]) -> Iterator[tuple[str, str, bytes]]:
    """Yield (form, encoding, bytes) of every list in every encoding it occurs in."""
    for form, write in FORMS.items():
        text = write(people)
        if form == "directory":
            yield form, "utf-8", text.encode("ascii")
            yield form, "cp932", directory(people, "cp932").encode("ascii")
            yield form, "utf-16", text.encode("utf-16")
            continue
        yield (
            form,
            "utf-8",
            text.encode("utf-8" if form == "google-workspace" else "utf-8-sig"),
        )
        yield form, "cp932", text.encode("cp932")
        if form == "exchange":
            yield form, "utf-16", text.encode("utf-16")


def _csv(header: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _quoted(cells: list[str]) -> str:
    return ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells)


def _ldif(attribute: str, value: str, encoding: str) -> list[str]:
    """RFC 2849: base64 where it is not safe ASCII; folded."""
    if value.isascii() and value[0] not in " :<":
        line = f"{attribute}: {value}"
    else:
        packed = base64.b64encode(value.encode(encoding)).decode("ascii")
        line = f"{attribute}:: {packed}"
    parts = [line[:76]]
    parts += [f" {line[i : i + 75]}" for i in range(76, len(line), 75)]
    return parts
