from memo import cached


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


def test_an_answer_is_kept_until_its_time_is_over():
    clock, calls = Clock(), []

    @cached(seconds=10, clock=clock)
    def double(number):
        calls.append(number)
        return 2 * number

    assert [double(2), double(2), double(3)] == [4, 4, 6]
    clock.time = 9.9
    assert double(2) == 4
    assert calls == [2, 3]
    clock.time = 10.0
    assert double(2) == 4
    assert calls == [2, 3, 2]


def test_none_is_an_answer_too():
    calls = []

    @cached(seconds=10, clock=Clock())
    def nothing():
        calls.append(1)

    assert nothing() is None
    assert nothing() is None
    assert len(calls) == 1
