"""Forms whose words stand in a catalogue: `field-NAME`, and `help-NAME` where it helps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms

from honmono.text import keys, say
from honmono.web.base.context import language


class WordedForm(forms.Form):
    """A form that speaks the language of the page."""

    catalogue: ClassVar[str]
    named: ClassVar[str] = "field"
    """Begins the keys of its labels; of forms in one catalogue each may have its own:
    `aware-day`, `help-aware-day`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.put_words()

    def put_words(self) -> None:
        """Give every field its words; again, where fields came later."""
        known = keys(self.catalogue)
        for name, field in self.fields.items():
            if f"{self.named}-{name}" in known:
                field.label = self.say(f"{self.named}-{name}")
            for key in (f"help-{self.named}-{name}", f"help-{name}"):
                if key in known:
                    field.help_text = self.say(key)
                    break

    def say(self, key: str, **values: object) -> str:
        """One sentence of its catalogue."""
        return say(self.catalogue, key, language(), **values)

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Let somebody choose among these: they depend on incident and language."""
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)
