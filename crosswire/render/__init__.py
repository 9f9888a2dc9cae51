"""Takes a record, gives its outputs: `record.json`, its schema and the dossier; cannot add a statement to it."""

from crosswire.render.dossier import dossier, dossier_parts
from crosswire.render.share import withhold
from crosswire.render.tables import as_json, json_parts, schema

__all__ = ["as_json", "dossier", "dossier_parts", "json_parts", "schema", "withhold"]
