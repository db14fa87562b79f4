package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkNameTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/Owner/Name,          github.com/owner/name",
        "https://github.com/owner/name.git,      github.com/owner/name",
        "https://GitHub.com/owner/name/,         github.com/owner/name",
        "https://git.example:8443/group/sub/a,   git.example:8443/group/sub/a",
        "nothing,                                ''",
        "'not a link',                           ''",
    })
    void namesARepositoryByItsAddress(String url, String name) {
        assertEquals(name, LinkName.of(url));
    }

    @Test
    void findsTheRepositoryThatALinkLeadsInto() {
        assertEquals(
                List.of("github.com/o/n/issues/5", "github.com/o/n/issues", "github.com/o/n", "github.com/o"),
                LinkName.candidates("https://github.com/o/n/issues/5?x=1#y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://github.com/o/n",
                "git://github.com/o/n",
                "ssh://git@github.com/o/n",
                "ext::sh -c touch% /tmp/x",
                "file:///etc",
                "/etc",
                "https://github.com",
                "https://github.com/",
                "https://github.com/o/n?x=1",
                "https://github.com/../etc",
                "https://github.com:22/o/n",
                "https://user:secret@github.com/o/n",
                "https:///o/n",
                ""
            })
    void refusesWhatIsNoPublicAddress(String url) {
        Fault fault = Assertions.assertThrows(Fault.class, () -> Location.url(url, List.of()));
        assertEquals("url", fault.fields().get(0).field());
        assertEquals(false, fault.message().contains("secret"));
    }

    @Test
    void takesPlainHttpOnlyFromHostsThatAreNamed() {
        assertEquals(
                "http://localhost:3000/o/n.git",
                Location.url("http://localhost:3000/o/n.git", List.of("localhost"))
                        .text());
    }

    @Test
    void takesItsNameFromWhereItComesFrom() {
        assertEquals(
                "owner/name",
                Location.url("https://github.com/Owner/name", List.of()).name());
        assertEquals("shop", Location.path("/srv/git/shop").name());
    }
}
