"""Takes a record, gives its outputs: `record.json`, its schema and the dossier; cannot add a statement to it."""

from crosswire.render.dossier import dossier
from crosswire.render.tables import as_json, schema

__all__ = ["as_json", "dossier", "schema"]
