"""Whom a shown name or address is: forms of names, and the addresses of one person."""
