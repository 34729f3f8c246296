import os

import pytest

from ntc.storage import write_atomically


def test_a_file_is_written_and_replaced_in_a_folder_made_for_it(tmp_path):
    path = tmp_path / "reçus" / "a.json"
    write_atomically(path, b"1")
    write_atomically(path, b"2")
    assert path.read_bytes() == b"2"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.json"]


def test_a_full_disk_leaves_the_old_file_and_no_scrap(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_a_file_held_for_a_moment_is_replaced_all_the_same(tmp_path, monkeypatch):
    replace, held = os.replace, [PermissionError(13, "held"), PermissionError(13, "held")]

    def held_twice(source, target):
        if held:
            raise held.pop()
        replace(source, target)

    monkeypatch.setattr(os, "replace", held_twice)
    write_atomically(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_file_and_folder_both_reach_the_disk(tmp_path, monkeypatch):
    synchronised = []
    monkeypatch.setattr(os, "fsync", lambda handle: synchronised.append(os.fstat(handle).st_ino))
    write_atomically(tmp_path / "a.json", b"1")
    assert synchronised == [(tmp_path / "a.json").stat().st_ino, tmp_path.stat().st_ino]
