"""Takes a page's text, gives its lines and what each says by itself; cannot judge a line by its place on the page."""
