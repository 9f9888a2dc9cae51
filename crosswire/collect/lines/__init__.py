"""Takes a page's text, gives its lines and what each says of itself; cannot judge a line by its place on the page.

`units.units` parts a page into lines, `marks.mark` says what one says it is; `pictures` knows captions and credits.
"""
