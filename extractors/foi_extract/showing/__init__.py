"""Seeing what was read: the source with its evidence boxed at one side, the record at the other."""
