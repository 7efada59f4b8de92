"""Lines and boxes to a letter's layout: reading order, furniture, paragraphs, grids."""

from foi_extract.layout.arranging import arrange

__all__ = ["arrange"]
