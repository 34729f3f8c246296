"""How blocks are laid out: as an HTML page, as a PDF file. Nothing here knows what the blocks say."""
