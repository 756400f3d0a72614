"""Sessions without threads, on the sample and on files of a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

import engine
from engine import Analysis, Dataset, Options, Sources, options_from_toml
from gui.resources import SAMPLE_OPTIONS, sample_files
from gui.session import Session
from gui.settings import Settings
from tests.gui.analyses import three_trades
from tests.gui.executors import RunAtOnce, RunLater

LINES = "Customer,Product,Category,Quantity,Amount,Date\n" + "".join(
    f"C{customer},P{product},K{product % 2},{customer + product},{customer * product},2024-0{product}-0{customer}\n"
    for customer in range(1, 7)
    for product in range(1, 8)
    if (customer + product) % 3
)


@pytest.fixture
def later() -> RunLater:
    return RunLater()


@pytest.fixture
def sales_file(tmp_path: Path) -> Path:
    file = tmp_path / "sales.csv"
    file.write_text(LINES, encoding="utf-8")
    return file


@pytest.fixture
def trades_file(tmp_path: Path) -> Path:
    """The sixty customers of `three_trades`."""
    dataset = three_trades().dataset
    products, lines = dataset.products, dataset.lines
    rows = zip(lines.customer, products.iloc[lines.product].itertuples(), lines.quantity, strict=True)
    file = tmp_path / "trades.csv"
    file.write_text(
        "Customer,Product,Category,Quantity\n"
        + "".join(
            f"C{code:02},{product.product_id},{product.l2_category},{quantity:.0f}\n"
            for code, product, quantity in rows
        ),
        encoding="utf-8",
    )
    return file


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    """Nothing loaded; work is done on the spot."""
    return Session(RunAtOnce(), Options())


@pytest.fixture(scope="session")
def sample_run() -> tuple[Sources, Dataset, Analysis]:
    options = options_from_toml(SAMPLE_OPTIONS)
    sources = engine.inspect_files(sample_files(), options.reading)
    dataset = engine.read_dataset(sources, options.reading)
    return sources, dataset, engine.analyse(dataset, options)


@pytest.fixture
def sample_session(session: Session, sample_run: tuple[Sources, Dataset, Analysis]) -> Session:
    """The sample, read and analysed; the values are shared between tests, the session is not."""
    session.options = options_from_toml(SAMPLE_OPTIONS)
    session.paths = sample_files()
    session.sources, session.dataset, session.analysis = sample_run
    return session
