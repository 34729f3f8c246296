from ntc.fields import NumberField, display, place, session
from ntc.french import count


def test_fields_are_shown_with_the_badges_of_their_exercise_once(answers, monkeypatch):
    shown = []
    monkeypatch.setattr(display, "display", lambda *fields: shown.extend(fields))
    fields = [
        NumberField("cp4-time-admin"),
        NumberField("cp4-time-freed"),
        NumberField("cp4-break-even-safety"),
    ]
    place(*fields)
    assert shown == fields
    assert [len(field.spec()["badges"]) > 1 for field in fields] == [True, False, True]
    assert fields[1].spec()["badges"] == [
        f"suite de l’exercice à {count(fields[1].exercise.points, 'point')}"
    ]


def test_nothing_is_shown_while_collecting(monkeypatch):
    monkeypatch.setattr(display, "display", lambda *_: 1 / 0)
    with session.collecting() as fields:
        place(NumberField("cp4-time-admin"))
    assert [field.id for field in fields] == ["cp4-time-admin"]
