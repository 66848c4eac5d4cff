"""An app whose second migration waits until it is allowed to end."""
