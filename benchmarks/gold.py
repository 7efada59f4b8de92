"""Write the record of every gold document of a corpus into a folder, for its scorer.

python benchmarks/gold.py OUT [CORPUS]     CORPUS defaults to ../shared/corpus beside the checkout
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from foi_extract.errors import SourceError
from foi_extract.pipeline import failed_response, responses_from_bytes


def main() -> int:
    out = Path(sys.argv[1])
    corpus = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parents[2] / "shared" / "corpus"
    out.mkdir(parents=True, exist_ok=True)
    for gold in sorted((corpus / "gold").glob("*.json")):
        source = corpus / json.loads(gold.read_text(encoding="utf-8"))["source"]
        data = source.read_bytes()
        try:
            responses = responses_from_bytes(data, source.name)
        except SourceError as error:
            responses = [failed_response(error, source.name, data)]
        except Exception:
            print(f"{gold.stem}: {traceback.format_exc()}", file=sys.stderr)
            (out / gold.name).unlink(missing_ok=True)
            continue
        (out / gold.name).write_text(responses[0].to_json(indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
