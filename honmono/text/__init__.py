"""Japanese and English sentences: catalogues and how they are filled."""
