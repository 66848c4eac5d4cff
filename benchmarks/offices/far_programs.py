"""How rarer programs and other languages quote; plain text, as they show it on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from benchmarks.offices._core import Past
from benchmarks.offices.quoting import DAYS_JA


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _to(past: Past) -> str:
    return "; ".join(f"{who.name} <{who.address}>" for who in past.to)


def _block(
    sender: str, date: str, to: str, subject: str, day: str, before: str = ""
) -> Callable[[Past], str]:
    def quote(past: Past) -> str:
        return (
            f"{before}{sender} {past.author.name} <{past.author.address}>\n{date} {day}\n"
            f"{to} {_to(past)}\n{subject} {past.subject}\n\n{past.text}"
        )

    return quote


def _line(pattern: str) -> Callable[[Past], str]:
    def quote(past: Past) -> str:
        w = past.when
        line = pattern.format(
            n=past.author.name, a=past.author.address, ymd=f"{w.year}年{w.month}月{w.day}日",
            iso=f"{w:%Y-%m-%d}", slash=f"{w:%Y/%m/%d}", dmy=f"{w:%d/%m/%Y}", time=f"{w:%H:%M}",
            day=DAYS_JA[w.weekday()],
        )  # fmt: skip
        return f"{line}\n{_marked(past.text)}"

    return quote


def samsung(past: Past) -> str:
    """Samsung's mail program in Japanese."""
    w = past.when
    return (
        f"-------- 元のメッセージ --------\n差出人： {past.author.name} <{past.author.address}>\n"
        f"日付： {w:%y/%m/%d} 午後2:07 (GMT+09:00)\n宛先： {past.to[0].address}\n件名： {past.subject}\n\n{past.text}"
    )


def line_works(past: Past) -> str:
    """LINE WORKS."""
    w = past.when
    return (
        f'-----Original Message-----\nFrom: "{past.author.name}"<{past.author.address}>\n'
        f'To: "{past.to[0].name}"<{past.to[0].address}>;\nCc: \n'
        f"Sent: {w:%Y-%m-%d} ({DAYS_JA[w.weekday()]}) 14:07:00 (UTC+09:00)\nSubject: {past.subject}\n\n{past.text}"
    )


def outlook_phone(past: Past) -> str:
    """Outlook on a phone, whose advertisement stands above its rule."""
    return (
        "Outlook for Android を入手する<https://aka.ms/AAb9ysg>\n" + "_" * 32 + "\n"
        f"From: {past.author.name} <{past.author.address}>\nSent: Friday, October 2, 2026 2:07:00 PM\n"
        f"To: {_to(past)}\nSubject: {past.subject}\n\n{past.text}"
    )


def notes(past: Past) -> str:
    """Notes in Japanese: labels with blanks before the colon."""
    return (
        f"差出人 :  {past.author.name} <{past.author.address}>\n宛先 :   {past.to[0].address}\n"
        f"日付 :   2026/10/02 14:07\n件名 :   {past.subject}\n"
        + "-" * 40
        + f"\n\n{past.text}"
    )


FAR: Final[dict[str, Callable[[Past], str]]] = {
    "outlook_fr": _block("De :", "Envoyé :", "À :", "Objet :", "vendredi 2 octobre 2026 14:07"),
    "outlook_es": _block("De:", "Enviado:", "Para:", "Asunto:", "viernes, 2 de octubre de 2026 14:07"),
    "outlook_it": _block("Da:", "Inviato:", "A:", "Oggetto:", "venerdì 2 ottobre 2026 14:07"),
    "outlook_nl": _block("Van:", "Verzonden:", "Aan:", "Onderwerp:", "vrijdag 2 oktober 2026 14:07"),
    "outlook_pt": _block("De:", "Enviada em:", "Para:", "Assunto:", "sexta-feira, 2 de outubro de 2026 14:07"),
    "outlook_zh": _block("发件人:", "发送时间:", "收件人:", "主题:", "2026年10月2日 14:07"),
    "outlook_tw": _block("寄件者:", "寄件日期:", "收件者:", "主旨:", "2026年10月2日 下午 02:07"),
    "outlook_ko": _block("보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:", "2026년 10월 2일 금요일 오후 2:07"),
    "outlook_sv": _block("Från:", "Skickat:", "Till:", "Ämne:", "den 2 oktober 2026 14:07"),
    "outlook_pl": _block("Od:", "Wysłano:", "Do:", "Temat:", "piątek, 2 października 2026 14:07"),
    "outlook_cs": _block("Od:", "Odesláno:", "Komu:", "Předmět:", "pátek 2. října 2026 14:07"),
    "outlook_vi": _block("Từ:", "Đã gửi:", "Đến:", "Chủ đề:", "Thứ Sáu, 2 tháng 10, 2026 14:07"),
    "outlook_da": _block("Fra:", "Sendt:", "Til:", "Emne:", "2. oktober 2026 14:07"),
    "outlook_tr": _block("Kimden:", "Gönderildi:", "Kime:", "Konu:", "2 Ekim 2026 Cuma 14:07"),
    "gmail_fr": _line("Le ven. 2 oct. 2026 à {time}, {n} <{a}> a écrit :"),
    "gmail_es": _line("El vie, 2 oct 2026 a las {time}, {n} (<{a}>) escribió:"),
    "gmail_it": _line("Il giorno ven 2 ott 2026 alle ore {time} {n} <{a}> ha scritto:"),
    "gmail_de": _line("Am Fr., 2. Okt. 2026 um {time} Uhr schrieb {n} <{a}>:"),
    "gmail_pt": _line("Em sex., 2 de out. de 2026 às {time}, {n} <{a}> escreveu:"),
    "gmail_zh": _line("{n} <{a}> 于{ymd}周五 {time}写道："),
    "gmail_ko": _line("2026년 10월 2일 (금) 오후 2:07, {n} <{a}>님이 작성:"),
    "gmail_nl": _line("Op vr 2 okt 2026 om {time} schreef {n} <{a}>:"),
    "gmail_vi": _line("Vào Th 6, 2 thg 10, 2026 vào lúc {time} {n} <{a}> đã viết:"),
    "roundcube_ja": _line("{iso} {time} に {n} さんは書きました:"),
    "roundcube": _line("On {iso} {time}, {n} wrote:"),
    "proton_ja": _line("{ymd} {day}曜日 {time}、{n} <{a}> 様は次のように記述しました："),
    "zoho_ja": _line("---- {ymd}({day}) {time}:00 +0900 {n} <{a}> さんは書きました ----"),
    "zoho": _line("---- On Fri, 02 Oct 2026 {time}:00 +0900 {n} <{a}> wrote ----"),
    "ios_ja": _line("{slash} {time}、{n} <{a}>のメール:"),
    "ios_ja_long": _line("{ymd}({day}) {time} {n} <{a}>のメール："),
    "sylpheed": _line("On Fri, 02 Oct 2026 {time}:00 +0900\n{n} <{a}> wrote:"),
    "almail": _line("Message from {n} <{a}>, at {slash} {time}:"),
    "shuriken": _line("{n} <{a}> さんの {slash} {time} のメールより:"),
    "cybozu": _line("{n} さん ({slash} {time}) のメッセージ:"),
    "samsung": samsung,
    "line_works": line_works,
    "outlook_phone": outlook_phone,
    "notes": notes,
}  # fmt: skip
"""Style → the quote's text."""
