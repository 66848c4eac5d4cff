"""How programs head a forwarded mail: the layouts of `first.txt`, filled in.

## outlook2016-ja | html=outlook lang=ja
差出人: {name} <{addr}>
送信日時: {ja_long}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.forwards_blind.calendar import more_dates

_HERE: Final = Path(__file__).parent


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WEEK_JA: Final = "月火水木金土日"
_WEEK_EN: Final = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_WEEK_DE: Final = _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag")
_WEEK_FR: Final = _words("lundi mardi mercredi jeudi vendredi samedi dimanche")
_WEEK_IT: Final = _words("lunedì martedì mercoledì giovedì venerdì sabato domenica")
_WEEK_ES: Final = _words("lunes martes miércoles jueves viernes sábado domingo")
_WEEK_NL: Final = _words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
_MONTH_EN: Final = _words(
    "January February March April May June"
    " July August September October November December"
)
_MONTH_DE: Final = _words(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
_MONTH_FR: Final = _words(
    "janvier février mars avril mai juin"
    " juillet août septembre octobre novembre décembre"
)
_MONTH_IT: Final = _words(
    "gennaio febbraio marzo aprile maggio giugno"
    " luglio agosto settembre ottobre novembre dicembre"
)
_MONTH_ES: Final = _words(
    "enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre"
)
_MONTH_NL: Final = _words(
    "januari februari maart april mei juni"
    " juli augustus september oktober november december"
)
_MONTH_PT: Final = _words(
    "janeiro fevereiro março abril maio junho"
    " julho agosto setembro outubro novembro dezembro"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """One program's head, with the places to fill in."""

    name: str
    head: str
    html: str
    quote: str
    lang: str
    gone: bool
    """Its address cannot be told from a name that has one in it."""

    def has(self, place: str) -> bool:
        """Say whether the program writes this field at all."""
        return f"{{{place}}}" in self.head

    @property
    def has_date(self) -> bool:
        """Say whether the program writes when the mail was sent."""
        return bool(
            re.search(
                r"\{(?:ja|en|de|fr|it|es|nl|zh|ko|us|slash|iso|rfc|works|pt|sv|da|no|fi|pl|cs|hu|ru|uk|tr)(?:_\w+)?\}",
                self.head,
            )
        )


def layouts(file: str) -> list[Layout]:
    """Read all layouts of a file, in its order."""
    text = (_HERE / file).read_text(encoding="utf-8")
    blocks = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return [_layout(block) for block in blocks]


def _layout(block: str) -> Layout:
    title, _, head = block.partition("\n")
    name, _, options = title.partition("|")
    chosen = dict(option.split("=", 1) for option in options.split())
    quote = chosen.get("quote", "").replace("_", " ")
    return Layout(
        name.strip(),
        head,
        chosen.get("html", ""),
        quote,
        chosen.get("lang", "en"),
        "gone" in chosen,
    )


def dates(when: datetime) -> dict[str, str]:
    """Write one moment (of Tokyo) in every way that a layout may name."""
    day = when.weekday()
    ja, en, de, fr = _WEEK_JA[day], _WEEK_EN[day], _WEEK_DE[day], _WEEK_FR[day]
    m_en, m_de = _MONTH_EN[when.month - 1], _MONTH_DE[when.month - 1]
    m_fr = _MONTH_FR[when.month - 1]
    y, m, d = when.year, when.month, when.day
    clock, seconds = f"{when.hour}:{when:%M}", f"{when.hour}:{when:%M:%S}"
    hour12 = when.hour % 12 or 12
    half = "AM" if when.hour < 12 else "PM"
    half_ja = "午前" if when.hour < 12 else "午後"
    half_zh = "上午" if when.hour < 12 else "下午"
    half_ko = "오전" if when.hour < 12 else "오후"
    ymd_ja = f"{y}年{m}月{d}日"
    return {
        **more_dates(when),
        "ja_long": f"{ymd_ja}{ja}曜日 {clock}",
        "ja_longsp": f"{ymd_ja} {ja}曜日, {clock}",
        "ja_longc": f"{ymd_ja}({ja}) {when:%H:%M:%S}",
        "ja_ampm": f"{ymd_ja} {ja}曜日 {half_ja} {hour12}:{when:%M}",
        "ja_gmail": f"{ymd_ja}({ja}) {when:%H:%M}",
        "ja_paren": f"{ymd_ja} ({ja}) {when:%H:%M}",
        "ja_apple": f"{ymd_ja} {seconds}JST",
        "ja_apple_jst": f"{ymd_ja} {seconds} JST",
        "ja_min": f"{ymd_ja} {when:%H:%M}",
        "ja_wlm": f"{ja}曜日, {m}月 {d}日, {y} {half_ja} {hour12}:{when:%M}".replace(
            f"{ja}曜日, {m}月 {d}日, {y}", f"{ymd_ja} {ja}曜日"
        ),
        "ja_hubspot": f"{ymd_ja}{ja}曜日 {seconds} +0900",
        "ja_samsung": f"{y % 100:02}/{m:02}/{d:02} {half_ja}{hour12}:{when:%M}"
        " (GMT+09:00)",
        "ja_kanji": f"{ymd_ja}（{ja}） {when.hour}時{when.minute:02}分",
        "ja_apple_at": f"{ymd_ja} {half_ja}{hour12}:{when:%M:%S} GMT+9",
        "slash": f"{y}/{m:02}/{d:02} {when:%H:%M}",
        "slash_s": f"{y}/{m:02}/{d:02} {when:%H:%M:%S}",
        "slash_w": f"{y}/{m:02}/{d:02} ({ja}) {when:%H:%M}",
        "slash_short": f"{y}/{m}/{d} {clock}",
        "slash_en": f"{y}/{m:02}/{d:02} {en[:3]} {when:%H:%M}",
        "iso": f"{y}-{m:02}-{d:02} {when:%H:%M}",
        "iso_t": f"{y}-{m:02}-{d:02}T{when:%H:%M:%S}+09:00",
        "rfc": f"{en[:3]}, {d} {m_en[:3]} {y} {when:%H:%M:%S} +0900",
        "rfc_paren": f"{en[:3]}, {d} {m_en[:3]} {y} {when:%H:%M:%S} +0900 (JST)",
        "en_out12": f"{en}, {m_en} {d}, {y} {hour12}:{when:%M} {half}",
        "en_out24": f"{en}, {d} {m_en} {y} {when:%H:%M}",
        "en_outday": f"{d:02} {m_en} {y} {when:%H:%M}",
        "en_outmac": f"{en}, {m_en} {d}, {y} at {hour12}:{when:%M} {half}",
        "en_gmail": f"{en[:3]}, {m_en[:3]} {d}, {y} at {hour12}:{when:%M} {half}",
        "en_gmail_nn": f"{en[:3]}, {m_en[:3]} {d}, {y} at {hour12}:{when:%M}"
        f"\u202f{half}",
        "en_gmail_uk": f"{en[:3]}, {d} {m_en[:3]} {y} at {when:%H:%M}",
        "en_gmail_uk2": f"{en[:3]} {d} {m_en[:3]} {y}, {when:%H:%M}",
        "en_apple": f"{m_en} {d}, {y} at {hour12}:{when:%M:%S} {half} GMT+9",
        "en_apple_nn": f"{m_en} {d}, {y} at {hour12}:{when:%M:%S}\u202f{half} JST",
        "en_apple_uk": f"{d} {m_en} {y} at {when:%H:%M:%S} JST",
        "en_apple_comma": f"{d} {m_en} {y}, {when:%H:%M:%S} GMT+9",
        "en_apple_on": f"{m_en[:3]} {d}, {y}, at {hour12}:{when:%M} {half}",
        "en_yahoo": f"{en}, {m_en} {d}, {y}, {hour12:02}:{when:%M:%S} {half} GMT+9",
        "en_yahoo2": f"{en[:3]}, {m_en[:3]} {d}, {y} {hour12}:{when:%M} {half.lower()}",
        "en_zimbra": f"{en}, {m_en} {d}, {y} {hour12}:{when:%M:%S} {half}",
        "en_spark": f"{d} {m_en[:3]} {y}, {when:%H:%M} +0900",
        "en_proton": f"{en}, {m_en} {_ordinal(d)}, {y} at {hour12}:{when:%M} {half}",
        "en_dash": f"{d:02}-{m_en[:3]}-{y} {when:%H:%M:%S}",
        "us_notes": f"{m:02}/{d:02}/{y} {hour12:02}:{when:%M} {half}",
        "us_out": f"{m}/{d}/{y} {hour12}:{when:%M:%S} {half}",
        "us_ionos": f"{m:02}/{d:02}/{y} {hour12}:{when:%M} {half} JST",
        "us_samsung": f"{m}/{d}/{y % 100:02} {when:%H:%M} (GMT+09:00)",
        "us_dots": f"{d:02}.{m:02}.{y} {when:%H:%M}",
        "us_dmy": f"{d:02}/{m:02}/{y} {when:%H:%M}",
        "de_long": f"{de}, {d}. {m_de} {y} {when:%H:%M}",
        "de_gmail": f"{de[:2]}., {d}. {m_de} {y} um {when:%H:%M} Uhr",
        "de_apple": f"{d}. {m_de} {y} um {when:%H:%M:%S} MESZ",
        "de_tb": f"{de[:2]}, {d}. {m_de[:3]} {y} {when:%H:%M:%S} +0900",
        "de_gmx": f"{de}, {d:02}. {m_de} {y} um {when:%H:%M} Uhr",
        "it_long": f"{_WEEK_IT[day]} {d} {_MONTH_IT[when.month - 1]} {y} {when:%H:%M}",
        "es_long": f"{_WEEK_ES[day]}, {d} de {_MONTH_ES[when.month - 1]} de {y} {clock}",
        "es_gmail": f"{_WEEK_ES[day][:3]}, {d} {_MONTH_ES[when.month - 1][:3]} {y} a las"
        f" {when:%H:%M}",
        "nl_long": f"{_WEEK_NL[day]} {d} {_MONTH_NL[when.month - 1]} {y} {when:%H:%M}",
        "zh_long": f"{ymd_ja} {clock}",
        "zh_qq": f"{ymd_ja}(星期{'一二三四五六日'[day]}) {half_zh}{hour12}:{when:%M}",
        "ko_long": f"{y}년 {m}월 {d}일 {'월화수목금토일'[day]}요일 {half_ko}"
        f" {hour12}:{when:%M}",
        "en_kmail": f"{en} {d:02} {m_en} {y}, {when:%H:%M:%S}",
        "en_squirrel": f"{en[:3]}, {m_en} {d}, {y} {hour12}:{when:%M} {half.lower()}",
        "en_mailspring": f"{m_en[:3]} {d} {y}, at {hour12}:{when:%M} {half.lower()}",
        "slash_w_en": f"{y}/{m}/{d}, {en[:3]} {when:%H:%M}",
        "slash_paren": f"{y}/{m}/{d}({ja}) {when:%H:%M}",
        "ja_zero": f"{y}年{m:02}月{d:02}日 ({ja}) {when:%H:%M}",
        "works": f"{y}-{m:02}-{d:02} ({ja}) {when:%H:%M:%S} (GMT+09:00)",
        "es_like_pt": f"{d} de {_MONTH_PT[when.month - 1]} de {y} {clock}",
        "zh_gmail": f"{ymd_ja}周{'一二三四五六日'[day]} {clock}",
        "zh_apple": f"{ymd_ja} GMT+9 {half_zh}{hour12}:{when:%M:%S}",
        "it_gmail": f"{_WEEK_IT[day][:3]} {d} {_MONTH_IT[when.month - 1][:3]} {y} alle ore"
        f" {clock}",
        "it_apple": f"{d} {_MONTH_IT[when.month - 1]} {y} alle ore {when:%H:%M:%S} JST",
        "en_bat": f"{en}, {m_en} {d}, {y}, {hour12}:{when:%M:%S} {half}",
        "en_gmail_uk3": f"{en[:3]}, {m_en[:3]} {d}, {y} {hour12}:{when:%M} {half}",
        "en_front": f"{m_en} {d}, {y} at {hour12}:{when:%M} {half} GMT+9",
        "fr_long": f"{fr} {d} {m_fr} {y} {when:%H:%M}",
        "fr_apple": f"{d} {m_fr} {y} à {when:%H:%M:%S} UTC+9",
        "fr_gmail": f"{fr[:3]}. {d} {m_fr} {y} à {when:%H:%M}",
    }


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if 10 < day < 14 else ending}"
