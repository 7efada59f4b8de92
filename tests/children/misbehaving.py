"""A child that reads text as the real one does, and misbehaves on the sources that say how."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from foi_extract.batch import child

real = child.answer_to_request


def answer(request: dict[str, Any]) -> bytes:
    first = Path(request["path"]).read_bytes().partition(b"\n")[0]
    if first == b"SEGFAULT":
        os.kill(os.getpid(), signal.SIGSEGV)
    if first == b"KILLED":
        os.kill(os.getpid(), signal.SIGKILL)
    if first == b"HANG":
        time.sleep(600)
    if first == b"MEMORY":
        hog = [bytearray(100_000_000) for _ in range(100)]
        return bytes(len(hog))
    if first == b"FORK":
        subprocess.Popen(["sleep", "600"])
        os._exit(3)
    if first == b"RUBBISH":
        os.write(int(os.environ["ANSWER_FD"]), b"not a frame at all, and long enough to be read as one\n")
    if first == b"PRINTS":
        print("a library that prints")
        os.system("echo a program that prints")
    return real(request)


streams = child.private_streams


def watched() -> Any:
    requests, answers = streams()
    os.environ["ANSWER_FD"] = str(answers.fileno())
    return requests, answers


child.answer_to_request = answer
child.private_streams = watched
sys.exit(child.main())
