"""Questions, tasks, people, inquiries, accounts, measures."""
