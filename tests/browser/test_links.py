"""Where the links of the home page lead: beside the page, whatever it is called and wherever it lies."""

import pytest

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("page_address", "link"),
    [
        ("/lab/tree/accueil.ipynb", "/lab/tree/at1/cp4.ipynb"),
        ("/lab/tree/mon%20accueil%20(1).ipynb", "/lab/tree/at1/cp4.ipynb"),
        ("/lab/tree/anciens%20cours/d%C3%A9j%C3%A0%20vu.ipynb", "/lab/tree/anciens%20cours/at1/cp4.ipynb"),
        ("/lab/workspaces/b/tree/2025/accueil.ipynb", "/lab/tree/2025/at1/cp4.ipynb"),
    ],
)
def test_a_page_that_was_renamed_or_moved_keeps_its_links(page, page_address, link):
    open_bare(page)
    told = page.evaluate(
        """async (address) => {
            history.pushState(null, "", address);
            const links = await import("/lab/extensions/ntc-lesson/home/links.js");
            return links.address("lab/tree", "at1/cp4.ipynb");
        }""",
        page_address,
    )
    assert told == link
