"""Write the generated parts of the documentation, and build its site.

python .docs/build.py [--site DIR]

Generated parts stand between ``<!-- name -->`` and ``<!-- /name -->``: the fields of the record from the
schema, the laws from their data, the commands from their help.  The site needs the extra docs.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = {
    "index": DOCS / "index.md",
    "pairing": DOCS / "pairing.md",
    "record": DOCS / "record.md",
    "law": DOCS / "law.md",
    "comparing": DOCS / "comparing.md",
    "recipes": DOCS / "recipes.md",
    "commands": DOCS / "commands.md",
    "accuracy": ROOT / "benchmarks" / "README.md",
    "limits": DOCS / "limits.md",
    "annotation": DOCS / "annotation.md",
    "contributing": ROOT / ".github" / "CONTRIBUTING.md",
    "changes": DOCS / "CHANGELOG.md",
}
"""Each page of the site and the file that it is made from, in the order of the menu."""


def fields() -> str:
    """A table for each model of the record, from the JSON Schema."""
    from foi_records.schema import response_schema

    schema = response_schema()
    models = {"Response": schema, **schema["$defs"]}
    return "\n\n".join("\n".join(_model(name, models[name])) for name in in_order_of_use(models))


def in_order_of_use(models: dict[str, dict[str, Any]]) -> list[str]:
    """The models' names, each after the one that first names it."""
    order = ["Response"]
    for name in order:
        named = re.findall(r"#/\$defs/(\w+)", json.dumps(models[name]["properties"]))
        order += [n for n in dict.fromkeys(named) if n not in order]
    return order


def _model(name: str, model: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield " ".join(model.get("description", "").split()).replace("``", "`") + "\n"
    yield "| key | type | meaning |"
    yield "| --- | --- | --- |"
    for key, field in model["properties"].items():
        yield f"| `{key}` | {type_in_words(field)} | {field['description']} |".replace(" | | ", " |  | ")


def type_in_words(field: dict[str, Any]) -> str:
    """The type of a field: ``list of [Span](#span)``, ``text or null``."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(type_in_words(option) for option in field["anyOf"]))
    if "$ref" in field:
        model = field["$ref"].rpartition("/")[2]
        return f"[{model}](#{model.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {type_in_words(field['items'])}"
    plain = {
        "string": "text",
        "integer": "integer",
        "number": "number",
        "boolean": "true or false",
        "null": "null",
    }
    return plain[field["type"]]


def laws() -> str:
    """The laws with their ids and how many of their provisions are known."""
    from foi_extract.law.provisions import instruments

    rows = [
        f"| `{law.id}` | {law.title} | {law.extent} | {len(law.provisions)} | "
        f"{sum(p.is_ground for p in law.provisions.values())} |"
        for law in instruments()
    ]
    return "\n".join(
        ["| id | law | extent | provisions | grounds of refusal |", "| --- | --- | --- | --- | --- |", *rows]
    )


def commands() -> str:
    """Every command with its arguments and options, from click."""
    import click

    from foi_extract.cli import COMMANDS, group

    with click.Context(group) as context:
        found = [(name, group.get_command(context, name)) for name in COMMANDS]
    return "\n\n".join("\n".join(_command(name, command)) for name, command in found if command)


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    named = " ".join(p.metavar or p.name.upper() for p in arguments)
    yield f"## foi-extract {name}\n"
    yield f"`foi-extract {name}{' [OPTIONS]' if options else ''}{f' {named}' if named else ''}`\n"
    yield re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(command.help or "").replace("\f", ""))
    if options:
        yield "\n| option | meaning |\n| --- | --- |"
        yield from (f"| {_flags(option)} | {_meaning(option)} |" for option in options)


def _flags(option: Any) -> str:
    flags = ", ".join(f"`{flag}`" for flag in sorted(option.opts, key=len))
    return flags + (f" `{option.metavar}`" if option.metavar else "").replace("|", "\\|")


def _meaning(option: Any) -> str:
    choices = getattr(option.type, "choices", ())
    said = option.help or ""
    if choices:
        said += f" One of {', '.join(f'`{choice}`' for choice in choices)}."
    if option.show_default and not callable(option.default):
        said += f" Default: `{option.default}`."
    return said


GENERATED: dict[str, Callable[[], str]] = {"fields": fields, "laws": laws, "commands": commands}


def with_generated_parts(text: str) -> str:
    """A page with what stands between its marks made anew."""
    for name, make in GENERATED.items():
        opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
        if opening in text:
            before, _, rest = text.partition(opening)
            text = f"{before}{opening}\n\n{make()}\n\n{closing}{rest.partition(closing)[2]}"
    return text


def pages() -> dict[Path, str]:
    """Every page with a generated part, as it should be."""
    texts = {path: path.read_text(encoding="utf-8") for path in PAGES.values() if path.parent == DOCS}
    return {path: with_generated_parts(text) for path, text in texts.items() if "<!-- /" in text}


def build_site(folder: Path) -> None:
    """Write the pages as HTML, with a menu; links between them lead to the pages of the site."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        text = re.sub(r"<!-- /?[\w-]+ -->", "", path.read_text(encoding="utf-8"))
        title = text.partition("\n")[0].lstrip("# ")
        body = _with_anchors(_with_site_links(markdown.render(text), path))
        (folder / f"{name}.html").write_text(_page(name, title, body), encoding="utf-8")


def _page(current: str, title: str, body: str) -> str:
    menu = "".join(
        f'<a href="{name}.html"{" aria-current=page" if name == current else ""}>{escape(_title(path))}</a>'
        for name, path in PAGES.items()
    )
    style = (DOCS / "style.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body><nav>{menu}</nav><main>{body}</main></body></html>\n"
    )


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


def _with_site_links(html: str, source: Path) -> str:
    """Links to other pages lead to them on the site; those to files of the repository are only named."""
    names = {path.resolve(): name for name, path in PAGES.items()}

    def replaced(link: re.Match[str]) -> str:
        address, _, place = link["address"].partition("#")
        if re.match(r"\w+:", address) or not address:
            return link[0]
        name = names.get((source.parent / address).resolve())
        if name is None:
            return link["words"]
        return f'<a href="{name}.html{f"#{place}" if place else ""}">{link["words"]}</a>'

    return re.sub(r'<a href="(?P<address>[^"]*)">(?P<words>.*?)</a>', replaced, html)


def _with_anchors(html: str) -> str:
    return re.sub(
        r"<h2>([^<]+)</h2>", lambda m: f'<h2 id="{m[1].lower().replace(" ", "-")}">{m[1]}</h2>', html
    )


def main() -> None:
    """Rewrite the generated parts; with ``--site DIR`` build the site too."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    if "--site" in sys.argv:
        build_site(Path(sys.argv[sys.argv.index("--site") + 1]))


if __name__ == "__main__":
    main()
