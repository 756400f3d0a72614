import pytest
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from gui.widgets.issue_list import IssueList, IssueRow

NOTE = IssueRow(serious=False, message="9 products have two names.", count=9)
SMALL = IssueRow(serious=True, message="2 lines have no date.", count=2, places=("a.csv, row 3", "a.csv, row 7"))
LARGE = IssueRow(serious=True, message="1,200 lines name no customer.", count=1200)


@pytest.fixture
def issues(qtbot) -> IssueList:
    issues = IssueList(QIcon(), QIcon())
    qtbot.addWidget(issues)
    return issues


def messages(issues: IssueList) -> list[str]:
    return [issues.tree.topLevelItem(at).text(0) for at in range(issues.tree.topLevelItemCount())]


def test_warnings_come_first_and_among_them_the_most_frequent(issues):
    issues.show_issues([NOTE, SMALL, LARGE])
    assert messages(issues) == [LARGE.message, SMALL.message, NOTE.message]
    assert issues.heading.text() == "2 warnings, 1 note"
    assert issues.tree.topLevelItem(0).toolTip(0) == LARGE.message


def test_an_issue_opens_to_the_places_where_it_was_seen(issues):
    issues.show_issues([SMALL])
    item = issues.tree.topLevelItem(0)
    assert [item.child(at).text(0) for at in range(item.childCount())] == ["a.csv, row 3", "a.csv, row 7"]


def test_all_of_it_can_be_copied_as_text(issues):
    issues.show_issues([NOTE, SMALL])
    issues.copy_button.click()
    assert QGuiApplication.clipboard().text() == (
        "Warning: 2 lines have no date.\n    a.csv, row 3\n    a.csv, row 7\nNote: 9 products have two names."
    )


def test_clean_files_are_praised_and_there_is_nothing_to_copy(issues):
    issues.show_issues([NOTE])
    issues.show_issues([])
    assert messages(issues) == ["Nothing was found wrong in these files."]
    assert not issues.copy_button.isEnabled()


def test_a_long_issue_takes_as_many_lines_as_it_needs_and_a_wide_list_fewer(qtbot):
    issues = IssueList(QIcon(), QIcon())
    qtbot.addWidget(issues)
    issues.show_issues([IssueRow(True, "word " * 60, 1), IssueRow(True, "short", 1)])

    def heights() -> list[int]:
        QApplication.processEvents()
        return [issues.tree.visualItemRect(issues.tree.topLevelItem(at)).height() for at in range(2)]

    issues.resize(300, 300)
    issues.show()
    long, short = heights()
    assert long > 3 * short
    issues.resize(2400, 300)
    assert heights()[0] < long
