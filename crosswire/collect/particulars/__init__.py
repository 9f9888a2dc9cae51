"""Takes the words of a line, gives the particulars of a report they state; cannot tell whether a line is one of those.

`credits` and `agencies` tell who wrote it, `datelines` where it was filed, `rights` which outlet prints it, `dates` the
days that are printed; `settling` chooses between two readings of a day.
"""
