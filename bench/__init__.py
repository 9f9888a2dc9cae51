"""Speed and accuracy against published sets and peers; `python -m bench` is described in `__main__.py`."""
