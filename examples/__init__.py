"""A sample organization with its mailbox: what `make demo` judges."""
