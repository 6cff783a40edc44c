"""The package and the program write the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tradefacts
from conftest import json_lines, many


def test_samples_give_the_bytes_of_the_program(samples: list[dict[str, str]], program: Any, tmp_path: Path) -> None:
    mentions = tmp_path / "mentions.jsonl"
    paths = [sample["id"] for sample in samples]
    facts = program("extract", *paths, "--format", "jsonl", "--columns", "all", "--mentions", mentions)
    found = tradefacts.extract_batch(samples)
    assert len(found.facts) > 50
    assert json_lines(found.facts) == facts
    assert json_lines(found.mentions) == mentions.read_bytes()


def test_json_lines_give_the_bytes_of_the_program(program: Any, tmp_path: Path) -> None:
    documents = many(2000)
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    facts = program("extract", path, "--format", "jsonl", "--columns", "all", ok=(1,))
    found = tradefacts.extract_batch(documents)
    assert json_lines(found.facts) == facts and len(found.errors) == 20
