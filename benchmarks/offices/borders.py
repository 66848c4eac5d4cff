"""What the receiving system writes on top of a mail: its line, and its results.

Postfix with OpenDKIM     three short Authentication-Results, one a method
Postfix with rspamd       one field with everything
Exchange Online           results without authserv-id, Received by protection.outlook.com
Google Workspace          mx.google.com, with Received-SPF and its ARC twin
"""

from __future__ import annotations

from random import Random

from benchmarks.offices._core import Auth, Border

HEX = "0123456789abcdef"


def _id(random: Random, length: int = 10) -> str:
    return "".join(random.choices(HEX, k=length)).upper()


def top(
    border: Border,
    host: str,
    *,
    auth: Auth,
    peer: tuple[str, str],
    envelope: str,
    receiver: str,
    from_domain: str,
    date: str,
    random: Random,
) -> list[str]:
    """The header lines from the top of the mail down to what the sender signed.

    See `_written`.  Who passed or failed DKIM has signed, so his signature is there.
    """
    lines = _written(
        border,
        host,
        auth=auth,
        peer=peer,
        envelope=envelope,
        receiver=receiver,
        from_domain=from_domain,
        date=date,
        random=random,
    )
    outcome, signer = auth.dkim
    if outcome and outcome != "none":
        lines.append(f"DKIM-Signature: v=1; a=rsa-sha256; d={signer}; s=k1; b=x")
    return lines


def _written(
    border: Border,
    host: str,
    *,
    auth: Auth,
    peer: tuple[str, str],
    envelope: str,
    receiver: str,
    from_domain: str,
    date: str,
    random: Random,
) -> list[str]:
    """The header lines from the top of the mail down to the border's line.

    Args:
        border: which program.
        host: how it calls itself.
        auth: what it found out.
        peer: name and IP address of the host that handed the mail in.
        envelope: sender of the envelope; empty for a bounce.
        receiver: address of the mailbox.
        from_domain: domain of From, as DMARC sees it.
        date: when.
        random: of this mail.

    """
    name, ip = peer
    if border is Border.EXCHANGE:
        return _exchange(auth, name, ip, envelope, from_domain, date, random)
    if border is Border.GOOGLE:
        return _google(auth, name, ip, envelope, receiver, from_domain, date, random)
    literal = f"IPv6:{ip}" if ":" in ip else ip
    line = (
        f"Received: from {name} ({name} [{literal}])\r\n"
        f"\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n"
        f"\tby {host} (Postfix) with ESMTPS id {_id(random)}\r\n"
        f"\tfor <{receiver}>; {date} (JST)"
    )
    above = [
        f"Return-Path: <{envelope}>",
        f"X-Original-To: {receiver}",
        f"Delivered-To: {receiver}",
    ]
    if border is Border.RSPAMD:
        return [*above, line, *_rspamd(host, auth, envelope, from_domain, random)]
    return [*above, line, *_opendkim(host, auth, envelope, from_domain, random)]


def _opendkim(
    host: str, auth: Auth, envelope: str, domain: str, random: Random
) -> list[str]:
    made = []
    if auth.dmarc:
        made.append(
            f"Authentication-Results: {host}; dmarc={auth.dmarc} (p=none dis=none) header.from={domain}"
        )
    if auth.spf[0]:
        made.append(
            f"Authentication-Results: {host}; spf={auth.spf[0]} smtp.mailfrom={envelope or auth.spf[1]}"
        )
    if auth.dkim[0] and auth.dkim[0] != "none":
        made.append(
            f"Authentication-Results: {host};\r\n\tdkim={auth.dkim[0]} (2048-bit key; unprotected) "
            f"header.d={auth.dkim[1]} header.i=@{auth.dkim[1]} header.a=rsa-sha256 "
            f"header.s=k1 header.b={_id(random, 8).lower()}"
        )
    return made


def _rspamd(
    host: str, auth: Auth, envelope: str, domain: str, random: Random
) -> list[str]:
    if not auth.looked:
        return []
    said = []
    if auth.dkim[0] and auth.dkim[0] != "none":
        said.append(
            f"dkim={auth.dkim[0]} header.d={auth.dkim[1]} header.s=k1 header.b={_id(random, 8)}"
        )
    elif auth.dkim[0]:
        said.append("dkim=none")
    if auth.dmarc:
        said.append(f"dmarc={auth.dmarc} (policy=none) header.from={domain}")
    if auth.spf[0]:
        said.append(
            f"spf={auth.spf[0]} ({host}: domain of {envelope}) smtp.mailfrom={envelope or auth.spf[1]}"
        )
    return [f"Authentication-Results: {host};\r\n\t" + ";\r\n\t".join(said)]


def _exchange(
    auth: Auth,
    name: str,
    ip: str,
    envelope: str,
    domain: str,
    date: str,
    random: Random,
) -> list[str]:
    number = random.randrange(100, 999)
    inner = f"OS0PR01MB{number}5.jpnprd01.prod.outlook.com"
    edge = f"OS7PEPF0000{number}"
    lines = [
        (
            f"Received: from {inner} (2603:1096:604:{number}::9) by\r\n"
            f" TY3PR01MB{number}1.jpnprd01.prod.outlook.com with HTTPS; {date}"
        ),
        (
            f"Received: from {edge}.apcprd01.prod.outlook.com\r\n"
            f" (2603:1096:604:{number}:cafe::d) by {inner}\r\n"
            f" with Microsoft SMTP Server (version=TLS1_3,\r\n"
            f" cipher=TLS_AES_256_GCM_SHA384) id 15.20.{number}.12 via Frontend Transport; {date}"
        ),
    ]
    if auth.looked:
        verdict = "pass" if auth.dmarc == "pass" else "fail"
        dkim, signer = auth.dkim if auth.dkim[0] else ("none", "none")
        told = "signature was verified" if dkim == "pass" else "message not signed"
        if dkim == "fail":
            told = "body hash did not verify"
        lines.append(
            f"Authentication-Results: spf={auth.spf[0] or 'none'} (sender IP is {ip})\r\n"
            f" smtp.mailfrom={auth.spf[1] or envelope.rpartition('@')[2]}; dkim={dkim} ({told})\r\n"
            f" header.d={signer if dkim != 'none' else 'none'};"
            f"dmarc={auth.dmarc or 'none'} action=none header.from={domain};compauth={verdict} reason=10{number % 10}"
        )
        if auth.spf[0]:
            lines.append(
                f"Received-SPF: {auth.spf[0].title()} (protection.outlook.com: domain of\r\n"
                f" {auth.spf[1]} checked) receiver=protection.outlook.com;\r\n client-ip={ip}; helo={name};"
            )
    lines.append(
        f"Received: from {name} ({ip}) by\r\n {edge}.mail.protection.outlook.com (10.167.16.{number % 250})\r\n"
        f" with Microsoft SMTP Server (version=TLS1_3,\r\n cipher=TLS_AES_256_GCM_SHA384)"
        f" id 15.20.{number}.3 via Frontend Transport; {date}"
    )
    return lines


def _google(
    auth: Auth,
    name: str,
    ip: str,
    envelope: str,
    receiver: str,
    domain: str,
    date: str,
    random: Random,
) -> list[str]:
    said = []
    if auth.dkim[0] and auth.dkim[0] != "none":
        said.append(
            f"dkim={auth.dkim[0]} header.i=@{auth.dkim[1]} header.s=s1 header.b={_id(random, 8)}"
        )
    if auth.spf[0]:
        words = "designates" if auth.spf[0] == "pass" else "does not designate"
        said.append(
            f"spf={auth.spf[0]} (google.com: domain of {envelope or auth.spf[1]} {words} {ip} as permitted"
            f" sender) smtp.mailfrom={envelope or auth.spf[1]}"
        )
    if auth.dmarc and auth.dmarc != "none":
        said.append(
            f"dmarc={auth.dmarc} (p=NONE sp=NONE dis=NONE) header.from={domain}"
        )
    results = ";\r\n       ".join(said)
    lines = [
        f"Delivered-To: {receiver}",
        f"Received: by 2002:a05:6a10:{_id(random, 4)} with SMTP id a1csp{random.randrange(10**6)}; {date}",
        f"X-Received: by 2002:a17:902:{_id(random, 4)} with SMTP id d9443c01a7336; {date}",
    ]
    if said:
        lines.append(
            f"ARC-Authentication-Results: i=1; mx.google.com;\r\n       {results}"
        )
    lines += [
        f"Return-Path: <{envelope}>",
        (
            f"Received: from {name} ({name}. [{ip}])\r\n        by mx.google.com with ESMTPS id"
            f" d9443c01a7336-{_id(random, 8).lower()}\r\n        for <{receiver}>\r\n        (version=TLS1_3"
            f" cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n        {date}"
        ),
    ]
    if auth.spf[0]:
        lines.append(
            f"Received-SPF: {auth.spf[0]} (google.com: domain of {envelope}) client-ip={ip};"
        )
    if said:
        lines.append(f"Authentication-Results: mx.google.com;\r\n       {results}")
    return lines
