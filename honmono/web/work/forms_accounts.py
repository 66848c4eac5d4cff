"""Forms: a password was changed; several owners were asked, or have changed theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from honmono.incident.case import Answer, Moment
from honmono.incident.case.accounts import Account, HowKnown
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import DayField, TimeField, moment_of
from honmono.web.work.proof import Proof, ProofForm
from honmono.web.work.selectors_accounts import BESIDE
from honmono.web.work.services_accounts import Rotated, Several

_WORDS: Final = "web/work_accounts"
MOST: Final = 200
"""Accounts that are changed at once."""


class RotatedForm(ProofForm):
    """When, how we know, and what was found beside it."""

    catalogue = _WORDS
    shown = forms.CharField(max_length=32, widget=forms.HiddenInput)
    day = DayField(required=False)
    time = TimeField()
    how = forms.ChoiceField(required=False)
    asked = DayField(required=False)
    sessions = forms.ChoiceField()
    app_passwords = forms.ChoiceField()
    forwarding = forms.ChoiceField()
    delegates = forms.ChoiceField()
    field_order = ("shown", "day", "time", "how", "asked", *BESIDE, "proof", "file")

    def __init__(self, *args: Any, account: Account, **how: Any) -> None:
        how["initial"] = {**_initial(account), **how.get("initial", {})}
        super().__init__(*args, **how)
        self._held = account.rotation
        self.fields["day"].label = say(_WORDS, "field-changed", language())
        self.offer("how", _hows())
        for name in BESIDE:
            self.offer(name, _answers(name))

    def clean(self) -> dict[str, Any]:
        """A change of which nobody says how it is known cannot be counted."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("day") and not data.get("how"):
            self.add_error("how", say(_WORDS, "how-wanted", language()))
        if not data.get("day") and data.get("time"):
            self.add_error("day", say(_WORDS, "day-wanted", language()))
        return data

    def known(self, proof: Proof) -> Rotated:
        """As it was given; a moment that these fields cannot show stays as it was."""
        data = self.cleaned_data
        return Rotated(
            changed=_kept(
                moment_of(data["day"], data["time"]) if data["day"] else None,
                self._held.changed,
            ),
            how=HowKnown(data["how"]) if data["how"] else None,
            asked=_kept(
                moment_of(data["asked"]) if data["asked"] else None, self._held.asked
            ),
            beside={name: Answer(data[name]) for name in BESIDE},
            proof=proof,
        )


class SeveralForm(WordedForm):
    """The same about several accounts."""

    catalogue = _WORDS
    what = forms.ChoiceField()
    day = DayField()
    time = TimeField()
    how = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        words = [
            (w, say(_WORDS, f"what-{w}", language())) for w in ("asked", "changed")
        ]
        self.offer("what", words)
        self.offer("how", _hows())

    def clean(self) -> dict[str, Any]:
        """A change needs how it is known."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("what") == "changed" and not data.get("how"):
            self.add_error("how", say(_WORDS, "how-wanted", language()))
        return data

    def several(self, shown: Mapping[str, str]) -> Several:
        """As it was given."""
        data = self.cleaned_data
        when = moment_of(data["day"], data["time"])
        if data["what"] == "asked":
            return Several(shown, asked=when)
        return Several(shown, changed=when, how=HowKnown(data["how"]))


def chosen(data: Any) -> dict[str, str]:
    """Names of the accounts that were marked, each with its fingerprint."""
    names = data.getlist("account")[: MOST + 1]
    return {name: data.get(f"shown-{name}", "") for name in names}


def _initial(account: Account) -> dict[str, Any]:
    rotation = account.rotation
    changed, asked = rotation.changed, rotation.asked
    return {
        "day": changed.last_day() if changed else None,
        "time": changed.start.time if changed else None,
        "how": rotation.how.value if rotation.how else "",
        "asked": asked.last_day() if asked else None,
        **{name: getattr(rotation, name).value for name in BESIDE},
    }


def _kept(new: Moment | None, held: Moment | None) -> Moment | None:
    """What was there, where the form says the same with less."""
    if held is None:
        return new
    day = new.last_day() if new else None
    same = day == held.last_day()
    told = new.start.time if new else None
    held_time = (
        held.start.time.replace(tzinfo=None, second=0) if held.start.time else None
    )
    return held if same and told == held_time else new


def _hows() -> list[tuple[str, str]]:
    nothing = say(_WORDS, "choose", language())
    return [
        ("", nothing),
        *((one.value, say("case", f"how-{one.value}", language())) for one in HowKnown),
    ]


def _answers(name: str) -> list[tuple[str, str]]:
    """Each answer in words of its own: yes is good of one and bad of another."""
    made = []
    for answer in Answer:
        looked = answer is not Answer.NOT_LOOKED
        key = f"{name}-{answer.value}" if looked else "answer-not-looked"
        made.append((answer.value, say("case", key, language())))
    return made[-1:] + made[:-1]
