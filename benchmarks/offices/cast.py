"""Five invented organizations of different shape, and who writes to them.

    pellworth    English only, forty people, Exchange Online, no networks in its file
    ayaseno      Japanese only: kanji names without kana or Latin letters, `.or.jp`, Postfix
    sole         one person with a common name and a domain of his own, Google Workspace
    zuqvo        five thousand people, five letters, several domains, Exchange Online
    higaki       a school below `.ac.jp` with European partners, Postfix and rspamd

Names and numbers are invented.  Endings such as `.co.jp` matter to what is tested here
(where a name ends, which ending a lookalike swaps), so the domains are not below
`.example`; they have labels that nobody has, most of them with digits.  Addresses of hosts
come from the networks for documentation, telephones from numbers for fiction.
"""

from __future__ import annotations

from functools import cache
from ipaddress import ip_network
from typing import Final

from benchmarks.offices._core import Border, House, Who
from benchmarks.offices.crowd import people
from honmono.check.org import Organization, Person
from honmono.check.org.model import MailingList, Partner, Service


def _pellworth() -> House:
    domain, second = "pellworth-coatings8140.com", "pellworth8140.co.uk"
    return House(
        key="pellworth",
        org=Organization(
            names=("Pellworth Coatings Ltd", "Pellworth Coatings"),
            domains=(domain, second),
            parked_domains=("pellworth8140.com",),
            authserv_ids=("protection.outlook.com",),
            phones=("+1 617-555-0142", "+44 20 7946 0018"),
            addresses=(
                "2210 Harbor Row, Suite 300, Boston, MA 02199",
                "48 Quayside Lane, Bristol BS1 9ZZ, United Kingdom",
            ),
            urls=(f"https://www.{domain}/",),
            timezone="America/New_York",
            language="en",
            people=_english(domain),
            services=(
                Service("HubSpot", ("hubspot.com",)),
                Service("DocuSign", ("docusign.net",)),
                Service("Zendesk", ("zendesk.com",)),
            ),
            lists=(MailingList(("googlegroups.com", "lists.coatings-guild5502.org")),),
            partners=(
                Partner("Brannock Pigments Inc.", ("brannock-pigments2274.com",)),
                Partner("Olbrich Lacke GmbH", ("olbrich-lacke6631.de",)),
                Partner("Penworth Castings", ("penworth-castings8140.com",)),
            ),
        ),
        border=Border.EXCHANGE,
        host="protection.outlook.com",
        partners=(
            Who(
                "Joan Kessler",
                "j.kessler@brannock-pigments2274.com",
                "Brannock Pigments Inc.",
                "17 Millrace Road, Dayton, OH 45402",
                "+1 937-555-0176",
                "Key Account Manager",
            ),
            Who(
                "Dieter Olbrich",
                "olbrich@olbrich-lacke6631.de",
                "Olbrich Lacke GmbH",
                "Lindenallee 8, 40210 Düsseldorf",
                "+49 211 5550 133",
                "Vertriebsleiter",
                "de",
            ),
            Who(
                "Robert Quill",
                "rquill@brannock-pigments2274.com",
                "Brannock Pigments Inc.",
                "17 Millrace Road, Dayton, OH 45402",
                "+1 937-555-0177",
                "Dispatch",
            ),
        ),
        others=(
            Who(
                "Margaret Tanner",
                "m.tanner@ferrybridge-yacht4419.com",
                "Ferrybridge Yachts",
                "3 Slipway, Newport, RI 02840",
                "+1 401-555-0119",
                "Purchasing",
            ),
            Who("Paul Ferraro", "paul.ferraro77@gmail.com", phone="617-555-0190"),
            Who("Ellen Marsh", "ellenmarsh@yahoo.com"),
            Who(
                "Ana Lucía Prieto",
                "compras@astilleros-prieto9083.es",
                "Astilleros Prieto S.L.",
                "Calle del Puerto 12, 36201 Vigo",
                "+34 986 555 014",
                "Compras",
            ),
        ),
        near=Who(
            "Pellworth Marine",
            "info@pellworth-marine3325.com",
            "Pellworth Marine LLC",
            "9 Dock Street, Annapolis, MD 21401",
            "+1 410-555-0151",
        ),
        languages=("en",),
    )


def _english(domain: str) -> tuple[Person, ...]:
    made = []
    for line in _STAFF.strip().splitlines():
        name, title, *nicknames = line.split(":")
        letters = name.lower().replace("'", "").replace("-", "").split()
        made.append(
            Person(
                name=name,
                nicknames=tuple(nicknames),
                addresses=(f"{letters[0]}.{letters[-1]}@{domain}",),
                private_addresses=(f"{letters[-1]}{letters[0][0]}.home81@gmail.com",),
                title=title,
            )
        )
    return tuple(made)


_STAFF: Final = """
Alice Marlowe:Managing Director
Robert Tanner:Head of Sales:Bob Tanner
Priya Natarajan:Controller
Declan O'Shea:Plant Manager
Hannah Whitcombe:Accounts Payable
Marcus Bell:Logistics
Sophie Lindqvist:Chemist
Grace Young:Reception
Tom Rivers:Buyer:Tommy
Olivia Hart:Legal Counsel
Samuel Achebe:Quality Lead
Nora Fitzgerald:HR Manager
Victor Delacroix:Export Sales
Mei-Ling Chow:Engineer
Jean-Paul Moreau:Engineer
Ian McAllister:IT
Kate Bishop:Marketing
Leo Castellano:Technician
Ruth Abernathy:Payroll
Henry Okafor:Estimator
Yusuf Demir:Welder
Ingrid Sørensen:Designer
Paula Ventresca:Sales
Colin Hargreaves:Driver
Dana Whitlock:Planner
Esther Goldblum:Archivist
Felix Drummond:Foreman
Gwen Pritchard:Sales
Hugo Valdés:Sales
Iris Kowalczyk:Laboratory
Jack Mercer:Warehouse
Karen Ellsworth:Purchasing
Liam Donnelly:Sales
Monica Reyes:Assistant
Nathan Cole:IT
Oscar Lindgren:Engineer
Penelope Vance:Marketing
Quentin Rhodes:Compliance
Rosa Iannucci:Canteen
Stephen Park:Analyst
"""


def _ayaseno() -> House:
    domain = "ayaseno-kaikei7702.or.jp"
    names = (
        ("綾部 耕造", "理事長", "ayabe"),
        ("日下部 静江", "総務課長", "kusakabe"),
        ("瀬戸内 勉", "会計課", "setouchi"),
        ("栗栖 朋美", "受付", "kurisu"),
        ("渡辺 剛", "会計課長", "t-watanabe"),
        ("斎藤 文彦", "監事", "f-saito"),
        ("髙木 久子", "会員係", "takagi"),
        ("林 慎太郎", "情報係", "hayashi"),
        ("塩谷 克己", "企画課", "shiotani"),
    )
    return House(
        key="ayaseno",
        org=Organization(
            names=("一般社団法人綾瀬野会計互助会", "綾瀬野会計互助会", "綾瀬野互助会"),
            domains=(domain, "ayaseno7702.jp"),
            authserv_ids=(f"mail.{domain}",),
            networks=(ip_network("198.51.100.32/28"),),
            phones=("0749-55-5070", "0749-55-5071"),
            addresses=("滋賀県彦根市架空本町4-12 綾瀬野会館2階",),
            urls=(f"https://{domain}/",),
            people=tuple(
                Person(name=name, addresses=(f"{local}@{domain}",), title=title)
                for name, title, local in names
            ),
            services=(Service("サイボウズ", ("cybozu.com",)),),
            lists=(MailingList((f"ml.{domain}",)),),
            partners=(
                Partner("湖東印刷工業", ("koto-insatsu3186.co.jp",)),
                Partner("近江第一監査法人", ("omi-audit9914.or.jp",)),
            ),
        ),
        border=Border.OPENDKIM,
        host=f"mail.{domain}",
        partners=(
            Who(
                "渡辺 春男",
                "h-watanabe@koto-insatsu3186.co.jp",
                "湖東印刷工業株式会社",
                "滋賀県東近江市仮町88-1",
                "0748-55-5012",
                "営業部",
                "ja",
            ),
            Who(
                "大久保 律子",
                "okubo@omi-audit9914.or.jp",
                "近江第一監査法人",
                "滋賀県大津市仮浜2-2-2",
                "077-555-0133",
                "公認会計士",
                "ja",
            ),
        ),
        others=(
            Who(
                "株式会社ミドリ屋 川端",
                "kawabata@midoriya-store5561.co.jp",
                "株式会社ミドリ屋",
                "京都府長岡京市仮里1-4",
                "075-555-0190",
                "",
                "ja",
            ),
            Who("小川 由香", "yukao.3390@yahoo.co.jp", language="ja"),
            Who("斎藤", "saito-no-mise@docomo.ne.jp", language="ja"),
            Who("林 真理", "mari.h.8821@gmail.com", language="ja"),
        ),
        near=Who(
            "綾瀬野会計事務所",
            "office@ayaseno-zeimu2240.jp",
            "綾瀬野会計事務所",
            "神奈川県厚木市仮野7",
            "046-555-0108",
            "",
            "ja",
        ),
    )


def _sole() -> House:
    domain = "makoto-sato5518.jp"
    return House(
        key="sole",
        org=Organization(
            names=("佐藤誠技術士事務所", "Sato Engineering Consulting"),
            domains=(domain,),
            authserv_ids=("mx.google.com",),
            phones=("080-5555-0147",),
            addresses=("長野県松本市架空台3-8-21",),
            urls=(f"https://{domain}/",),
            people=(
                Person(
                    name="佐藤 誠",
                    kana="サトウ マコト",
                    romaji="Makoto Sato",
                    addresses=(f"sato@{domain}", f"info@{domain}"),
                    private_addresses=("makoto.sato.yama5518@gmail.com",),
                    title="技術士（建設部門）",
                ),
            ),
            services=(Service("freee", ("freee.co.jp",)),),
            partners=(Partner("信州架橋設計", ("shinshu-kakyo4460.co.jp",)),),
        ),
        border=Border.GOOGLE,
        host="mx.google.com",
        partners=(
            Who(
                "佐藤 恵",
                "m.sato@shinshu-kakyo4460.co.jp",
                "株式会社信州架橋設計",
                "長野県長野市仮橋12-3",
                "026-555-0162",
                "設計二課",
                "ja",
            ),
            Who(
                "百瀬 亘",
                "momose@shinshu-kakyo4460.co.jp",
                "株式会社信州架橋設計",
                "長野県長野市仮橋12-3",
                "026-555-0163",
                "課長",
                "ja",
            ),
        ),
        others=(
            Who(
                "佐藤 健",
                "ken.sato@tateshina-kogen7093.co.jp",
                "蓼科高原開発株式会社",
                "長野県茅野市仮原9",
                "0266-55-5018",
                "総務",
                "ja",
            ),
            Who(
                "Emily Sato",
                "emily.sato@northgate-civil6184.com",
                "Northgate Civil",
                "55 Weir Street, Leeds LS1 9ZZ",
                "+44 113 496 0125",
                "Structural Engineer",
            ),
            Who("丸山 あかね", "akane-maru@icloud.com", language="ja"),
            Who(
                "松本市役所 建設課",
                "kensetsu@city-karimatsu3317.lg.jp",
                "仮松市役所",
                "長野県仮松市1-1",
                "0263-55-5000",
                "",
                "ja",
            ),
        ),
        near=Who(
            "佐藤技術士事務所",
            "info@sato-pe9027.jp",
            "佐藤技術士事務所",
            "宮城県仙台市仮区5-5",
            "022-555-0171",
            "",
            "ja",
        ),
        languages=("ja", "en"),
    )


def _zuqvo() -> House:
    domain = "zuqvo.co.jp"
    firms = (
        ("栄和精密", "eiwa-seimitsu1180.co.jp"),
        ("大鵬樹脂", "taiho-jushi7724.co.jp"),
        ("日進梱包", "nisshin-konpo3391.jp"),
        ("Calder Foundry Ltd", "calder-foundry2087.co.uk"),
        ("Zuvo Logistics", "zuvo-logi6650.com"),
        ("帝北商会", "teihoku-shokai5043.co.jp"),
        ("Brightwell Audit LLP", "brightwell-audit4178.com"),
        ("Sundberg AB", "sundberg-verktyg3309.se"),
    )
    return House(
        key="zuqvo",
        org=Organization(
            names=(
                "株式会社ズクヴォ",
                "ズクヴォ",
                "Zuqvo Corporation",
                "Zuqvo",
                "ズクヴォグループ",
            ),
            domains=(domain, "zuqvo.com", "zuqvo-techno.co.jp", "zuqvo.de"),
            parked_domains=("zuqvo.net", "zuqvo.jp"),
            authserv_ids=("protection.outlook.com", "gw1.zuqvo.co.jp"),
            networks=(ip_network("192.0.2.128/26"), ip_network("2001:db8:5a::/48")),
            phones=("03-5555-7400", "052-555-7410", "+49 89 5550 740"),
            addresses=(
                "東京都港区架空坂1-7-4 ズクヴォタワー",
                "愛知県名古屋市中区仮栄2-20",
                "Kanalstraße 40, 80331 München",
            ),
            urls=("https://www.zuqvo.com/", "https://www.zuqvo.co.jp/"),
            people=people(domain),
            services=(
                Service("ServiceNow", ("service-now.com",)),
                Service("SAP Ariba", ("ariba.com",)),
                Service("Box", ("box.com",)),
                Service("Microsoft 365", ("sharepointonline.com",)),
            ),
            lists=(MailingList(("ml.zuqvo.co.jp", "groups.seizo-renmei8081.org")),),
            partners=tuple(Partner(name, (host,)) for name, host in firms),
        ),
        border=Border.EXCHANGE,
        host="protection.outlook.com",
        partners=(
            Who(
                "森 健二",
                "k.mori@eiwa-seimitsu1180.co.jp",
                "株式会社栄和精密",
                "大阪府堺市仮区6-1",
                "072-555-0148",
                "製造課",
                "ja",
            ),
            Who(
                "Fiona Calder",
                "fiona@calder-foundry2087.co.uk",
                "Calder Foundry Ltd",
                "Unit 4, Forge Lane, Sheffield S1 9ZZ",
                "+44 114 496 0133",
                "Director",
            ),
            Who(
                "大鵬樹脂 購買 越智",
                "ochi@taiho-jushi7724.co.jp",
                "大鵬樹脂株式会社",
                "岡山県倉敷市仮浜3",
                "086-555-0120",
                "購買",
                "ja",
            ),
            Who(
                "Karl Sundberg",
                "karl@sundberg-verktyg3309.se",
                "Sundberg AB",
                "Hamngatan 5, 411 10 Göteborg",
                "+46 31 555 01 20",
                "VD",
                "de",
            ),
        ),
        others=(
            Who(
                "近藤 大輔",
                "kondo-d@fukuro-densetsu6219.co.jp",
                "フクロウ電設株式会社",
                "福島県郡山市仮町4-4",
                "024-555-0185",
                "工事部",
                "ja",
            ),
            Who("森 光", "hikaru.m.0714@gmail.com", language="ja"),
            Who(
                "Hans Brückner",
                "brueckner@brueckner-pumpen7156.de",
                "Brückner Pumpen KG",
                "Am Wehr 3, 90402 Nürnberg",
                "+49 911 5550 172",
                "Einkauf",
                "de",
            ),
            Who("吉永", "yoshinaga-garage@ezweb.ne.jp", language="ja"),
        ),
        near=Who(
            "Zuqo Music",
            "hello@zuqo-music2956.com",
            "Zuqo Music",
            "8 Canal Walk, Manchester M1 9ZZ",
            "+44 161 496 0170",
        ),
        languages=("ja", "en"),
    )


def _higaki() -> House:
    domain = "higaki-kokusai3316.ac.jp"
    names = (
        ("檜垣 光太郎", "ヒガキ コウタロウ", "Kotaro Higaki", "学長"),
        ("柚木 早苗", "ユノキ サナエ", "Sanae Yunoki", "教務課長"),
        ("Weber Annika", "ウェーバー アニカ", "Annika Weber", "准教授"),
        ("島袋 ひとみ", "シマブクロ ヒトミ", "Hitomi Shimabukuro", "国際交流課"),
        ("佐々木 優", "ササキ ユウ", "Yu Sasaki", "図書館"),
        ("Dupont Étienne", "デュポン エティエンヌ", "Étienne Dupont", "講師"),
        ("大城 さくら", "オオシロ サクラ", "Sakura Oshiro", "保健センター"),
        ("渡邉 淳一郎", "ワタナベ ジュンイチロウ", "Junichiro Watanabe", "教授"),
        ("金城 翼", "キンジョウ ツバサ", "Tsubasa Kinjo", "入試課"),
    )
    return House(
        key="higaki",
        org=Organization(
            names=(
                "学校法人檜垣学院 檜垣国際大学",
                "檜垣国際大学",
                "Higaki International University",
            ),
            domains=(domain, "higaki-clinic3316.or.jp"),
            parked_domains=("higaki-kokusai3316.com",),
            authserv_ids=(f"mx2.{domain}",),
            networks=(ip_network("203.0.113.192/27"),),
            phones=("098-555-0160", "098-555-0161"),
            addresses=("沖縄県那覇市架空松2-3-5",),
            urls=(f"https://www.{domain}/",),
            people=tuple(
                Person(
                    name=name,
                    kana=kana,
                    romaji=romaji,
                    nicknames=("ユウさん",) if "優" in name else (),
                    addresses=(f"{romaji.split()[-1].lower()}@{domain}",),
                    private_addresses=(
                        f"{romaji.split()[-1].lower()}.kari90@outlook.jp",
                    ),
                    title=title,
                )
                for name, kana, romaji, title in names
            ),
            services=(
                Service("Zoom", ("zoom.us",)),
                Service("manaba", ("manaba-kari2208.jp",)),
            ),
            lists=(MailingList((f"lists.{domain}", "jiscmail.ac.uk")),),
            partners=(
                Partner("Universität Hohenfels", ("uni-hohenfels5527.de",)),
                Partner("Lycée Sainte-Roche", ("sainte-roche7718.fr",)),
                Partner("琉南書店", ("ryunan-shoten6473.co.jp",)),
            ),
        ),
        border=Border.RSPAMD,
        host=f"mx2.{domain}",
        partners=(
            Who(
                "Prof. Dr. Annika Weber-Lang",
                "weber-lang@uni-hohenfels5527.de",
                "Universität Hohenfels",
                "Schlossgasse 1, 72379 Hohenfels",
                "+49 7471 5550 12",
                "Dekanin",
                "de",
            ),
            Who(
                "Claire Aubert",
                "c.aubert@sainte-roche7718.fr",
                "Lycée Sainte-Roche",
                "14 rue des Tilleuls, 31000 Toulouse",
                "+33 5 55 50 01 22",
                "Proviseure",
            ),
            Who(
                "佐々木 学",
                "m-sasaki@ryunan-shoten6473.co.jp",
                "株式会社琉南書店",
                "沖縄県浦添市仮地8-9",
                "098-555-0190",
                "外商部",
                "ja",
            ),
        ),
        others=(
            Who("比嘉 美月", "mizuki.higa.2003@gmail.com", language="ja"),
            Who("Lena Vogt", "lena.vogt@web.de", language="de"),
            Who(
                "渡邉 純",
                "jun-watanabe@okinami-hosp3921.or.jp",
                "沖波病院",
                "沖縄県糸満市仮浜1",
                "098-555-0177",
                "事務長",
                "ja",
            ),
            Who(
                "Julia Weber",
                "julia.weber@weber-translations8842.eu",
                "Weber Translations",
                "Marktplatz 6, 1010 Wien",
                "+43 1 555 0133",
                "Translator",
            ),
        ),
        near=Who(
            "檜垣国際高等学校",
            "jimu@higaki-hs1907.ed.jp",
            "檜垣国際高等学校",
            "愛媛県今治市仮山3",
            "0898-55-5010",
            "",
            "ja",
        ),
        languages=("ja", "en"),
    )


@cache
def houses() -> tuple[House, ...]:
    """All of them, built once."""
    return (_pellworth(), _ayaseno(), _sole(), _zuqvo(), _higaki())
