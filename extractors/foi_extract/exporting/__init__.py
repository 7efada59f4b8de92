"""Records to the files that other tools open; :mod:`foi_extract.exporting.registry` lists the formats."""
