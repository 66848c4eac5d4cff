"""An app that knows one more kind of job."""
