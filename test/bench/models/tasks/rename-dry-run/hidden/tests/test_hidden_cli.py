import pytest

from tidy.cli import main


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def fill(folder, *given):
    for name in given:
        (folder / name).write_text(name)
    return str(folder)


@pytest.mark.parametrize("flag", ["--dry-run", "-n"])
def test_a_dry_run_prints_and_touches_nothing(tmp_path, capsys, flag):
    folder = fill(tmp_path, "B c.txt", "A b.txt", "plain.txt")
    assert main([flag, folder]) == 0
    assert capsys.readouterr().out == "A b.txt -> a-b.txt\nB c.txt -> b-c.txt\n2 would be renamed\n"
    assert names(tmp_path) == ["A b.txt", "B c.txt", "plain.txt"]


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
def test_a_file_that_is_there_is_not_overwritten(tmp_path, capsys, flags):
    folder = fill(tmp_path, "A b.txt", "a-b.txt", "C d.txt")
    assert main([*flags, folder]) == 1
    assert "tidy: a-b.txt would be overwritten" in capsys.readouterr().err
    assert names(tmp_path) == ["A b.txt", "C d.txt", "a-b.txt"]
    assert (tmp_path / "a-b.txt").read_text() == "a-b.txt"


def test_two_files_of_one_new_name_are_not_merged(tmp_path, capsys):
    folder = fill(tmp_path, "A b.txt", "A_b.txt")
    assert main([folder]) == 1
    assert "tidy: a-b.txt would be overwritten" in capsys.readouterr().err
    assert len(names(tmp_path)) == 2


def test_without_the_flag_files_are_renamed(tmp_path, capsys):
    assert main([fill(tmp_path, "A b.txt")]) == 0
    assert capsys.readouterr().out == "1 renamed\n"
    assert names(tmp_path) == ["a-b.txt"]
