"""The specification of the article format, and what its examples are read and shown with."""
