import pytest
from PySide6.QtGui import QGuiApplication

from engine import Role
from gui.pages.data import SHOWN_LINES, DataPage
from gui.session import Session


@pytest.fixture
def page(session: Session, qtbot) -> DataPage:
    page = DataPage(session)
    qtbot.addWidget(page)
    return page


def titles(page: DataPage) -> list[str]:
    return [page.tabs.tabText(at) for at in range(page.tabs.count())]


def pick(page: DataPage, table: int, column: int, role: str | None) -> None:
    """Choose as the user does: the box says that an entry was activated."""
    box = page.grid(table).header.boxes[column]
    box.setCurrentIndex(box.findData(role))
    box.activated.emit(box.currentIndex())


def test_every_table_is_shown_with_its_kind_and_the_invoice_lines_in_front(page, session):
    session.open_sample()
    assert titles(page) == [
        "customers.csv · 10 customers",
        "invoices.csv · 847 invoice lines",
        "products.csv · 50 products",
    ]
    assert page.tabs.currentIndex() == 1


def test_the_first_lines_are_shown_as_they_stand_in_the_file(page, session):
    session.open_sample()
    model = page.grid(1).model()
    assert model.rowCount() == SHOWN_LINES
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first[:3] == ["INV-0001", "C010", "P003"]


def test_each_column_says_what_it_was_taken_for(page, session):
    session.open_sample()
    roles = [box.currentText() for box in page.grid(1).header.boxes]
    assert roles == ["Invoice number", "Customer ID", "Product ID", "Quantity", "Date", "Unit price"]


def test_lines_read_and_left_out_and_used_add_up(page, session, sales_file):
    with sales_file.open("a", encoding="utf-8") as file:
        file.write(",P1,K1,5,70.5,2024-01-01\nC1,,K1,5,10,2024-01-01\n")
    session.open([sales_file])
    rows = {
        name: (int(lines.replace(",", "")), float(money.replace(",", "")))
        for name, lines, money in page.tally.texts()[1:]
    }
    left_out = [value for name, value in rows.items() if name.startswith("Left out")]
    assert len(left_out) == 2
    assert rows["Read"][0] == rows["Used"][0] + sum(lines for lines, _ in left_out)
    assert rows["Read"][1] == pytest.approx(rows["Used"][1] + sum(money for _, money in left_out))


def test_facts_name_customers_products_and_the_period(page, session):
    session.open_sample()
    assert page.facts.text() == "10 customers  ·  50 products  ·  2024-01-02 to 2024-12-27"


def test_issues_are_listed_with_their_places_and_can_be_copied(page, session, sales_file):
    with sales_file.open("a", encoding="utf-8") as file:
        file.write(",P1,K1,5,70.5,2024-01-01\n")
    session.open([sales_file])
    page.issues.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Warning: 1 line")
    assert f"sales.csv, row {len(sales_file.read_text(encoding='utf-8').splitlines())}" in text


def test_a_role_chosen_by_hand_is_read_again_and_the_table_stays_in_front(page, session):
    session.open_sample()
    page.tabs.setCurrentIndex(0)
    pick(page, 0, 4, "end_use")
    assert session.sources.tables[0].columns[4].role is Role.END_USE
    assert session.dataset.customers["end_use"].iloc[0] == "Commercial"
    assert page.tabs.currentIndex() == 0
    assert [box.currentData() for box in page.grid(0).header.boxes].count("end_use") == 1


def test_a_role_can_be_taken_away(page, session):
    session.open_sample()
    pick(page, 1, 5, None)
    assert session.sources.tables[1].columns[5].role is None


def test_files_whose_columns_were_not_understood_can_be_put_right_here(page, session, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("aa,bb,cc\nX1,Y1,3\nX2,Y2,4\n", encoding="utf-8")
    session.open([file])
    assert page.heading.text() == "Not read yet"
    for column, role in enumerate(("customer_id", "product_id", "quantity")):
        pick(page, 0, column, role)
    assert page.heading.text() == "What was read"
    assert session.dataset.lines.quantity.tolist() == [3, 4]


def test_other_files_replace_all_that_was_shown(page, session, sales_file):
    session.open_sample()
    session.open([sales_file])
    assert len(titles(page)) == 1
    assert titles(page)[0].startswith("sales.csv · ")


def test_an_ampersand_in_a_file_name_is_shown(page, session, sales_file):
    file = sales_file.rename(sales_file.with_name("A&B.csv"))
    session.open([file])
    assert titles(page)[0].startswith("A&&B.csv")


def test_tab_goes_from_the_columns_to_what_was_noticed_below_them(page, session):
    session.open_sample()
    page.show()
    page.activateWindow()
    page.grid(1).header.boxes[-1].setFocus()
    page.focusNextChild()
    assert page.focusWidget() is page.issues.tree


def test_the_grade_and_what_would_improve_it_stand_beside_what_was_read(page, session, sales_file):
    session.open([sales_file])
    assert page.grade.text() == f"Grade {session.health.grade}"
    assert page.advice.text().startswith("1. ")
    assert len(page.advice.text().splitlines()) <= 3


def test_every_issue_can_be_saved_and_its_place_is_in_the_file(page, session, sales_file, tmp_path):
    with sales_file.open("a", encoding="utf-8") as file:
        file.write(",P1,K1,5,70.5,2024-01-01\n")
    session.open([sales_file])
    asked = []
    page.save_issues_clicked.connect(lambda: asked.append(True))
    page.issues.save_button.click()
    assert asked
    session.save_issues(tmp_path / "issues.csv")
    assert "1 line names no customer" in (tmp_path / "issues.csv").read_text(encoding="utf-8-sig")
    assert "Saved issues.csv" in session.runner.activity.message


def test_a_name_without_the_right_ending_is_refused_in_a_sentence(page, session, sales_file, tmp_path):
    session.open([sales_file])
    session.save_issues(tmp_path / "issues.pdf")
    assert "must end in .csv" in session.runner.activity.sentence


MEMBERS = "ID,Year_Birth,Education\n7,1957,PhD\n3,1954,Master\n"


def test_a_list_of_customers_alone_is_shown_and_grouped_by_who_they_are(page, session, tmp_path):
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    session.open([file])
    assert titles(page) == ["members.csv · 2 customers"]
    assert page.facts.text() == "2 customers"
    assert page.tally.texts()[1:] == []
    page.issues.copy_button.click()
    assert "There are no invoice lines" in QGuiApplication.clipboard().text()
    session.run()
    assert session.analysis is not None
    assert session.analysis.features.families == ("customer profile",)


def test_baskets_without_customers_are_shown_as_invoices(page, session, tmp_path):
    file = tmp_path / "baskets.csv"
    file.write_text("basket_id,item\n1,milk\n1,bread\n2,milk\n", encoding="utf-8")
    session.open([file])
    assert titles(page) == ["baskets.csv · 3 invoice lines"]
    assert page.facts.text() == "2 invoices without a customer  ·  2 products"


def test_headers_and_lines_are_told_apart(page, session, tmp_path):
    headers, lines = tmp_path / "headers.csv", tmp_path / "lines.csv"
    headers.write_text("invoice,customer\n1,A\n2,B\n", encoding="utf-8")
    lines.write_text("invoice,item,qty\n1,P1,1\n1,P2,1\n2,P1,1\n", encoding="utf-8")
    session.open([headers, lines])
    assert titles(page) == ["headers.csv · 2 invoice headers", "lines.csv · 3 invoice lines"]
    assert page.tabs.currentIndex() == 1
