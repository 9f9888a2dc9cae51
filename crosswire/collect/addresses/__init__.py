"""Takes web addresses, gives what their servers answer, as a polite and careful visitor; cannot tell what it means.

`Fetcher.fetch` asks for one address: not of this machine's own network, robots.txt heard, within limits of size and
time.
"""

from crosswire.collect.addresses.fetching import Answer, Fetcher, Fetching, Known

__all__ = ["Answer", "Fetcher", "Fetching", "Known"]
