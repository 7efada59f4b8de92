"""``python -m foi_extract``: the command."""

from foi_extract.cli import main

if __name__ == "__main__":
    main()
