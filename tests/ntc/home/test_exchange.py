from pathlib import Path

import pytest

from ntc.home.exchange import ExchangeProblem, find_exchange


@pytest.fixture
def course(tmp_path):
    """A course that releases at1-strategie, and the folder of a learner inside it with one lesson."""
    root = tmp_path / "exchange"
    for folder in ("outbound/at1-strategie", "inbound", "feedback"):
        (root / "ntc" / folder).mkdir(parents=True)
    (root / "ntc" / "outbound" / "at1-strategie" / "cp4-bilan.ipynb").write_text("{}", encoding="utf-8")
    config = f'c = get_config()\nc.CourseDirectory.course_id = "ntc"\nc.Exchange.root = {str(root)!r}\n'
    (tmp_path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    work = tmp_path / "travail"
    (work / "at1-strategie").mkdir(parents=True)
    (work / "at1-strategie" / "cp4-bilan.ipynb").write_text("{}", encoding="utf-8")
    (work / "at1-strategie" / "cp4-bilan.answers.json").write_text('{"a": 1}', encoding="utf-8")
    return tmp_path


def test_the_work_arrives_under_the_identifier(course):
    exchange = find_exchange(course / "travail", "dupont.m")
    assert exchange.released() == {"at1-strategie"}
    exchange.submit("at1-strategie")
    (arrived,) = (course / "exchange" / "ntc" / "inbound").iterdir()
    assert arrived.name.startswith("dupont.m+at1-strategie+")
    assert (arrived / "cp4-bilan.answers.json").read_text(encoding="utf-8") == '{"a": 1}'


def test_feedback_comes_back_beside_the_work(course):
    from nbgrader.utils import notebook_hash

    exchange = find_exchange(course / "travail", "dupont.m")
    exchange.submit("at1-strategie")
    (arrived,) = (course / "exchange" / "ntc" / "inbound").iterdir()
    secret = (arrived / "submission_secret.txt").read_text(encoding="utf-8")
    name = notebook_hash(secret=secret, notebook_id="cp4-bilan") + ".html"
    (course / "exchange" / "ntc" / "feedback" / name).write_text("<p>Bravo", encoding="utf-8")
    exchange.fetch_feedback("at1-strategie")
    (page,) = (course / "travail" / "at1-strategie" / "feedback").rglob("*.html")
    assert page.name == "cp4-bilan.html"
    assert page.read_text(encoding="utf-8") == "<p>Bravo"


def test_without_nbgrader_there_is_no_exchange(course, monkeypatch):
    monkeypatch.setattr("ntc.home.exchange.find_spec", lambda name: None)
    assert find_exchange(course / "travail", "dupont.m") is None


def test_without_a_course_there_is_no_exchange(tmp_path):
    assert find_exchange(tmp_path, "dupont.m") is None


def test_a_missing_root_is_said_in_french(course):
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text().replace("exchange", "nowhere"), encoding="utf-8")
    with pytest.raises(ExchangeProblem, match="Impossible de lister les travaux ouverts"):
        find_exchange(course / "travail", "dupont.m").released()


def test_an_activity_that_is_not_released_is_refused(course):
    (course / "travail" / "at2-negociation").mkdir()
    exchange = find_exchange(course / "travail", "dupont.m")
    with pytest.raises(ExchangeProblem, match="déposer votre travail"):
        exchange.submit("at2-negociation")
    assert not list((course / "exchange" / "ntc" / "inbound").iterdir())


def test_a_faulty_configuration_names_its_file(course):
    (course / "nbgrader_config.py").write_text("import nothing_of_the_kind", encoding="utf-8")
    with pytest.raises(ExchangeProblem, match=r"nbgrader_config\.py.*nothing_of_the_kind"):
        find_exchange(course / "travail", "dupont.m")


def test_the_configuration_of_jupyter_is_enough(course, tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("jupyter")
    (course / "nbgrader_config.py").rename(folder / "nbgrader_config.py")
    monkeypatch.delenv("JUPYTER_NO_CONFIG")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder))
    assert find_exchange(course / "travail", "dupont.m").released() == {"at1-strategie"}


def test_a_configured_cache_is_kept(course):
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.Exchange.cache = "/elsewhere"\n', encoding="utf-8")
    assert find_exchange(course / "travail", "dupont.m").config.Exchange.cache == "/elsewhere"
    assert (
        Path(find_exchange(course / "travail", "dupont.m").config.Exchange.assignment_dir).name == "travail"
    )
