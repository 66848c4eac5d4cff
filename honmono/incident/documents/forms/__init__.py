"""Forms of authorities: their fields in their order, each filled from records or open.

    table.py     report_forms.tsv: which fields a form has, and in which order
    fields/      one function a field: form → entries
    writing.py   entries → sections; the list of what is missing, which nobody files

Nothing is ever sent from here: people type it over, and read it while they do.
"""
