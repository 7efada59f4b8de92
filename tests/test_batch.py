"""One record for every input, whatever a child does, whoever is killed, however often it goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foi_extract.batch.framing import MARK, BrokenFrame, read_frame, write_frame
from foi_extract.batch.inputs import display_name, inputs_from_arguments, shard_of
from foi_extract.batch.limits import Limits
from foi_extract.batch.pool import answers

ROOT = Path(__file__).parents[1]
MISBEHAVING = (sys.executable, str(ROOT / "tests" / "children" / "misbehaving.py"))
LETTER = "Dear requester\n\n1. How many cats does the harbour keep?\nWe hold records of {} cats.\n"


@pytest.fixture(autouse=True)
def source_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    roots = os.pathsep.join([str(ROOT / "extractors"), str(ROOT / "models")])
    monkeypatch.setenv("PYTHONPATH", roots)


@pytest.fixture
def letters(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"letter{n}.txt" for n in range(6)]
    for n, path in enumerate(paths):
        path.write_text(LETTER.format(n + 3))
    return [str(path) for path in paths]


def records(paths: list[str], jobs: int = 2, **limits: Any) -> list[dict[str, Any]]:
    found = answers(inputs_from_arguments(paths), jobs, Limits(**limits), MISBEHAVING)
    return [json.loads(line) for _, answer in found for line in answer.lines.splitlines()]


FAULTS = [
    ("SEGFAULT", "crash", "SIGSEGV"),
    ("KILLED", "crash", "SIGKILL"),
    ("HANG", "timeout", "--timeout"),
    ("MEMORY", "memory", "--max-memory"),
    ("FORK", "crash", "exit code 3"),
    ("RUBBISH", "crash", "process"),
]


@pytest.fixture(scope="module")
def with_faults(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Records of good letters alone, and of the same with a source for each fault between them."""
    folder = tmp_path_factory.mktemp("faults")
    good = [folder / f"letter{n}.txt" for n in range(len(FAULTS) + 1)]
    for n, path in enumerate(good):
        path.write_text(LETTER.format(n + 3))
    bad = [folder / f"letter{n}-{fault}.txt" for n, (fault, *_) in enumerate(FAULTS)]
    for path, (fault, *_) in zip(bad, FAULTS, strict=True):
        path.write_text(f"{fault}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "extractors"), str(ROOT / "models")]))
        alone = records([str(path) for path in good])
        return alone, records(
            [str(path) for pair in zip(good, bad, strict=False) for path in pair], timeout=4.0
        )


@pytest.mark.parametrize(("fault", "kind", "said"), FAULTS)
def test_a_misbehaving_child_fails_with_its_kind(
    with_faults: tuple[list[dict[str, Any]], list[dict[str, Any]]], fault: str, kind: str, said: str
) -> None:
    error = next(r["error"] for r in with_faults[1] if fault in r["source"]["name"])
    assert error["kind"] == kind
    assert said in error["message"]


def test_a_misbehaving_child_costs_exactly_its_own_source(
    with_faults: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    alone, mixed = with_faults
    assert [r for r in mixed if r["status"] != "failed"] == alone[: len(FAULTS)]
    assert len(mixed) == 2 * len(FAULTS)


def test_a_child_that_cannot_start_says_so(letters: list[str]) -> None:
    command = (sys.executable, "-c", "raise SystemExit(7)")
    found = list(answers(inputs_from_arguments(letters[:2]), 1, Limits(), command))
    errors = [json.loads(answer.lines)["error"] for _, answer in found]
    assert [e["kind"] for e in errors] == ["crash", "crash"]
    assert all("could not start (exit code 7)" in e["message"] for e in errors)


def test_what_a_library_prints_breaks_nothing(letters: list[str]) -> None:
    Path(letters[0]).write_text("PRINTS\n")
    assert [r["status"] == "failed" for r in records(letters)] == [False] * 6


def test_children_are_recycled_and_answers_stay_in_order(letters: list[str]) -> None:
    assert [r["source"]["name"] for r in records(letters, jobs=2, recycle=1)] == letters


@pytest.mark.parametrize("payload", [b"", b"x", b"\0" * 70_000])
def test_a_frame_comes_out_as_it_went_in(payload: bytes, tmp_path: Path) -> None:
    path = tmp_path / "frame"
    with path.open("wb") as file:
        write_frame(file, payload)
    with path.open("rb") as file:
        assert read_frame(file) == payload


@pytest.mark.parametrize(
    "rubbish", [b"", b"FOI", b"hello, I am no frame", MARK + b"\xff" * 8, MARK + b"\0" * 7 + b"\x05abc"]
)
def test_rubbish_is_no_frame(rubbish: bytes, tmp_path: Path) -> None:
    path = tmp_path / "frame"
    path.write_bytes(rubbish)
    with path.open("rb") as file, pytest.raises(BrokenFrame):
        read_frame(file)


def test_folders_are_read_in_order_without_hidden_files_or_loops(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "a.html"):
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = inputs_from_arguments([str(tmp_path)])
    assert [i.stem for i in found] == ["a.html", "a.txt", "b/1", "b/2"]


def test_each_path_comes_once_and_lists_are_read(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("x")
    two.write_text("x")
    (tmp_path / "list").write_text(f"{two}\n\n{one}\n")
    found = inputs_from_arguments([f"@{tmp_path / 'list'}", str(tmp_path / "*.txt"), "missing.pdf"])
    assert [i.path for i in found] == [str(two), str(one), "missing.pdf"]


def test_every_source_has_a_place_of_its_own(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a/x.pdf", "a/x~2.txt", "b/x.txt", "b/c/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = inputs_from_arguments(
        [str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "a" / "." / "x.txt")]
    )
    assert [i.stem for i in found][:3] == ["x.pdf", str(tmp_path)[1:] + "/a/x.txt", "x~2"]
    assert len({i.stem for i in found}) == len(found) == 5


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20])
def test_shards_joined_are_the_whole(count: int, letters: list[str]) -> None:
    found = inputs_from_arguments(letters)
    assert [i for n in range(count) for i in shard_of(found, n + 1, count)] == found


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("plain.pdf", "plain.pdf"),
        ("caf\u00e9.pdf", "caf\u00e9.pdf"),
        ("a\nb", "a%0Ab"),
        (os.fsdecode(b"\xff.pdf"), "%FF.pdf"),
    ],
)
def test_odd_bytes_in_names_are_shown_percent_encoded(path: str, shown: str) -> None:
    assert display_name(path) == shown


def command(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "foi_extract", "parse", *arguments], **options)


def run(*arguments: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "foi_extract", "parse", *arguments], capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:03}.txt").write_text(LETTER.format(n))
    (folder / "010.txt").write_bytes(b"")
    yield folder


def test_jobs_and_shards_give_the_same_bytes(many: Path) -> None:
    code, whole, said = run(str(many), "-j", "1")
    assert (code, b"59 ok" in said or b"partial" in said, b"0 lost" in said) == (4, True, True)
    assert run(str(many), "-j", "4")[1] == whole
    assert b"".join(run(str(many), "--shard", f"{n}/3")[1] for n in (1, 2, 3)) == whole


def test_killed_at_any_moment_and_resumed_it_is_byte_for_byte_the_same(many: Path, tmp_path: Path) -> None:
    undisturbed, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run(str(many), "-o", str(undisturbed))
    for delay in (0.35, 0.5, 0.65):
        child = command(
            str(many), "-o", str(out), "--resume", stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(delay)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    with out.open("ab") as file:
        file.write(b'{"schema":"foi-records/resp')
    run(str(many), "-o", str(out), "--resume")
    assert out.read_bytes() == undisturbed.read_bytes()


def test_inputs_that_come_and_go_are_put_in_their_place(many: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run(str(many), "-o", str(out))
    (many / "005.txt").unlink()
    (many / "007b.txt").write_text(LETTER.format(77))
    (many / "020.txt").write_text(LETTER.format(20_000))
    run(str(many), "-o", str(whole))
    run(str(many), "-o", str(out), "--resume")
    assert out.read_bytes() == whole.read_bytes()
    assert not (tmp_path / "out.jsonl.previous").exists()


def test_failed_inputs_are_read_again_only_when_asked(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "records"
    assert run(str(many), "-o", f"{out}/")[0] == 4
    assert json.loads((out / "010.json").read_text())["error"]["kind"] == "empty"
    before = (out / "010.json").stat().st_mtime_ns
    run(str(many), "-o", f"{out}/", "--resume")
    assert (out / "010.json").stat().st_mtime_ns == before
    run(str(many), "-o", f"{out}/", "--resume", "--retry-failed")
    assert (out / "010.json").stat().st_mtime_ns > before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere/*.pdf"], 3, b"No input matched"),
        (["nowhere.pdf"], 4, b"does not exist"),
        (["--shard", "4/3", "x"], 2, b"i/N"),
        (["--resume", "x"], 2, b"-o"),
        (["--max-memory", "lots", "x"], 2, b"1500M"),
        (["--max-memory", "20M", "x"], 2, b"at least 300M"),
        (["@nowhere.txt"], 2, b"nowhere.txt"),
        ([], 2, b"INPUT"),
    ],
)
def test_exit_codes_and_what_is_said(arguments: list[str], code: int, said: bytes) -> None:
    got, _, err = run(*arguments)
    assert (got, said in err) == (code, True)


def test_an_empty_folder_matches_nothing(tmp_path: Path) -> None:
    assert run(str(tmp_path))[0] == 3


def test_one_input_gives_one_object_and_standard_input_is_read(letters: list[str]) -> None:
    code, out, _ = run(letters[0])
    assert (code, json.loads(out)["source"]["name"]) == (0, letters[0])
    with Path(letters[0]).open("rb") as file:
        child = command("-", stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert json.loads(child.communicate()[0])["source"]["name"] == "-"


def test_a_closed_pipe_and_a_full_disk_end_it_with_their_own_exit_code(many: Path) -> None:
    child = command(str(many), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    child.stdout.readline()
    child.stdout.close()
    assert child.wait(60) == 5
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "foi_extract", "parse", str(many)],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert (done.returncode, b"could not be written" in done.stderr) == (5, True)


def test_interrupted_it_keeps_what_was_done(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (many / "030.txt").write_text(LETTER.format(1) * 4000)
    child = command(str(many), "-o", str(out), "-j", "1", stderr=subprocess.PIPE)
    time.sleep(0.6)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode in (0, 4, 130)
    assert child.returncode != 130 or b"kept" in said
    assert all(json.loads(line) for line in out.read_bytes().splitlines())


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(many: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    run(str(many), "-o", str(here))
    script = str(ROOT / "tests" / "children" / "cluster.py")
    done = subprocess.run(
        [sys.executable, script, str(there), str(many)], capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 4, done.stderr.decode()[-2000:]
    assert there.read_bytes() == here.read_bytes()
