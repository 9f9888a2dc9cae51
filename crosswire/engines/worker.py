"""One worker process of the pool: takes a job once, then batches of pages and
portions of the record from stdin, and gives what comes of them to stdout.

Started by `engines/pool.py` as `python -m crosswire.engines.worker`; it ends when its stdin does, so that none is left
behind when the run is killed.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import IO

from crosswire.dissect import load_model
from crosswire.engines.barrier import caught
from crosswire.engines.jobs import Job
from crosswire.errors import CrosswireError
from crosswire.relating import Piece


def main() -> None:
    """Serves until stdin ends. What a library prints goes to stderr, so that it cannot garble the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        return


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers "ready" (null) or the error that keeps it from working, then one list of outcomes a batch, or a portion's
    content, or null for one that failed: whoever asked will meet the fault."""
    job: Job = pickle.load(questions)
    try:
        model = load_model(job.settings.model) if job.needs_model else None
    except CrosswireError as fault:
        _answer(answers, fault)
        return
    _answer(answers, None)
    kept = job.parses(model)
    while True:
        question = pickle.load(questions)
        if isinstance(question, Piece):
            made = caught(question.make)
            _answer(answers, None if isinstance(made, Exception) else made)
            continue
        try:
            _answer(answers, job.run(question, model, kept))
        except CrosswireError as fault:
            _answer(answers, fault)


def _answer(answers: IO[bytes], value: object) -> None:
    pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    main()
