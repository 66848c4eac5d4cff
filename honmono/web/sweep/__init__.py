"""PCs and what scanners said of them: the list, results, how each PC stands."""
