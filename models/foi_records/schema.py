"""The JSON Schema of the record, from the models; what each field means is said in ``fields.toml``."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from foi_records.response import SCHEMA, Response


def response_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one ``Response`` as written to JSON; every key is required there."""
    schema = Response.model_json_schema(by_alias=True, mode="serialization")
    meanings = tomllib.loads(resources.files("foi_records").joinpath("fields.toml").read_text("utf-8"))
    for model, definition in {"Response": schema, **schema["$defs"]}.items():
        for name, field in definition["properties"].items():
            field["description"] = meanings[model][name]
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:{SCHEMA.replace('/', ':')}", **schema}
