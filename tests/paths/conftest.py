"""The record of the samples, made once for every test that looks at it."""

from __future__ import annotations

import pytest

from crosswire.base import Record
from crosswire.dissect import LoadedModel
from tests.paths.telling import record_of_samples


@pytest.fixture(scope="session")
def record(model: LoadedModel) -> Record:
    return record_of_samples(model)
