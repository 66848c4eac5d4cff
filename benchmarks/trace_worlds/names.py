"""Names that people and companies of the invented worlds get.

    ("篠原", "Shinohara"), ("郁夫", "Ikuo")   →   篠原 郁夫, Ikuo Shinohara

Few enough that a firm of 150 has namesakes.  Ordinary names, drawn by chance: nobody real
is meant.
"""

from __future__ import annotations

from typing import Final

FAMILIES_JA: Final = tuple(
    pair.split(":")
    for pair in (
        "篠原:Shinohara 桐山:Kiriyama 古川:Furukawa 今村:Imamura 西尾:Nishio 榎本:Enomoto "
        "黒田:Kuroda 白石:Shiraishi 堀江:Horie 水谷:Mizutani 大野:Ohno 小島:Kojima "
        "丸山:Maruyama 土屋:Tsuchiya 岩崎:Iwasaki 須藤:Sudo 富田:Tomita 柏木:Kashiwagi "
        "浅井:Asai 栗原:Kurihara 矢野:Yano 沢田:Sawada 尾崎:Ozaki 永井:Nagai 三宅:Miyake "
        "野口:Noguchi 菅原:Sugawara 安田:Yasuda 荒井:Arai 島崎:Shimazaki 久保:Kubo "
        "松下:Matsushita 髙橋:Takahashi 渡邊:Watanabe 齋藤:Saito 佐藤:Sato 鈴木:Suzuki "
        "田中:Tanaka 木下:Kinoshita 杉本:Sugimoto 平田:Hirata 桜井:Sakurai 横田:Yokota"
    ).split()
)
GIVEN_JA: Final = tuple(
    pair.split(":")
    for pair in (
        "郁夫:Ikuo 慎也:Shinya 千夏:Chinatsu 麻衣:Mai 康平:Kohei 早苗:Sanae 俊介:Shunsuke "
        "遥:Haruka 浩二:Koji 典子:Noriko 悠斗:Yuto 沙織:Saori 雅人:Masato 由紀:Yuki "
        "隆:Takashi 理恵:Rie 博之:Hiroyuki 小百合:Sayuri 勝:Masaru 香織:Kaori 翼:Tsubasa "
        "まゆみ:Mayumi 大樹:Daiki 幸子:Sachiko 淳:Jun 彩乃:Ayano 英樹:Hideki 亜希:Aki "
        "純一:Junichi 奈々:Nana 哲也:Tetsuya 智美:Tomomi 正男:Masao 梢:Kozue"
    ).split()
)
FAMILIES_EN: Final = (
    "Ashdown Barrow Calloway Denholm Eastlake Fenwick Garrity Holloway Ingram Jessop "
    "Kendrick Lockhart Merriman Norwood Oakes Pemberton Quigley Redfern Sandoval Thorne "
    "Underhill Vance Whitlow Yates Zeller Dietrich Lindqvist Moreau Ferrara O'Hara Smith "
    "Jones Petrov Okafor Duarte Van-Dijk Baptiste Novotny Haddad Singh Chen Rowe Lund"
).split()
GIVEN_EN: Final = (
    "Abigail Brandon Cecily Dominic Estelle Felix Gwen Harvey Imogen Jasper Kirsten Lionel "
    "Marguerite Nolan Odette Percy Quentin Rosalind Stefan Tabitha Ulrich Verena Wallace "
    "Yvonne Zachary Amina Bruno Chloe Dario Elena Hugo Ines Marek Nadia Omar Paula"
).split()

FIRM_HEADS: Final = (
    "aspen birch cobalt delta ember flint granite hazel indigo juniper kestrel larch mesa "
    "nickel onyx pebble quartz ridge slate tundra umber vale willow yarrow zinc"
).split()
FIRM_TAILS: Final = (
    "works trading press foods optics cargo design paper glass clinic legal motors garden "
    "systems timber textile"
).split()
FREE_MAIL: Final = ("postkasten.example", "letterhive.example", "yubin-mail.example")
HACKED: Final = (
    "salon bakery dental tennis guesthouse florist plumbing choir kennel printshop"
).split()
"""Words of the domains whose accounts a thief of this world sends from."""

ROLES: Final = (
    ("info", "Info", "受付"),
    ("sales", "Sales", "営業部"),
    ("billing", "Billing", "経理"),
    ("support", "Support", "サポート窓口"),
    ("jinji", "Personnel", "人事課"),
    ("koho", "Press Office", "広報室"),
)
BRANDS: Final = (
    "Parcel Desk",
    "Cloud Storage Team",
    "ビリング・センター",
    "会員サービス",
    "Mailbox Administrator",
    "配送センター",
)
"""Whom ordinary phish shows; none of them exists."""
