"""How names, subjects and quotes look on a fake, and what is lost on the way to us.

篠原 郁夫            → "篠原郁夫", "Ikuo Shinohara", "篠原 郁夫 <shinohara@clinic6.example>"
厨房の注文書（12版）  → "Re: Re: 厨房の注文"
> two lines of text  → a line lost, letters replaced, breaks gone
"""

from __future__ import annotations

from random import Random

from benchmarks.trace_worlds.cast import Person


def shown(person: Person, written: str, rng: Random) -> str:
    """A display name for somebody; `written` is how the stolen data spell it."""
    family_last = " ".join(reversed(person.alt.replace(",", "").split()))
    forms = {
        written: 6.0,
        person.alt: 1.5,
        family_last: 0.5,
        written.replace(" ", ""): 1.0,
        written.replace(" ", "　"): 0.5,
        f"{written} <{person.address}>": 1.0,
        f"{written} {person.address}": 0.7,
        f"{written}（{person.address}）": 0.3,
        person.address: 1.2,
        person.address.partition("@")[0]: 0.3,
        written.split(" ")[0]: 0.4,
        written.upper() if person.tongue == "en" else f"{written} 様": 0.2,
    }
    return rng.choices(list(forms), list(forms.values()))[0]


def subject(text: str, rough: float, rng: Random) -> str:
    """A stolen subject, answered or forwarded once more, and worn."""
    if rng.random() < rough:
        way = rng.randrange(4)
        if way == 0:
            text = text[: max(3, int(len(text) * rng.uniform(0.4, 0.9)))]
        elif way == 1:
            text = text.replace(" ", "　")
        elif way == 2:
            text = text.replace("【", "[").replace("】", "]").replace("（", "(")
        else:
            text = text[rng.randrange(1, 3) :] if len(text) > 9 else text
    return rng.choice(("Re: ", "Re: ", "RE: ", "FW: ", "Fwd: ", "")) + text


def quote(text: str, rough: float, rng: Random) -> str:
    """A stolen body as a fake quotes it."""
    lines = text.split("\n")
    if rng.random() < rough:
        for way in rng.sample(range(6), 1 + (rng.random() < rough)):
            lines = _worn(lines, way, rng)
    if rng.random() < 0.6:
        lines = [f"> {line}" for line in lines]
    return "\n".join(lines)


def _worn(lines: list[str], way: int, rng: Random) -> list[str]:
    """One sort of damage."""
    match way:
        case 0:  # cut off below
            return lines[: max(1, int(len(lines) * rng.uniform(0.3, 0.8)))]
        case 1:  # a line lost
            gone = rng.randrange(len(lines))
            return lines[:gone] + lines[gone + 1 :] or lines
        case 2:  # a letter in twenty unreadable
            return [
                "".join("?" if rng.random() < 0.05 else c for c in x) for x in lines
            ]
        case 3:  # breaks gone
            return [" ".join(lines)]
        case 4:  # leftovers of HTML
            return [
                x.replace(" ", "&nbsp;") if rng.random() < 0.5 else x for x in lines
            ]
        case _:  # broken anew, narrower
            text, width = "\n".join(lines), rng.randrange(18, 40)
            return [text[i : i + width] for i in range(0, len(text), width)]
