"""A small incident, a kind of document of our own, and the letter that it writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from honmono.incident.case import Certainty, Incident, Moment, Text
from honmono.incident.case.affected import Affected
from honmono.incident.case.events import Event
from honmono.incident.case.fakes import Trait
from honmono.incident.case.organization import Desk, Organization
from honmono.incident.documents._core import (
    Audience,
    Document,
    Items,
    Letterhead,
    Paragraph,
    Rows,
    Section,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds._core import Kind

DAY = date(2022, 6, 10)
URL = "https://www.reiji.example/contact"
HOSTILE = "Re: <script>alert(1)</script> #let x = [*a*] $x$ \\ {we} & \u202ecod.exe"
"""A subject as a criminal may write it."""

INCIDENT = Incident(
    id="i-1",
    organization=Organization(
        name=Text(ja="例示サポート法人", en="Reiji Support"),
        url="https://www.reiji.example/",
        desk=Desk(name=Text(ja="お客様相談窓口", en="Customer desk"), url=URL),
    ),
    events=(
        Event(id="seen", kind="spoof_mail_observed", when=Moment("2022-05-18")),
        Event(id="changed", kind="password_changed", when=Moment("2022-05-19")),
    ),
    traits=(Trait(id="subject", kind="subject", text=Text(ja=HOSTILE)),),
    affected=(
        Affected(
            id="people",
            group="customers",
            client="架空商事",
            data=("mail-address", "name"),
            certainty=Certainty.POSSIBLE,
        ),
    ),
)


def letter(brief: Brief) -> Document:
    """A letter of all parts that a document can have."""
    ja = brief.language == "ja"
    sender = brief.text(brief.incident.organization.name)
    return Document(
        kind="letter",
        language=brief.language,
        title=Sentence(
            "不審なメールに関するお詫び" if ja else "Forged mail in our name"
        ),
        head=Letterhead(
            date=Sentence(brief.date(brief.day)),
            number=Sentence("第3報" if ja else "Third report"),
            addressee=(Sentence("お客様各位" if ja else "To our customers"),),
            sender=(sender, Sentence("代表　髙﨑 𠮷郎" if ja else "Y. Takasaki")),
        ),
        opening=(
            Paragraph((Sentence("拝啓　向暑の候…" if ja else "Dear customers,"),)),
            Paragraph((Sentence("敬具"),)) if ja else Paragraph((Sentence("We"),)),
        ),
        sections=tuple(_sections(brief, ja=ja)),
        has_ki=True,
        subject="【重要】不審なメール" if ja else "Important: forged mail",
    )


def _sections(brief: Brief, *, ja: bool) -> Iterator[Section]:
    incident = brief.incident
    first = tuple(
        Sentence(
            f"{brief.when(e.when)}、不審なメールを確認いたしました。"
            if ja
            else f"On {brief.when(e.when)} we saw forged mail.",
            (e.id,),
            "overview-observed",
        )
        for e in incident.events
        if e.kind == "spoof_mail_observed"
    )
    yield Section(
        "overview",
        Sentence("概要" if ja else "What happened"),
        (Paragraph((*first, Sentence("①㈱。" if ja else "More follows."))),),
    )
    yield Section(
        "timeline",
        Sentence("経緯" if ja else "Timeline"),
        (
            Rows(
                tuple(
                    (
                        Sentence(brief.when(e.when), (e.id,)),
                        Sentence(brief.kind("events", e.kind), (e.id,)),
                    )
                    for e in incident.events
                ),
                head=(Sentence("日時"), Sentence("内容")),
            ),
        ),
    )
    data = tuple(
        Sentence(brief.kind("data", d), (a.id,))
        for a in incident.affected
        for d in a.data
    )
    yield Section(
        "leaked",
        Sentence("情報" if ja else "Data"),
        (Items(data), Items(data, numbered=True), Items(data, numbered=True)),
    )
    traits = tuple(
        (Sentence("件名", (t.id,)), brief.text(t.text, t))
        for t in incident.traits
        if t.text
    )
    yield Section("mail_examples", Sentence("例"), (Rows(traits),))
    yield Section(
        "contact",
        Sentence("窓口"),
        (Paragraph((Sentence(f"お客様相談窓口\n{URL}"),)),),
        shows_title=False,
    )


KIND = Kind("letter", Audience.PUBLIC, letter, ("report", "final"))


def brief(language: str = "ja", incident: Incident = INCIDENT) -> Brief:
    """What the letter is written from."""
    return Brief(incident, language, DAY, "documents/notice")


def document(language: str = "ja") -> Document:
    """The letter."""
    return letter(brief(language))
