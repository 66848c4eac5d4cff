"""A case → letters that people can sign; every sentence names the facts it follows from.

Incident ─▶ Brief ─▶ kinds/NAME.make ─▶ Document ─▶ formats: text, HTML, DOCX, PDF
                      sections/…            └─▶ wording: what must not be said
"""
