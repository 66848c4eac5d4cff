"""A document as text, HTML, Word file, PDF: they lay out, and change no word."""
