"""Grids: tables of cells found in flattened text and on PDF pages, whatever they hold."""
