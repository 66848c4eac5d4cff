"""Forms whose words stand in a catalogue: `field-NAME`, and `help-NAME` where it helps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from honmono.text import keys, say
from honmono.web.base.context import language


class WordedForm(forms.Form):
    """A form that speaks the language of the page."""

    catalogue: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_words()

    def put_words(self) -> None:
        """Give every field its words; again, where fields came later."""
        known = keys(self.catalogue)
        for name, field in self.fields.items():
            if f"field-{name}" in known:
                field.label = self.say(f"field-{name}")
            if f"help-{name}" in known:
                field.help_text = self.say(f"help-{name}")

    def say(self, key: str, **values: object) -> str:
        """One sentence of its catalogue."""
        return say(self.catalogue, key, language(), **values)
