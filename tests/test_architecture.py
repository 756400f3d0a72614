"""The shape of the house: what the import contracts cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import engine
from engine import AssociationOptions, ClusterOptions, Options, ReadOptions, RecommendOptions

ROOT = Path(__file__).resolve().parents[1]
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
CODE = [
    *ENGINE,
    *sorted((ROOT / "gui").rglob("*.py")),
    *(p for p in (ROOT / "main.py", ROOT / "make.py") if p.exists()),
]

LIMIT_FILE, LIMIT_FUNCTION, LIMIT_METHODS, LIMIT_BASES = 400, 60, 25, 2
HEAVY = ("pandas", "sklearn", "scipy", "pyarrow", "fastexcel", "openpyxl", "xlsxwriter")
TIMES_MODELS = "engine.clustering.comparing"
"""The one module that reads a clock: a table of models says how long each took."""
OPTION_GROUPS = (Options, ReadOptions, ClusterOptions, AssociationOptions, RecommendOptions)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the code, with the place a reader can open."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            line = getattr(node, "lineno", 0)
            yield f"{path.relative_to(ROOT).as_posix()}:{line}", node


def run_python(code: str) -> str:
    """What a fresh interpreter prints, started in the repository."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_scan_finds_the_whole_code() -> None:
    assert len(CODE) > 40
    assert {"engine.analysis", "engine.options", "gui.session", "make"} <= {module_of(path) for path in CODE}


def test_every_engine_module_can_be_imported_where_there_is_no_qt() -> None:
    modules = [module_of(path) for path in ENGINE]
    blocked = "import sys; sys.modules.update(dict.fromkeys(('PySide6', 'shiboken6', 'pyqtgraph')))"
    imports = "; ".join(f"import {module}" for module in modules)
    assert run_python(f"{blocked}; {imports}; print('imported')").strip() == "imported"


def test_the_front_door_alone_loads_nothing_heavy() -> None:
    names = "engine.Options, engine.EngineError, engine.Cancelled, engine.Role"
    loaded = run_python(f"import engine, sys; {names}; print(*sys.modules)").split()
    assert not set(HEAVY) & set(loaded)


def test_the_window_can_be_painted_before_pandas_and_scikit_learn_are_loaded() -> None:
    loaded = run_python("import gui.app, sys; print(*sys.modules)").split()
    assert "PySide6.QtWidgets" in loaded
    assert not set(HEAVY) & set(loaded)


def test_every_name_of_the_front_door_leads_somewhere() -> None:
    assert [name for name in engine.__all__ if getattr(engine, name, None) is None] == []


def test_each_name_of_the_front_door_is_named_once_and_has_one_home() -> None:
    at_home = [name for names in engine._HOME.values() for name in names]
    assert sorted(engine.__all__) == sorted(set(engine.__all__)) == sorted(at_home)


def test_no_name_of_the_front_door_is_also_a_module_that_would_take_its_place() -> None:
    assert set(engine.__all__) & {module_of(path).removeprefix("engine.") for path in ENGINE} == set()


def test_a_name_that_is_not_at_the_front_door_is_refused_by_its_name() -> None:
    with pytest.raises(AttributeError, match="nowhere"):
        engine.nowhere  # noqa: B018 - reading the attribute is the test


def test_no_file_is_longer_than_its_limit() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: length for name, length in lengths.items() if length > LIMIT_FILE} == {}


def test_no_function_is_longer_than_its_limit() -> None:
    functions = [(place, node) for place, node in nodes(CODE) if isinstance(node, Function)]
    lengths = {f"{place} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1 for place, node in functions}
    assert {name: length for name, length in lengths.items() if length > LIMIT_FUNCTION} == {}


def test_no_class_has_too_many_methods_or_bases() -> None:
    classes = [(place, node) for place, node in nodes(CODE) if isinstance(node, ast.ClassDef)]
    methods = {f"{place} {node.name}": sum(isinstance(part, Function) for part in node.body) for place, node in classes}
    bases = {f"{place} {node.name}": len(node.bases) for place, node in classes}
    assert {name: count for name, count in methods.items() if count > LIMIT_METHODS} == {}
    assert {name: count for name, count in bases.items() if count > LIMIT_BASES} == {}


def test_every_value_that_leaves_a_module_of_the_engine_is_frozen() -> None:
    decorators = [
        (place, decorator)
        for place, node in nodes(ENGINE)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator)
    ]
    assert len(decorators) > 10
    assert [place for place, decorator in decorators if "frozen=True" not in ast.unparse(decorator)] == []


def test_the_engine_never_waits_prints_pickles_or_reads_the_clock() -> None:
    forbidden = {"sleep", "print", "now", "today", "perf_counter", "monotonic", "time_ns", "pickle", "to_pickle"}
    used = []
    for place, node in nodes([path for path in ENGINE if module_of(path) != TIMES_MODELS]):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)) if name in forbidden:
                used.append(f"{place} {name}")
            case ast.Import(names=names) if {"time", "pickle"} & {alias.name for alias in names}:
                used.append(f"{place} {ast.unparse(node)}")
            case ast.ImportFrom(module="time" | "pickle"):
                used.append(f"{place} {ast.unparse(node)}")
    assert used == []


@pytest.mark.parametrize("group", OPTION_GROUPS)
def test_every_option_has_a_sentence_that_says_what_it_does(group: type) -> None:
    assert is_dataclass(group)
    plain = [f for f in fields(group) if not is_dataclass(getattr(group(), f.name))]
    sentences = {f.name: str(f.metadata.get("sentence", "")) for f in plain}
    assert [name for name, sentence in sentences.items() if not sentence.endswith(".")] == []
    assert plain


@pytest.mark.parametrize("group", OPTION_GROUPS)
def test_every_number_among_the_options_has_a_range(group: type) -> None:
    numbers = [f for f in fields(group) if type(getattr(group(), f.name)) in (int, float)]
    assert [f.name for f in numbers if f.metadata.get("least") is None or f.metadata.get("most") is None] == []
