"""What is due, what is next: the first page of an incident."""
