"""No step writes into what it is given: the same Dataset can be run again with other options, also while it is shown."""

from pathlib import Path

import numpy as np
import pandas as pd

import engine
from engine import AssociationOptions, Options, RecommendOptions

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def frozen(value, seen=None):
    """Everything in a value, as one comparable text."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}{value.tolist()}"
    if isinstance(value, pd.DataFrame):
        return value.to_csv() + str(value.dtypes.to_dict())
    if hasattr(value, "tocoo"):
        return frozen(value.toarray())
    if hasattr(value, "__dataclass_fields__"):
        return "".join(f"{name}={frozen(getattr(value, name))};" for name in value.__dataclass_fields__)
    if isinstance(value, (tuple, list)):
        return "".join(frozen(item) for item in value)
    return repr(value)


def sample():
    sources = engine.inspect_files([SAMPLE / f"{name}.csv" for name in ("customers", "products", "invoices")])
    return sources, engine.read_dataset(sources)


def test_reading_leaves_the_sources_as_they_were():
    sources, _ = sample()
    before = [(table.columns, table.cells.to_pydict()) for table in sources.tables]
    engine.read_dataset(sources)
    engine.assign_role(sources, 0, 0, None)
    assert before == [(table.columns, table.cells.to_pydict()) for table in sources.tables]


def test_a_run_leaves_the_dataset_as_it_was():
    _, dataset = sample()
    before = frozen(dataset)
    engine.analyse(dataset, Options())
    engine.analyse(dataset, Options(recipe="buying behaviour", segment_by=(), recommending=RecommendOptions(prior=0)))
    assert frozen(dataset) == before


def test_an_export_and_a_summary_leave_the_analysis_as_it_was(tmp_path):
    _, dataset = sample()
    analysis = engine.analyse(dataset, Options())
    before = frozen(analysis)
    engine.export_workbook(analysis, tmp_path / "out.xlsx")
    engine.summary(analysis, {"read": 1.0})
    engine.evidence(analysis, 0)
    engine.associate_anew(analysis, AssociationOptions(basket="customer", half_life=30))
    assert frozen(analysis) == before


def test_the_same_options_give_the_same_analysis():
    _, dataset = sample()
    assert frozen(engine.analyse(dataset, Options())) == frozen(engine.analyse(dataset, Options()))
