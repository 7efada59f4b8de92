"""Records against hand-made gold: precision, recall and F1, a measure a row."""
