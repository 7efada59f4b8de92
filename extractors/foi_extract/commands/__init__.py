"""The subcommands of ``foi-extract``, one module each; what is heavy is imported within them."""
