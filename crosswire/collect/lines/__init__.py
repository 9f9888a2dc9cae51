"""Takes a page's text, gives its lines and what each says by itself; cannot judge a line by its place on the page.

`units.units` parts a page into lines, `marks.mark` says what one says it is; `dates`, `credits` and `agencies` read the
particulars from it.
"""
