"""The table of rules: what is forbidden or required, in which situation and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from honmono.incident.documents.wording._core import Situation
from honmono.incident.documents.wording.situations import WHEN
from honmono.tables import rows

_WE: Final = (
    *("当社", "弊社", "当所", "弊所", "当法人", "当会", "本会", "当院", "本院", "当行"),
    *("本学", "当校", "本校", "当園", "当方", "弊方", "当店", "当組合", "当協会"),
    *("当センター", "当市", "本市", "当町", "本町", "当県", "本県", "当財団", "当機構"),
    *("私ども", "わたくしども", "小社", "自社", "我が社", "わが社", "当グループ"),
)
"""How organizations speak of themselves; the organization's own word is added."""

_PC: Final = (
    r"(?:パソコン|ＰＣ|PC|端末|コンピュータ|サーバ|機器|メールアカウント|アカウント)"
)
_HEDGES: Final = {
    "ja": r"みられ|見られ|可能性|おそれ|恐れ|調査中|確認中|疑い|推定|考えられ|とは限り"
    r"|至って(?:おりま|いま)せん|できて(?:おりま|いま)せん|不明",
    "en": r"\b(?:appears?|may|might|could|possibl[ey]|suspect(?:ed)?|likely|whether"
    r"|under investigation|not (?:yet )?(?:known|found|established)|unknown)\b",
}
"""Words by which a sentence says that it is no fact."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    name: str
    when: str
    is_required: bool
    may_hedge: bool
    """Is it allowed where the sentence says that it is no fact?"""

    pattern: str

    def holds(self, situation: Situation) -> bool:
        """Is it a rule here?"""
        return WHEN[self.when](situation)

    def is_broken_by(self, sentence: str, situation: Situation) -> bool:
        """Does the sentence say what is forbidden?"""
        if self.may_hedge and re.search(
            _HEDGES[situation.language], sentence, re.IGNORECASE
        ):
            return False
        return self.matches(sentence, situation)

    def matches(self, text: str, situation: Situation) -> bool:
        """Do its words occur?"""
        return _compiled(self.pattern, situation.itself).search(text) is not None


@cache
def rules_in(language: str) -> tuple[Rule, ...]:
    """The rules for texts of a language."""
    return tuple(
        Rule(name, when, what == "required", hedge == "hedge", pattern)
        for name, when, of, what, hedge, pattern in rows("wording_rules.tsv")
        if of == language
    )


@cache
def _compiled(pattern: str, own: str) -> re.Pattern[str]:
    we = "|".join(re.escape(word) for word in (own, *_WE))
    text = pattern.replace("{we}", f"(?:{we})").replace("{pc}", _PC)
    return re.compile(text, re.IGNORECASE)
