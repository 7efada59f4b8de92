"""The documentation is true: generated parts fresh, commands print what is shown, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / ".docs").glob("*.md")), ROOT / ".github" / "CONTRIBUTING.md"]
SOURCES = os.pathsep.join((str(ROOT / "extractors"), str(ROOT / "models")))
SHELL = shutil.which("bash")
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)")


def builder() -> ModuleType:
    """The module that makes the documentation."""
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / ".docs" / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = builder()


@pytest.mark.parametrize("path", list(BUILD.pages()), ids=lambda path: path.stem)
def test_generated_parts_are_fresh(path: Path) -> None:
    """Rewrite them with: python .docs/build.py."""
    assert path.read_text(encoding="utf-8") == BUILD.pages()[path]


class Shown(NamedTuple):
    """A command as shown, and what is shown below it (nothing where its output does not matter)."""

    command: str
    output: str


def shown_in(text: str) -> list[Shown]:
    """The ``$ foi-extract`` commands of a page, in order."""
    out = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            out.append(Shown(command, output.strip()))
    return [one for one in out if one.command.startswith("foi-extract")]


def as_pattern(output: str) -> re.Pattern[str]:
    """What is shown, as a pattern: an ellipsis stands for anything."""
    return re.compile(re.escape(output).replace("…", ".*?"), re.DOTALL)


WITH_COMMANDS = [page for page in PAGES if shown_in(page.read_text(encoding="utf-8"))]


@pytest.mark.skipif(SHELL is None, reason="the commands are shown for a shell")
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_commands_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    for needed in ("pypdfium2", "openpyxl"):
        pytest.importorskip(needed)
    for folder in ("samples", "notebooks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    environment = {**os.environ, "PYTHONPATH": SOURCES, "PYTHONWARNINGS": "error", "PYTHON": sys.executable}
    for command, output in shown_in(page.read_text(encoding="utf-8")):
        if "| jq" in command and not shutil.which("jq"):
            continue
        script = f'foi-extract() {{ "$PYTHON" -m foi_extract "$@"; }}; set -eo pipefail; {command} 2>&1'
        done = subprocess.run(
            [str(SHELL), "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        shown = as_pattern(output or "…")
        assert shown.fullmatch(done.stdout.strip()), f"{command}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for address in LINK.findall(page.read_text(encoding="utf-8")):
        if not re.match(r"\w+:", address):
            assert (page.parent / address).exists(), address


def test_the_site_is_built_and_its_links_lead_within_it(tmp_path: Path) -> None:
    pytest.importorskip("markdown_it")
    BUILD.build_site(tmp_path)
    assert {path.stem for path in tmp_path.glob("*.html")} == set(BUILD.PAGES)
    for path in tmp_path.glob("*.html"):
        for address, place in re.findall(r'href="([^":#]*)(?:#([^"]*))?"', path.read_text(encoding="utf-8")):
            target = tmp_path / address if address else path
            assert target.exists(), f"{path.name}: {address}"
            assert not place or f'id="{place}"' in target.read_text(encoding="utf-8"), (
                f"{path.name}: #{place}"
            )


def python_in(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if python_in(page)], ids=lambda page: page.stem)
def test_python_in_the_documentation_compiles_and_its_sessions_are_true(page: Path) -> None:
    for code in python_in(page):
        if ">>>" not in code:
            compile(code, page.name, "exec")
            continue
        session = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
        assert doctest.DocTestRunner(verbose=False).run(session).failed == 0


def test_every_page_is_on_the_site() -> None:
    on_site = {path.resolve() for path in BUILD.PAGES.values()}
    assert {page.resolve() for page in PAGES if page.name != "README.md"} <= on_site
