"""Five thousand people, put together from family and given names."""

from __future__ import annotations

from itertools import islice, product

from honmono.check.org import Person

_FAMILY = """
佐伯:サエキ:Saeki 真鍋:マナベ:Manabe 久保田:クボタ:Kubota 西岡:ニシオカ:Nishioka 大塚:オオツカ:Otsuka
古賀:コガ:Koga 片桐:カタギリ:Katagiri 望月:モチヅキ:Mochizuki 新井:アライ:Arai 榊原:サカキバラ:Sakakibara
須藤:スドウ:Sudo 乾:イヌイ:Inui 早乙女:サオトメ:Saotome 黒木:クロキ:Kuroki 藤堂:トウドウ:Todo
中条:チュウジョウ:Chujo 芳賀:ハガ:Haga 嶋田:シマダ:Shimada 辻:ツジ:Tsuji 神谷:カミヤ:Kamiya
大内:オオウチ:Ouchi 倉田:クラタ:Kurata 鷲尾:ワシオ:Washio 長尾:ナガオ:Nagao 尾﨑:オザキ:Ozaki
菅原:スガワラ:Sugawara 広瀬:ヒロセ:Hirose 水野:ミズノ:Mizuno 森:モリ:Mori 千葉:チバ:Chiba
篠原:シノハラ:Shinohara 堀:ホリ:Hori 若林:ワカバヤシ:Wakabayashi 富田:トミタ:Tomita 丹羽:ニワ:Niwa
戸田:トダ:Toda 宇野:ウノ:Uno 牧野:マキノ:Makino 平野:ヒラノ:Hirano 松永:マツナガ:Matsunaga
岩渕:イワブチ:Iwabuchi 石黒:イシグロ:Ishiguro 安達:アダチ:Adachi 園田:ソノダ:Sonoda 三宅:ミヤケ:Miyake
江藤:エトウ:Eto 南:ミナミ:Minami 根岸:ネギシ:Negishi 白石:シライシ:Shiraishi 高柳:タカヤナギ:Takayanagi
近藤:コンドウ:Kondo 本多:ホンダ:Honda 上原:ウエハラ:Uehara 滝沢:タキザワ:Takizawa 遠山:トオヤマ:Toyama
児玉:コダマ:Kodama 吉永:ヨシナガ:Yoshinaga 桜庭:サクラバ:Sakuraba 城戸:キド:Kido 飯島:イイジマ:Iijima
"""

_GIVEN = """
圭吾:ケイゴ:Keigo 沙織:サオリ:Saori 雄一郎:ユウイチロウ:Yuichiro 千尋:チヒロ:Chihiro 健二:ケンジ:Kenji
裕子:ユウコ:Yuko 達也:タツヤ:Tatsuya 真由美:マユミ:Mayumi 聡:サトシ:Satoshi 麻衣:マイ:Mai
俊介:シュンスケ:Shunsuke 香織:カオリ:Kaori 信吾:シンゴ:Shingo 由紀:ユキ:Yuki 大輔:ダイスケ:Daisuke
陽子:ヨウコ:Yoko 智也:トモヤ:Tomoya 美咲:ミサキ:Misaki 浩二:コウジ:Koji 瞳:ヒトミ:Hitomi
一郎:イチロウ:Ichiro 彩:アヤ:Aya 隆:タカシ:Takashi 直美:ナオミ:Naomi 翔太:ショウタ:Shota
奈々:ナナ:Nana 光:ヒカル:Hikaru 京子:キョウコ:Kyoko 晃:アキラ:Akira 里奈:リナ:Rina
啓:ケイ:Kei 恵美:エミ:Emi 純一:ジュンイチ:Junichi 和子:カズコ:Kazuko 淳:ジュン:Jun
梨花:リカ:Rika 修:オサム:Osamu 千春:チハル:Chiharu 公平:コウヘイ:Kohei 亜希:アキ:Aki
勝:マサル:Masaru 静:シズカ:Shizuka 昇:ノボル:Noboru 未来:ミク:Miku 治:オサム:Osamu
葵:アオイ:Aoi 義男:ヨシオ:Yoshio 久美:クミ:Kumi 哲也:テツヤ:Tetsuya 琴音:コトネ:Kotone
渡:ワタル:Wataru 明:アキラ:Akira 歩:アユム:Ayumu 幸子:サチコ:Sachiko 豊:ユタカ:Yutaka
玲:レイ:Rei 卓:スグル:Suguru 文:フミ:Fumi 元:ハジメ:Hajime 桃子:モモコ:Momoko
蘭:ラン:Ran 武:タケシ:Takeshi 梓:アズサ:Azusa 望:ノゾミ:Nozomi 司:ツカサ:Tsukasa
春樹:ハルキ:Haruki 夏美:ナツミ:Natsumi 秋人:アキト:Akito 冬子:フユコ:Fuyuko 敦:アツシ:Atsushi
孝:タカシ:Takashi 薫:カオル:Kaoru 誠司:セイジ:Seiji 明日香:アスカ:Asuka 良平:リョウヘイ:Ryohei
泉:イズミ:Izumi 剛:ツヨシ:Tsuyoshi 忍:シノブ:Shinobu 博:ヒロシ:Hiroshi 絢:アヤ:Aya
紀子:ノリコ:Noriko 守:マモル:Mamoru 花:ハナ:Hana 正:タダシ:Tadashi 友里:ユリ:Yuri
"""

_TITLES = ("主任", "課長", "部長代理", "", "係長", "")
_DEPARTMENTS = (
    "調達本部",
    "第二営業部",
    "経理部",
    "品質保証部",
    "人事企画室",
    "情報システム部",
)


def people(domain: str, count: int = 5_000) -> tuple[Person, ...]:
    """That many people; those of one name are numbered in their addresses."""
    families = [entry.split(":") for entry in _FAMILY.split()]
    givens = [entry.split(":") for entry in _GIVEN.split()]
    made: list[Person] = []
    taken: set[str] = set()
    for family, given in islice(product(families, givens), count):
        local = f"{given[2]}.{family[2]}".lower()
        if local in taken:
            local += "2"
        taken.add(local)
        place = len(made)
        made.append(
            Person(
                name=f"{family[0]} {given[0]}",
                kana=f"{family[1]} {given[1]}",
                romaji=f"{given[2]} {family[2]}",
                addresses=(f"{local}@{domain}",),
                title=_TITLES[place % len(_TITLES)],
                department=_DEPARTMENTS[place % len(_DEPARTMENTS)],
            )
        )
    return tuple(made)
