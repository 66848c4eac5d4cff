"""The facts of an incident in the forms of others, and back."""
