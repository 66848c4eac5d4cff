"""Setting up: people lists and our own mail → a first organization file.

    exports/     a list of people, as some program writes it → people
    archive/     our own sent and received mail → proposals, each with its counts
    draft.py     what will stand in the file
    writing.py   the file's text
    merging.py   the same into a file that is there already

Nothing here asks or prints; `cli/init` does.
"""
