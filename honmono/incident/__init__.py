"""What happened, what is due, what we say, how we prove it.

case        facts, clocks, hypotheses, questions: plain values
documents   a case → letters that people can sign
evidence    originals by hash, a log that cannot be rewritten unseen, a bundle
exchange    the same facts in the forms of others
folder      where an incident lies on disk
"""
