"""The one matcher of signature blocks: do some lines present one of us as the writer?"""

from honmono.check.org.card.book import Card, CardBook, CardStrength, Item, ItemKind

__all__ = ["Card", "CardBook", "CardStrength", "Item", "ItemKind"]
