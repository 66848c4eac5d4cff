"""Whom a shown name or address is: forms of names, and the addresses of one person.

    a mail ──▶ x_names ─▶ (address, name) ──▶ forms_of_sighting ──▶ form → persons
                               │                                        │
                               └──▶ aliases: address → person           ▼
    a forgery ─────────────▶ shown text ──▶ forms_shown ──▶ resolver.fits ──▶ who it may be

`written` reads names out of a text, `address_style` out of an address.  `directory` keeps
all of this in memory; a store of a whole archive keeps the two tables on disk.
"""
