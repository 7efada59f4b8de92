"""Run the command on a local Dask cluster of two workers, one of which is killed on the way.

python cluster.py OUT SOURCE...
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

from distributed import LocalCluster


def kill_one(cluster: LocalCluster) -> None:
    time.sleep(1.0)
    os.kill(next(iter(cluster.workers.values())).process.pid, signal.SIGKILL)


def main() -> int:
    out, sources = sys.argv[1], sys.argv[2:]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster:  # type: ignore[no-untyped-call]
        threading.Thread(target=kill_one, args=(cluster,), daemon=True).start()
        command = [
            sys.executable,
            "-m",
            "foi_extract",
            "parse",
            "-o",
            out,
            "--dask",
            cluster.scheduler_address,
        ]
        return subprocess.run([*command, *sources], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
