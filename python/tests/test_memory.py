"""Memory over 10^5 documents: what is read and let go is given back."""

from __future__ import annotations

import gc
from pathlib import Path

import pyarrow
import tradefacts
from conftest import many

BATCH = 5_000
BATCHES = 20
# Megabytes: what the allocators may keep between batches of the same size.
SPARE = 40


def resident() -> float:
    """Megabytes of memory in use."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def test_100_000_documents_in_batches_hold_no_memory() -> None:
    extractor = tradefacts.Extractor()
    documents = pyarrow.table({"text": [document["text"] for document in many(BATCH)]})
    facts, used = 0, []
    for _ in range(BATCHES):
        found = extractor.extract_batch(documents)
        facts += found.to_arrow().num_rows
        facts += sum(1 for _ in found.mentions[:10])
        del found
        gc.collect()
        used.append(resident())
    assert facts >= BATCH * BATCHES
    # The allocators take their time to settle; what batches kept would go on growing in the second half.
    assert used[-1] - used[9] < SPARE, f"megabytes after each batch: {[round(mb) for mb in used]}"


def test_single_documents_hold_no_memory() -> None:
    documents = many(100)
    used = []
    for _ in range(10):
        for _ in range(10):
            for document in documents[:99]:
                found = tradefacts.extract(**document)
                assert found.errors == found.errors and list(found.facts)
        gc.collect()
        used.append(resident())
    assert used[-1] - used[2] < SPARE / 4, f"megabytes after each round: {[round(mb) for mb in used]}"
