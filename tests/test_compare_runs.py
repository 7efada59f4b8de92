"""What an upgrade changed: records lost, gained and changed, each named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foi_extract.commands.compare_runs import command, differing


def compared(tmp_path: Path, old: dict[str, object], new: dict[str, object]) -> Result:
    for name, answers in (("old", old), ("new", new)):
        lines = [json.dumps({"source": {"name": n}, "id": n[:1], "text": a}) for n, a in answers.items()]
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return CliRunner().invoke(command, [str(tmp_path / "old"), str(tmp_path / "new")], standalone_mode=False)


def test_records_lost_gained_and_changed_are_named(tmp_path: Path) -> None:
    old: dict[str, object] = {"a.pdf": "1", "b.pdf": "2", "c.pdf": "3"}
    new: dict[str, object] = {"b.pdf": "2", "c.pdf": "30", "d.pdf": "4"}
    result = compared(tmp_path, old, new)
    assert result.stdout == "lost\ta.pdf a\ngained\td.pdf d\nchanged\tc.pdf c\ttext\n"
    assert "1 lost, 1 gained, 1 changed, 1 the same" in result.stderr


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad").write_text("{}\nno\n")
    result = CliRunner().invoke(command, [str(tmp_path / "bad"), str(tmp_path / "bad")])
    assert (result.exit_code, "line 1 is no record" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": [1]}, {"a": [2]}, ["a"]),
        ({"a": [1]}, {"a": [1, 2]}, ["a (1 to 2)"]),
        ({"a": 1}, {"b": 1}, ["a", "b"]),
    ],
)
def test_the_keys_that_differ_are_named(
    before: dict[str, object], after: dict[str, object], said: list[str]
) -> None:
    assert differing(before, after) == said
