"""No pattern of ours costs more than a blink on a text made to be slow, used as the code uses it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import foi_extract
import foi_records
from foi_extract.law.phrasebook import phrasebook

PACKAGE = Path(foi_extract.__file__).parent
LENGTH = 800
"""Its square costs some hundredths of a second, its cube seconds."""
LIMIT = 0.3
FILLERS = (
    "a ", "aA", "Aa ", "A B ", "1", "1 ", "1.1.", "1,000 ", "£1,000 ", "(", "[", "(a)",
    "a.", "a-", ",", ", ", "- ",
    "  ", "\n", "\n \n", "|", "_", "http://a.", "a@a.", "section 1, 2, 3 and ", "12 May 2020 ", "2019/20 ",
    "of the ", "we have not ", "the Act (",
)  # fmt: skip
WHOLE = {"search", "finditer", "findall", "split", "sub", "subn"}


def modules() -> Iterator[str]:
    """The dotted names of every module of ours that can be imported without being run."""
    for package in (foi_extract, foi_records):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield found.name


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The compiled patterns of a value, through tuples, sets and mappings."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | set | frozenset | dict) and depth < 4:
        for item in (*value, *(value.values() if isinstance(value, dict) else ())):
            yield from patterns_in(item, depth + 1)


def anchored_names() -> set[str]:
    """Patterns, by module and name, that the code only ever tries at a place, never over a text."""
    uses: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        here = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        froms = [node for node in tree if isinstance(node, ast.ImportFrom)]
        taken = {name.name: f"{node.module}.{name.name}" for node in froms for name in node.names}
        for node in tree:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = node.value.id
                uses.setdefault(taken.get(name, f"{here}.{name}"), set()).add(node.attr)
    return {name for name, used in uses.items() if not used & WHOLE}


def collected() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Each pattern by where it stands, and whether it is only tried at a place."""
    anchored, found, placed = anchored_names(), dict[int, tuple[str, re.Pattern[str]]](), set[int]()
    for name in modules():
        try:
            module = importlib.import_module(name)
        except ImportError:  # of an extra that is not installed
            continue
        for key, value in vars(module).items():
            for pattern in patterns_in(value):
                found.setdefault(id(pattern), (f"{name}.{key}", pattern))
                if f"{name}.{key}" in anchored:
                    placed.add(id(pattern))
    for path in (PACKAGE / "law").rglob("*.toml"):
        book = path.relative_to(PACKAGE / "law").as_posix()
        if "[[wording]]" in path.read_text(encoding="utf-8"):
            for n, row in enumerate(phrasebook(book)):
                found[id(row.pattern)] = f"{book}.{n}.{row.signal}", row.pattern
    return {f"{where} #{key}": (pattern, key in placed) for key, (where, pattern) in found.items()}


def seconds(pattern: re.Pattern[str], text: str, at_a_place: bool) -> float:
    begun = time.process_time()
    (pattern.match if at_a_place else pattern.search)(text)
    return time.process_time() - begun


@pytest.mark.parametrize("filler", FILLERS, ids=repr)
def test_no_pattern_is_slow_on_its_worst_text(filler: str) -> None:
    text = (filler * LENGTH)[:LENGTH]
    slow = {
        where: spent
        for where, (pattern, at_a_place) in PATTERNS.items()
        if (spent := seconds(pattern, text, at_a_place)) > LIMIT
    }
    assert not slow


PATTERNS = collected()
