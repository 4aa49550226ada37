"""A pack is read whole or refused whole, in one line that names the file and the field."""

import shutil
from pathlib import Path

import pytest

from heard.wellbeing.pack_reading import FOLDER, BrokenPack, own_pack, pack_named, read_pack
from heard.wellbeing.phrases import PHRASES
from tests.wellbeing.weeks import FRIDAY, weeks_after


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of ours, to break."""
    return Path(shutil.copytree(FOLDER / "own", tmp_path / "trial"))


def test_every_pack_we_ship_is_whole() -> None:
    names = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
    assert names == ["own"]
    assert [read_pack(FOLDER / name).name for name in names] == names


def test_it_says_where_it_is_from_and_who_may_see() -> None:
    pack = own_pack()
    assert pack.licence == "Apache-2.0"
    assert "not a validated scale" in pack.citation
    assert pack.who_may_see == ("only_me", "pair")


def test_another_pack_reads_like_ours(pack: Path) -> None:
    assert read_pack(pack).questions == own_pack().questions
    assert read_pack(pack).name == "trial"


def test_three_a_time_and_the_third_in_turn() -> None:
    asked = [own_pack().asked_on(day) for day in weeks_after(FRIDAY, 10)]
    assert {tuple(one.id for one in each[:2]) for each in asked} == {("week", "load")}
    thirds = [each[2].id for each in asked]
    assert len(set(thirds[:5])) == 5
    assert thirds[:5] == thirds[5:]
    assert [len(each) for each in asked] == [3] * 10


def test_translators_are_given_every_word_of_it() -> None:
    pack = own_pack()
    said = {pack.title, *(one.text for one in pack.questions)}
    said |= {word.text for one in pack.questions for word in one.scale.words}
    assert set(PHRASES) == said


@pytest.mark.parametrize(
    ("file", "was", "becomes", "said"),
    [
        ("pack", 'title = "A week in three words"', "", "trial/pack.toml: title: is missing"),
        ("pack", "title =", "titel =", "trial/pack.toml: title: is missing"),
        ("pack", '["only_me", "pair"]', '["everyone"]', "trial/pack.toml: who_may_see: "),
        ("pack", '["only_me", "pair"]', '["pair"]', "trial/pack.toml: who_may_see: "),
        ("items", 'id = "load"', 'id = "week"', "trial/items.toml: item 2, id: “week” is there"),
        ("items", 'scale = "amount"', 'scale = "sizes"', "trial/items.toml: item 2, scale: “siz"),
        ("items", 'text = "How did the week feel?"', "text = 3", "trial/items.toml: item 1, text:"),
        ("items", 'id = "say"', 'id = "say"\nhint = "x"', "trial/items.toml: item 4, hint: is not"),
        ("scales", 'text = "rough"', 'text = ""', "trial/scales.toml: scale 1, words 1, text: is"),
        ("scales", "middle_is_best = true", "middle_is_best = 1", "trial/scales.toml: scale 2, mi"),
        ("scoring", "step = 1", "step = 0", "trial/scoring.toml: step: is to be from 1 to 5"),
        ("scoring", 'feeling = "week"', 'feeling = "grow"', "trial/scoring.toml: feeling: “grow”"),
        ("scoring", 'amount = "load"', 'amount = "week"', "trial/scoring.toml: amount: its scale"),
        ("scoring", "step = 1", "step = 1\nsum = true", "trial/scoring.toml: sum: is not known"),
        ("licence", "terms =", "= ", "trial/licence.toml: not TOML"),
    ],
)
def test_a_broken_one_is_refused_in_one_line(
    pack: Path, file: str, was: str, becomes: str, said: str
) -> None:
    path = pack / f"{file}.toml"
    whole = path.read_text()
    assert was in whole
    path.write_text(whole.replace(was, becomes, 1))
    with pytest.raises(BrokenPack) as broken:
        read_pack(pack)
    assert str(broken.value).startswith(said)
    assert "\n" not in str(broken.value)


def test_so_is_one_with_a_file_missing(pack: Path) -> None:
    (pack / "licence.toml").unlink()
    with pytest.raises(BrokenPack, match=r"trial/licence\.toml: the file is missing"):
        read_pack(pack)


def test_a_name_leads_nowhere_else() -> None:
    assert pack_named("own") is own_pack()
    for name in ("gone", "../own", "Own", ""):
        assert pack_named(name) is None
