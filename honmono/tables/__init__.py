"""Facts of the world as TSV; source, date and licence in each head."""
