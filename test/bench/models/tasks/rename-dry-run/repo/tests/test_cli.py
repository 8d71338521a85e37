import pytest

from tidy.cli import main


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "My Photo.JPG").write_text("photo")
    (tmp_path / "notes.txt").write_text("notes")
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_get_plain_names(folder, capsys):
    assert main([str(folder)]) == 0
    assert names(folder) == ["my-photo.jpg", "notes.txt"]
    assert capsys.readouterr().out == "1 renamed\n"


def test_a_folder_is_needed(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
