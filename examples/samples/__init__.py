"""The letters of the sample mailbox, by what they are, and how they become bytes."""
