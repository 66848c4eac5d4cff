"""One file for each number we publish; README.md has unit, machine and last result."""
