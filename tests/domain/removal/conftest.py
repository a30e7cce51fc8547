import pytest


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A private folder without the files of other tests."""
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "private"}
    return tmp_path / "private"
