"""What stands around a notice: day, sender, to whom; greeting and farewell of a letter.

拝啓　新緑の候、皆様におかれましては、…      敬具      記 … 以上
"""

from __future__ import annotations

from honmono.incident.documents._core import Letterhead, Paragraph, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import paragraph, say
from honmono.tables import rows


def head(brief: Brief, *addressee: Sentence) -> Letterhead:
    """The day, to whom, and from whom."""
    return Letterhead(
        date=Sentence(brief.date(brief.day)), addressee=addressee, sender=_sender(brief)
    )


def greeting(brief: Brief) -> Paragraph:
    """The first words of a mail."""
    return paragraph(say(brief, "greeting"))


def seasonal_greeting(brief: Brief) -> Paragraph:
    """The first words of a letter that goes by post, with the season."""
    seasons = {row[0]: row[1] for row in rows("seasonal_greetings.tsv")}
    season = seasons[str(brief.day.month)]
    return paragraph(say(brief, "greeting-letter", season=season))


def title(brief: Brief, key: str, *facts: str) -> Sentence:
    """The title, with the name that people know the organization by."""
    organization = brief.incident.organization
    name = (organization.short or organization.name).in_language(brief.language)
    return say(brief, key, *facts, name=name)


def end(brief: Brief) -> tuple[Sentence, ...]:
    """`以上` closes a Japanese notice; an English one just ends."""
    return (say(brief, "end"),) if brief.language == "ja" else ()


def _sender(brief: Brief) -> tuple[Sentence, ...]:
    organization, language = brief.incident.organization, brief.language
    lines = [organization.name.in_language(language)]
    if organization.representative is not None:
        who = organization.representative
        said = who.title.in_language(language)
        lines.append(
            f"{said}　{who.name}" if language == "ja" else f"{who.name}, {said}"
        )
    return tuple(Sentence(line) for line in lines)
