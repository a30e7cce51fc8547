"""A host whose private files have no place is told, not ended by a traceback at loading."""

import pytest

from tests.host.process import Host

pytestmark = pytest.mark.own_site


def test_no_place_for_private_files_is_told(tmp_path):
    told = Host(tmp_path, settings="tests.host.no_base_folder_settings").refused("django", "check")
    assert "Traceback" not in told
    assert (
        '?: (casestudies.E007) Private files of the programme have no place: CASESTUDIES["'
        'PRIVATE_ROOT"] is not set: a folder that no web server serves.\n'
        '\tHINT: Set CASESTUDIES["PRIVATE_ROOT"] to a folder that no web server serves. Or mend'
        ' STORAGES["casestudies_private"].\n'
    ) in told
    assert "(casestudies.W040)" in told
