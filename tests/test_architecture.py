"""Who may import whom, and that nothing heavy is imported at start-up."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "extractors" / "foi_extract"
EVERYWHERE = {"errors", "language", "law"}
STAGES = ("reading", "layout", "letters", "pairing", "facts")
MAY = {
    **{stage: {stage, *EVERYWHERE} for stage in STAGES},
    "law": {"law"},
    "language": {"law", "plain_words", "spacy_components"},  # spaCy only for a word that is not plain
    "plain_words": set(),
    "spacy_components": {"facts", "language"},  # facts only within the components' factories
    "errors": set(),
    "pipeline": {"errors", *STAGES},
    "batch": {"batch", "errors", "pipeline"},
    "exporting": {"exporting", "errors", "batch"},
    "compare": {"compare", "errors", "law"},
    "front": {"batch", "errors", "pipeline"},
}
"""Stage or module to what of ours it may import; commands, the command line and the front door may all."""


def imports_of(path: Path) -> set[str]:
    """The dotted names of our extractor modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("foi_extract"):
            found |= {
                f"{node.module}.{a.name}" if node.module == "foi_extract" else node.module for a in node.names
            }
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.startswith("foi_extract")}
    return found


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_module_imports_only_what_its_stage_may(path: Path) -> None:
    allowed = MAY.get(stage_of(path))
    if allowed is None:
        return
    used = {name.split(".")[1] for name in imports_of(path) if "." in name}
    assert used <= allowed, f"{path.name} imports {sorted(used - allowed)}"


@pytest.mark.parametrize("path", sorted((ROOT / "models").rglob("*.py")), ids=lambda p: p.name)
def test_records_import_nothing_of_the_extractors(path: Path) -> None:
    assert not imports_of(path)


def test_only_the_language_modules_import_spacy() -> None:
    users = {
        path.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "spacy")
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "spacy" for a in node.names))
    }
    assert users == {"language.py", "spacy_components.py"}


def test_no_module_is_named_for_nothing() -> None:
    names = {path.stem for root in (PACKAGE, ROOT / "models") for path in root.rglob("*")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_the_commands_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['foi-extract', '--help']\n"
        "from foi_extract.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'pdfplumber', 'bs4', 'pydantic'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    env = {"PYTHONPATH": f"{ROOT / 'extractors'}:{ROOT / 'models'}", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"
