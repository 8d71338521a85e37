import pytest

from web import NotFound, Router


@pytest.fixture
def router():
    made = Router()
    made.add("/", lambda: "home")
    made.add("/users/{id}", lambda id: f"user {id}")
    made.add("/users/{id}/posts/{post}", lambda id, post: f"post {post} of {id}")
    return made


@pytest.mark.parametrize(
    "path, answer",
    [("/", "home"), ("/users/7", "user 7"), ("/users/7/posts/2", "post 2 of 7")],
)
def test_routes(router, path, answer):
    assert router.handle(path) == answer


def test_nothing_there(router):
    with pytest.raises(NotFound, match="nothing is at /elsewhere"):
        router.handle("/elsewhere")
