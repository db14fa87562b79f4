package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepoNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/shop",
                "Acme/Shop",
                "acme/shop.git",
                "/acme/shop/",
                "https://github.com/acme/shop",
                "http://github.com/acme/shop",
                "HTTPS://GitHub.com/ACME/SHOP.GIT",
                "https://git.example.org:8443/Acme/Shop.git",
                "https://github.com//acme//shop//",
                "https://github.com/acme/shop/issues/12",
                "https://github.com/acme/shop?tab=readme",
                "https://github.com/acme/shop#a/b",
                "https://github.com/acme/shop/tree/main?a=/b/c#d/e"
            })
    void isTheSameForAllLinksToOneRepository(String link) {
        assertEquals("acme/shop", RepoName.of(link));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.js,acme/shop.js",
        "https://github.com/acme/git,acme/git",
        "https://github.com/Émile/Café,émile/café",
        "https://example.org/shop,shop"
    })
    void keepsWhatBelongsToTheName(String link, String name) {
        assertEquals(name, RepoName.of(link));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "https://example.org/", "https://example.org?next=/a/b", "", " "})
    void isEmptyWhereALinkNamesNoRepository(String link) {
        assertEquals("", RepoName.of(link));
    }
}
