"""The first day, question by question; new incidents; import and export."""
