"""The JSON Schema of the record, generated from the models."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from foi_records.response import SCHEMA, Response


def response_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one ``Response`` as written to JSON; every key is required there."""
    schema = Response.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:{SCHEMA.replace('/', ':')}", **schema}
