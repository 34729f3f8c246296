"""Classes A, B and C (R12): whoever crosses a line stays above it."""

from generator.accounts.classes import abc, bought, count
from generator.core.books import Client, Order
from generator.core.cents import Line


def client(code):
    return Client(code, "actif", "SEG01", "V01", 10, id=code)


def order(buyer, year, net, cancelled=False):
    line = Line("X", "pièces", "pièces", 1, net, 0, net // 2)
    return Order(year, "pièces", [line], client=buyer, cancelled=cancelled)


def test_classes_by_hand():
    """Of 100: 50 and 30 reach the line of 80; 10 and 6 begin below 95; 4 begins at 96."""
    amounts = {client("C1"): 10, client("C2"): 50, client("C3"): 4, client("C4"): 30, client("C5"): 6}
    assert {one.id: letter for one, letter in abc(amounts).items()} == {
        "C2": "A",
        "C4": "A",
        "C1": "B",
        "C5": "B",
        "C3": "C",
    }
    assert count(amounts.values()) == (2, 2, 1)


def test_only_orders_of_the_year_that_stand_are_counted():
    one, other = client("C1"), client("C2")
    orders = [order(one, 2025, 700), order(one, 2024, 90), order(one, 2025, 40, cancelled=True)]
    assert bought(orders, 2025, [one, other]) == {one: 700, other: 0}
