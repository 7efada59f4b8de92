"""foi-extract: published Freedom of Information responses, read into structured records."""
