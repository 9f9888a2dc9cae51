"""Takes the blocks of one report, gives what is said in each with its act of saying; cannot name the speaker."""

from crosswire.extract.quotes.utterances.reading import read
from crosswire.extract.quotes.utterances.utterance import Utterance

__all__ = ["Utterance", "read"]
