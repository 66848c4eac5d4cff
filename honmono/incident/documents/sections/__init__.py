"""Parts that several documents share: each a function from a brief to a section or None.

A part without facts is None, or says 調査中 where silence would be taken for an answer.
"""
