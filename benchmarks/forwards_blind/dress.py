"""A forwarded mail as it arrives at the desk: frame, damage, transport → bytes.

greeting, signature          the reporter's own words, above or below
head and body of the mail    as the program writes them, then damaged
text, HTML or both           in one of the usual transports
"""

from __future__ import annotations

import html
import quopri
import random
import re
from base64 import b64encode
from email.header import Header
from typing import Final

from benchmarks.forwards_blind.harm import HARMS
from benchmarks.forwards_blind.inner import Batch, Inner, Person
from benchmarks.forwards_blind.layouts import Layout, dates


def fill(layout: Layout, inner: Inner, reporter: Person) -> str:
    """Write head and body as the program does, without quote marks."""
    to = inner.to.name or inner.to.address
    body = inner.body
    places = {
        "name": inner.sender.name,
        "addr": inner.sender.address,
        "subject": inner.subject,
        "to_name": to,
        "to_addr": inner.to.address,
        "reporter_name": reporter.name or reporter.address,
        "reporter_addr": reporter.address,
        "reporter_notes": f"{reporter.name or 'Sano'}/TOKYO/MINATO",
        "body_quoted": "\n".join(f"> {line}" for line in body.split("\n")),
        "body": body,
        **dates(inner.when),
    }
    return re.sub(r"\{(\w+)\}", lambda found: places[found[1]], layout.head)


def text_of(
    batch: Batch,
    layout: Layout,
    forward: str,
    reporter: Person,
    dice: random.Random,
) -> str:
    """Set the forward between the reporter's own words."""
    greeting = dice.choice(batch.greetings[layout.lang])
    signature = dice.choice(batch.signatures[layout.lang]).format(
        name=reporter.name or "S.", address=reporter.address
    )
    if layout.quote:
        lines = forward.split("\n")
        kept = 1 if _is_mark(lines[0]) else 0
        marked = [f"{layout.quote}{line}".rstrip() for line in lines[kept:]]
        forward = "\n".join(lines[:kept] + marked)
    above = dice.random() < 0.6
    blocks = (greeting, signature, forward) if above else (greeting, forward, signature)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _is_mark(line: str) -> bool:
    return bool(re.match(r"[-_]{3}|.*[:：]$|iPhone|Sent from", line))


def html_of(layout: Layout, text: str, inner: Inner) -> str:
    """Write the same as HTML, the head in the elements of the program."""
    lines = [line.removeprefix(layout.quote) for line in text.split("\n")]
    style = _HTML[layout.html]
    shown = [style(html.escape(line, quote=False)) for line in lines]
    joined = (
        "".join(shown) if layout.html in {"outlook", "apple"} else "<br>\n".join(shown)
    )
    joined = joined.replace(f"</table><br>\n{_TABLE}", "")
    wrapper = _WRAPPER.get(layout.html, "{}")
    return f"<html><head><style>p {{margin:0}}</style></head><body>{wrapper.format(joined)}</body></html>"


_LABEL: Final = re.compile(
    r"^\s*(\*?[^\W\d_][\w \-éÀ]{0,12}\s*[:：]\*?)(?=\s|\S)", re.UNICODE
)


def _outlook(line: str) -> str:
    line = _linked(line)
    bold = _LABEL.sub(r"<b><span lang=EN-US>\1</span></b>", line)
    return f"<p class=MsoNormal>{bold or '<o:p>&nbsp;</o:p>'}</p>"


def _owa(line: str) -> str:
    if re.fullmatch(r"_{10,}", line):
        return '<hr style="display:inline-block;width:98%" tabindex="-1">'
    return _LABEL.sub(r"<b>\1</b>", line)


def _gmail(line: str) -> str:
    found = re.search(
        r"^(From|Von|差出人|送信元)([:：])\s*(.*\S)\s*&lt;(\S+?)&gt;", line
    )
    if not found:
        return line
    return (
        f'{found[1]}{found[2]} <strong class="gmail_sendername" dir="auto">{found[3]}'
        f'</strong> <span dir="auto">&lt;<a href="mailto:{found[4]}">{found[4]}</a>'
        "&gt;</span>"
    )


_TABLE: Final = '<table class="moz-email-headers-table" cellpadding="0">'


def _thunderbird(line: str) -> str:
    found = re.match(r"^([^\s:：]{1,14})[:：]\s+(.*)$", line)
    if not found:
        return line
    return (
        f'{_TABLE}<tr><th nowrap align="RIGHT" valign="BASELINE">{found[1]}: </th>'
        f"<td>{_linked(found[2])}</td></tr></table>"
    )


def _apple(line: str) -> str:
    bold = _LABEL.sub(
        r'<span style="font-family: system-ui; color:rgba(0,0,0,1);"><b>\1 </b></span>',
        _linked(line),
    )
    return f"<div>{bold or '<br>'}</div>"


def _linked(line: str) -> str:
    return re.sub(
        r"&lt;([\w.+-]+@[\w.-]+)&gt;", r'&lt;<a href="mailto:\1">\1</a>&gt;', line
    )


_HTML: Final = {
    "outlook": _outlook,
    "owa": _owa,
    "gmail": _gmail,
    "thunderbird": _thunderbird,
    "apple": _apple,
    "generic": _linked,
}
_WRAPPER: Final = {
    "gmail": '<div dir="ltr"><div class="gmail_quote">{}</div></div>',
    "apple": "<div>{}</div>",
    "owa": '<div id="appendonsend"></div><div id="divRplyFwdMsg" dir="ltr">{}</div>',
}


_BANNERS: Final = (
    "【注意】このメールは社外から届いています。添付ファイルとリンクにご注意ください。",
    "CAUTION: This email originated from outside of the organization. Do not click links.",
    "[EXTERNAL EMAIL] From: an unknown sender",
)


def damage(forward: str, kind: str, dice: random.Random) -> str:
    """Hurt the head as gateways, phones and people do; the values stay."""
    if kind in HARMS:
        return HARMS[kind](forward, dice)
    head, gap, body = forward.partition("\n\n")
    lines = head.split("\n")
    if kind == "nbsp":
        lines = [re.sub(r"([:：]) ", "\\1\u00a0", line) for line in lines]
    elif kind == "wide-colon":
        lines = [re.sub(r"^(\s*[^\W\d]+)\s?: ", r"\1：", line) for line in lines]
    elif kind == "tab":
        lines = [re.sub(r"^(\s*[^\W\d]+)\s?: ", "\\1:\t", line) for line in lines]
    elif kind == "blank-lines":
        head = "\n\n".join(lines)
        return head + gap + body
    elif kind == "trailing":
        lines = [line + "  " for line in lines]
    elif kind == "indented":
        lines = [f"    {line}" for line in lines]
    elif kind == "bidi":
        lines = [re.sub(r"(\S+@\S+)", "\u202a\\1\u202c", line) for line in lines]
    elif kind == "some-quoted":
        lines = [f"> {line}" if dice.random() < 0.5 else line for line in lines]
    elif kind == "wrapped":
        lines = [re.sub(r"^(.{12,}?) (<\S+@)", "\\1\n \\2", line) for line in lines]
    elif kind == "wrapped-flush":
        lines = [re.sub(r"^(.{12,}?) (<\S+@)", "\\1\n\\2", line) for line in lines]
    elif kind == "no-to":
        lines = [
            line
            for line in lines
            if not re.match(r"\W*(To|An|À|宛先|送信先|CC|Cc)\b", line)
        ]
    elif kind == "joined":
        return " ".join(line for line in lines if line) + gap + body
    elif kind == "wide-space":
        lines = [re.sub(r"^([^:：]{1,12}[:：]) ", "\\1\u3000", line) for line in lines]
    elif kind == "zero-width":
        lines = [re.sub(r"^(\s*[^\W\d]+)", "\u200b\\1\u200b", line) for line in lines]
    elif kind == "entities":
        lines = [line.replace("<", "&lt;").replace(">", "&gt;") for line in lines]
    elif kind == "banner":
        lines.append("\n" + dice.choice(_BANNERS))
    elif kind == "banner-above":
        lines.insert(0, dice.choice(_BANNERS) + "\n")
    elif kind == "twice-quoted":
        return "\n".join(f">> {line}" for line in forward.split("\n"))
    elif kind == "wide-quoted":
        return "\n".join(f"＞{line}" for line in forward.split("\n"))
    elif kind == "folded-subject":
        lines = [
            re.sub(r"^(.{24,40}?)(?<=\S)[ 、を](.{6,})$", r"\1\n\2", line)
            if re.match(r"\W*(Subject|件名|標題|Betreff|Objet)", line)
            else line
            for line in lines
        ]
    elif kind == "soft-breaks":
        lines = [re.sub(r"^(.{30,50} )(.{8,})$", r"\1=\n\2", line) for line in lines]
    elif kind == "quoted-all":
        return "\n".join(f"> {line}" for line in forward.split("\n"))
    elif kind == "pipe":
        return "\n".join(f"| {line}" for line in forward.split("\n"))
    return "\n".join(lines) + gap + body


def mail(
    reporter: Person,
    desk: Person,
    subject: str,
    text: str,
    page: str,
    dice: random.Random,
    *,
    transport: str = "",
) -> bytes:
    """Pack text and HTML (either may be empty) as the reporter's own honest mail."""
    domain = reporter.address.partition("@")[2]
    name = Header(reporter.name, "utf-8").encode() if reporter.name else ""
    lines = [
        "Received: from out.relay.example (out.relay.example [203.0.113.77])"
        " by mx.kohoku-setsubi.example; Mon, 28 Dec 2026 09:00:03 +0900",
        f"From: {name} <{reporter.address}>" if name else f"From: {reporter.address}",
        f"To: {Header(desk.name, 'utf-8').encode()} <{desk.address}>",
        f"Subject: {Header(subject, 'utf-8', maxlinelen=70).encode()}",
        "Date: Mon, 28 Dec 2026 09:00:00 +0900",
        f"Message-ID: <{dice.randrange(10**12)}@{domain}>",
        "MIME-Version: 1.0",
    ]
    if dice.random() < 0.5:
        lines.insert(
            0,
            "Authentication-Results: mx.kohoku-setsubi.example; spf=pass"
            f" smtp.mailfrom={reporter.address}; dmarc=pass header.from={domain}",
        )
    parts = []
    if text:
        parts.append(_part("plain", text, transport, dice))
    if page:
        parts.append(_part("html", page, transport, dice))
    if len(parts) == 1:
        return "\r\n".join(lines).encode() + b"\r\n" + parts[0]
    lines.append('Content-Type: multipart/alternative; boundary="=_alt_7"')
    inside = b"".join(b"--=_alt_7\r\n" + part + b"\r\n" for part in parts)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + inside + b"--=_alt_7--\r\n"


def _part(kind: str, text: str, transport: str, dice: random.Random) -> bytes:
    charset, encoding, extra = "utf-8", dice.choice(("8bit", "qp", "base64")), ""
    if transport in {"iso-2022-jp", "shift_jis"}:
        try:
            text.encode(transport)
            charset, encoding = transport, "7bit"
        except UnicodeEncodeError:
            pass
    if transport == "flowed" and kind == "plain":
        text, extra = _flowed(text), "; format=flowed"
    if transport == "lf-only":
        encoding = "8bit"
    data = text.replace("\n", "\r\n").encode(charset)
    declared = {"8bit": "8bit", "7bit": "7bit", "qp": "quoted-printable"}.get(
        encoding, "base64"
    )
    if transport == "shift_jis" and charset == "shift_jis":
        declared = "8bit"
    if encoding == "qp":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        raw = b64encode(data)
        data = b"\r\n".join(raw[at : at + 76] for at in range(0, len(raw), 76))
    head = (
        f"Content-Type: text/{kind}; charset={charset}{extra}\r\n"
        f"Content-Transfer-Encoding: {declared}\r\n\r\n"
    )
    return head.encode() + data


def _flowed(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        quote = re.match(r"(?:> ?)*", line)
        mark = quote[0] if quote else ""
        rest = line[len(mark) :]
        while len(rest) > 66 and " " in rest[20:66]:
            cut = rest.rindex(" ", 20, 66) + 1
            lines.append(mark + rest[:cut])
            rest = rest[cut:]
        lines.append(mark + rest)
    return "\n".join(lines)
