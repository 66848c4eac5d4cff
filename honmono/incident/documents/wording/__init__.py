"""What a notice must not say: every sentence is held against the rules of a table.

    C2 is established, and the text says 「当社から流出した情報」
    → own-leak: what was misused came from elsewhere; say 悪用された情報

`check_wording` looks at a document, `check_text` at a text that people have edited.
"""

from honmono.incident.documents.wording._core import Violation
from honmono.incident.documents.wording.checking import check_text, check_wording

__all__ = ["Violation", "check_text", "check_wording"]
