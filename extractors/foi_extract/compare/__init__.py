"""The same questions to many authorities: a row an authority, a column a question."""
