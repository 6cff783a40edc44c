"""What the documentation says is run: examples of the docstrings, blocks of the README, the notebook."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import nbformat
import pytest
import tradefacts
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parents[1]
MODULES = [name for _, name, _ in pkgutil.iter_modules(tradefacts.__path__, "tradefacts.")]


@pytest.mark.parametrize("name", ["tradefacts", *MODULES])
def test_examples_of_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


def test_public_names_have_docstrings_and_examples() -> None:
    for name in tradefacts.__all__:
        assert getattr(tradefacts, name).__doc__, name
    examples = sum(
        len(test.examples)
        for module in ("tradefacts", *MODULES)
        for test in doctest.DocTestFinder().find(importlib.import_module(module))
    )
    assert examples > 20


def python_blocks() -> list[str]:
    text = (HERE / "README.md").read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("at", range(len(python_blocks())))
def test_blocks_of_the_readme(at: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A block runs, and prints what stands behind `# prints` in its lines."""
    block = python_blocks()[at]
    if "spark" in block:
        pytest.skip("run by tests/test_spark.py")
    monkeypatch.chdir(HERE.parent)
    exec(compile(block, f"README.md, block {at}", "exec"), {"__name__": "readme"})
    wanted = re.findall(r"# prints (.*)$", block, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == wanted


def test_the_notebook_runs_from_article_to_chart() -> None:
    path = HERE / "examples/article-to-chart.ipynb"
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    kinds = [set(output.data) for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    assert any("image/png" in kind for kind in kinds), "a chart"
    pages = [output.data["text/html"] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output and "text/html" in output.data]
    assert any('<mark class="fact"' in page for page in pages), "the marked article"
    stored = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in stored.cells), "the notebook is stored without its outputs"
