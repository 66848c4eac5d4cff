"""The list of PCs: read from exports of others, its columns shown before they count."""
