"""Many sources, with nothing lost: supervised children, an ordered pool, a journal to resume from."""
