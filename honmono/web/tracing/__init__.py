"""Whose mailbox was stolen: index, trace, exposure."""
