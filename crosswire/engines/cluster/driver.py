"""The process that leads a cluster's actors: takes an order from stdin, gives outcomes to stdout, then makes portions.

Started by `driving.py` as `python -m crosswire.engines.cluster.driver`. It ends when its stdin does or when it is asked
to by SIGTERM; its actors end before, and a cluster that it started with it.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from types import FrameType
from typing import IO

from crosswire.engines.cluster.connecting import connected
from crosswire.engines.cluster.crew import Crew
from crosswire.engines.cluster.driving import Order, Sign
from crosswire.engines.jobs import Item
from crosswire.errors import CrosswireError
from crosswire.relating import Piece

END_SECONDS = 20
"""Longest time for the end when it is asked for."""


def main() -> None:
    """Serves until stdin ends. What Ray prints goes to stderr, so that it cannot garble the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers an order with its outcomes, or with what keeps it from being met."""

    def tell(value: object) -> None:
        pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    def asked() -> Iterator[list[Item]]:
        while True:
            tell(Sign.WANTED)
            batch: list[Item] | None = pickle.load(questions)
            if batch is None:
                return
            yield batch

    order: Order = pickle.load(questions)
    try:
        with connected(order.job.settings.ray, order.workers, order.folder) as ray:
            signal.signal(signal.SIGTERM, _end)
            crew = Crew(ray, order.job, order.workers)
            try:
                for sent in crew.run(order.parts or chain.from_iterable(asked())):
                    tell(sent)
                tell(Sign.OVER)
                _make_portions(crew, questions, tell)
            finally:
                crew.end()
    except CrosswireError as fault:
        tell(fault)
    finally:
        shutil.rmtree(order.folder, ignore_errors=True)


def _end(number: int, frame: FrameType | None) -> None:
    signal.alarm(END_SECONDS)
    sys.exit(number)


def _make_portions(crew: Crew, questions: IO[bytes], tell: Callable[[object], None]) -> None:
    """Takes portions, and the number of one to give what it has become."""
    coming: list[Callable[[], bytes] | None] = []
    while True:
        asked: Piece | int = pickle.load(questions)
        if isinstance(asked, Piece):
            coming.append(crew.begin(asked))
        elif come := coming[asked]:
            tell(come())
            coming[asked] = None


if __name__ == "__main__":
    main()
