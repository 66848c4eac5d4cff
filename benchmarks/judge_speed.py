"""How fast a mail is judged: messages per CPU second of the whole of `honmono check`.

    python -m benchmarks.judge_speed [--org honmono.toml] FOLDER...
    python -m benchmarks.judge_speed --people FOLDER...

For every file below FOLDER: `judge` with all signals, the record, and its line of JSON,
as `honmono check --format jsonl` does in one process.  The yardstick is
`reference_parse.py` of the test data (`$HONMONO_DATA/check`), which parses, decodes every
header and every text, and judges nothing.  Both run in turns in one process, and the
best run of each counts, so that the ratio says something on a busy machine too.

`--people` compares two organizations on the same mail: one of 20 invented people, one of
5,000.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Final

from benchmarks.data import folder_of
from benchmarks.read import Result, yardstick_of
from honmono.check.batch import Errand, judge_found, prepare
from honmono.check.org import Organization, Person
from honmono.cli._core import Format
from honmono.cli.output import jsonl
from honmono.cli.output._core import Layout
from honmono.config import load_organization
from honmono.mail.source import RawMail

EXAMPLE: Final = Path(__file__).parents[1] / "examples/hoshimine/honmono.toml"
RUNS: Final = 3
PRIOR: Final = 0.5

FEW: Final = 20
MANY: Final = 5_000

_FAMILIES: Final = """
    秋山 アキヤマ Akiyama|石川 イシカワ Ishikawa|上田 ウエダ Ueda|遠藤 エンドウ Endo
    岡本 オカモト Okamoto|加藤 カトウ Kato|木下 キノシタ Kinoshita|工藤 クドウ Kudo
    小池 コイケ Koike|斎藤 サイトウ Saito|柴田 シバタ Shibata|杉山 スギヤマ Sugiyama
    関口 セキグチ Sekiguchi|高田 タカダ Takada|千葉 チバ Chiba|土屋 ツチヤ Tsuchiya
    寺田 テラダ Terada|富田 トミタ Tomita|中川 ナカガワ Nakagawa|西山 ニシヤマ Nishiyama
    野口 ノグチ Noguchi|橋口 ハシグチ Hashiguchi|平田 ヒラタ Hirata|福島 フクシマ Fukushima
    星野 ホシノ Hoshino|松尾 マツオ Matsuo|三浦 ミウラ Miura|村上 ムラカミ Murakami
    森田 モリタ Morita|安田 ヤスダ Yasuda|横山 ヨコヤマ Yokoyama|和田 ワダ Wada
    今村 イマムラ Imamura|内藤 ナイトウ Naito|大沢 オオサワ Osawa|片山 カタヤマ Katayama
    北川 キタガワ Kitagawa|熊谷 クマガイ Kumagai|黒田 クロダ Kuroda|近藤 コンドウ Kondo
    坂本 サカモト Sakamoto|島田 シマダ Shimada|須藤 スドウ Sudo|田村 タムラ Tamura
    永井 ナガイ Nagai|新井 アライ Arai|原田 ハラダ Harada|広瀬 ヒロセ Hirose
    藤本 フジモト Fujimoto|前田 マエダ Maeda
"""
_BEGINNINGS: Final = """
    明 アキ Aki|和 カズ Kazu|邦 クニ Kuni|貞 サダ Sada|重 シゲ Shige|孝 タカ Taka
    俊 トシ Toshi|直 ナオ Nao|信 ノブ Nobu|則 ノリ Nori|秀 ヒデ Hide|弘 ヒロ Hiro
    文 フミ Fumi|正 マサ Masa|光 ミツ Mitsu|康 ヤス Yasu|幸 ユキ Yuki
    義 ヨシ Yoshi|春 ハル Haru|夏 ナツ Natsu
"""
_ENDINGS: Final = "子 コ ko|美 ミ mi|夫 オ o|彦 ヒコ hiko|之 ユキ yuki"


def measure(
    folder: Path, yardstick: Path, org_file: Path = EXAMPLE, runs: int = RUNS
) -> Result:
    """Judge every file below `folder`, and read it with the yardstick, in turns."""
    mails = mails_of(folder)
    org = load_organization(org_file)
    theirs = yardstick_of(yardstick)
    ours, other = _in_turns(
        (partial(_check, org), lambda: _each(lambda mail: theirs(mail.data))),
        mails,
        runs,
    )
    return Result(folder.name, len(mails), ours, other)


def measure_people(folder: Path, runs: int = RUNS) -> Result:
    """Judge every file below `folder` for 5,000 people and for 20, in turns."""
    mails = mails_of(folder)
    many, few = _in_turns(
        tuple(partial(_check, office_of(count)) for count in (MANY, FEW)), mails, runs
    )
    return Result(folder.name, len(mails), many, few)


def mails_of(folder: Path) -> list[RawMail]:
    """Every file below `folder`, one mail each."""
    return [
        RawMail(path.read_bytes(), str(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def office_of(count: int) -> Organization:
    """An organization of so many invented people, every one with kana and romaji."""
    return Organization(
        names=("例示通商株式会社", "Reiji Trading Co., Ltd."),
        domains=("reiji-trading.example",),
        people=tuple(islice(_people(), count)),
    )


def _people() -> Iterator[Person]:
    """50 families times 100 given names, neighbours in no way alike."""
    families = [name.split() for name in _listed(_FAMILIES)]
    given = [
        [begin + end for begin, end in zip(b.split(), e.split(), strict=True)]
        for e, b in product(_listed(_ENDINGS), _listed(_BEGINNINGS))
    ]
    for shift, at in product(range(len(given)), range(len(families))):
        family, name = families[at], given[(7 * at + shift) % len(given)]
        local = f"{name[2]}.{family[2]}".lower()
        yield Person(
            name=f"{family[0]} {name[0]}",
            kana=f"{family[1]} {name[1]}",
            romaji=f"{name[2]} {family[2]}",
            addresses=(f"{local}@reiji-trading.example",),
        )


def _listed(table: str) -> list[str]:
    return [
        row for line in table.strip().split("\n") for row in line.strip().split("|")
    ]


Reader = Callable[[Sequence[RawMail]], None]


def _check(org: Organization) -> Reader:
    """Get ready as a worker of `honmono check` does; what it does with all mails."""
    prepare(Errand(org, PRIOR))
    layout = Layout(Format.jsonl, org.language)
    return _each(lambda mail: jsonl.mail(judge_found(mail)[0], layout))


def _each(read: Callable[[RawMail], object]) -> Reader:
    def read_all(mails: Sequence[RawMail]) -> None:
        for mail in mails:
            read(mail)

    return read_all


def _in_turns(
    get_ready: Sequence[Callable[[], Reader]], mails: Sequence[RawMail], runs: int
) -> list[float]:
    """The best rate of each, in messages per CPU second; getting ready is not counted."""
    best = [0.0] * len(get_ready)
    for _ in range(runs):
        for place, make in enumerate(get_ready):
            read_all = make()
            start = time.process_time()
            read_all(mails)
            rate = len(mails) / (time.process_time() - start)
            best[place] = max(best[place], rate)
    return best


def main() -> None:
    """Print one line for each folder: name, mails, both rates, their ratio."""
    arguments = argparse.ArgumentParser(description="How fast a mail is judged.")
    arguments.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--org", type=Path, default=EXAMPLE, metavar="FILE")
    arguments.add_argument("--people", action="store_true")
    given = arguments.parse_args()
    for folder in given.folders:
        if given.people:
            result = measure_people(folder)
            print(result, f"time: {1 / result.ratio:.2f} x", flush=True)
        else:
            yardstick = folder_of("check/reference_parse.py")
            print(measure(folder, yardstick, given.org), flush=True)


if __name__ == "__main__":
    main()
