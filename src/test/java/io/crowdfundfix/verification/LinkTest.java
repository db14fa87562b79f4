package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    private static final URI GITHUB = URI.create("https://github.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://github.com/a/b/pull/1",
                "javascript:alert(1)",
                "gopher://github.com/",
                "//github.com/a/b/pull/1",
                "https:///a",
                "http://localhost/a/b/pull/1",
                "http://LOCALHOST./a",
                "http://shop.localhost/a",
                "http://printer.local/a",
                "http://metadata.google.internal/computeMetadata/v1",
                "http://router/a",
                "http://127.0.0.1/a",
                "http://127.1/a",
                "http://2130706433/a",
                "http://0x7f000001/a",
                "http://0x7f.0.0.1/a",
                "http://0177.0.0.1/a",
                "http://169.254.169.254/latest/meta-data",
                "http://8.8.8.8/a",
                "http://[::1]/a",
                "http://[::ffff:127.0.0.1]/a",
                "http://[fd00::1]/a",
                "https://user:secret@github.com/a/b/pull/1",
                "https://github.com@evil.example/a/b/pull/1",
                "https://github.com:22/a/b/pull/1",
                "https://github.com:8443/a/b/pull/1",
                "https://git hub.com/a",
                "https://github.com/a\\b"
            })
    void refusesWhatNobodyOutsideCanSee(String link) {
        Fault fault = assertThrows(Fault.class, () -> PullRequestLink.of(link, GITHUB));
        assertEquals("pr_link", fault.fields().get(0).field());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            https://github.com/a/b.c/pull/12,                https://github.com/a/b.c/pull/12.diff
            http://github.com/a/b/pull/12,                   https://github.com/a/b/pull/12.diff
            https://GitHub.com:443/a/b/pull/12/files#r1,     https://github.com/a/b/pull/12.diff
            https://github.com/a/b/pull/12?x=1,              https://github.com/a/b/pull/12.diff
            https://github.com/a/b/pull/12abc,               none
            https://github.com/a/b/issues/12,                none
            https://github.com/../b/pull/12,                 none
            https://github.com/a/..%2fb/pull/12,             none
            https://github.com.evil.example/a/b/pull/12,     none
            https://gitlab.example/a/b/pull/12,              none
            https://github.com,                              none
            """)
    void findsTheDiffOfAPullRequestOfTheBaseOnly(String link, String diff) {
        assertEquals(
                diff, PullRequestLink.of(link, GITHUB).diff().map(URI::toString).orElse(null));
    }

    @Test
    void aLocalBaseIsTakenByItsOwnOriginOnly() {
        URI base = URI.create("http://127.0.0.1:3000");
        assertEquals(
                "http://127.0.0.1:3000/a/b/pull/1.diff",
                PullRequestLink.of("http://127.0.0.1:3000/a/b/pull/1", base)
                        .diff()
                        .orElseThrow()
                        .toString());
        assertThrows(Fault.class, () -> PullRequestLink.of("http://127.0.0.1:3001/a/b/pull/1", base));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true",
        "140.82.121.3, true",
        "2606:4700:4700::1111, true",
        "0.0.0.0, false",
        "10.1.2.3, false",
        "100.64.0.1, false",
        "100.127.255.255, false",
        "100.128.0.1, true",
        "127.0.0.1, false",
        "127.255.255.254, false",
        "169.254.169.254, false",
        "172.16.0.1, false",
        "172.31.255.255, false",
        "172.32.0.1, true",
        "192.0.0.8, false",
        "192.0.2.1, false",
        "192.168.1.1, false",
        "198.18.0.1, false",
        "198.19.255.255, false",
        "198.51.100.7, false",
        "203.0.113.7, false",
        "224.0.0.1, false",
        "239.255.255.255, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::ffff:127.0.0.1, false",
        "::ffff:8.8.8.8, true",
        "::127.0.0.1, false",
        "64:ff9b::7f00:1, false",
        "fc00::1, false",
        "fd00:ec2::254, false",
        "fe80::1, false",
        "fec0::1, false",
        "ff02::1, false",
        "2001::1, false",
        "2001:db8::1, false",
        "2001:4860:4860::8888, true",
        "2002:7f00:1::, false",
        "3fff::1, false"
    })
    void tellsPublicAddressesFromAllOthers(String address, boolean isPublic) throws UnknownHostException {
        assertEquals(isPublic, PublicAddress.is(InetAddress.getByName(address)));
    }
}
