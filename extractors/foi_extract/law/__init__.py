"""The law and its wordings, as data with examples that prove themselves."""
