"""Days that people type: those of which every zone knows the beginning and the end.

0001-01-01 in Tokyo began in the year 0, and after 9999-12-31 comes no day.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2999, 12, 31)

POSSIBLE: Final = (MinValueValidator(FIRST), MaxValueValidator(LAST))
"""For a field of a form."""
