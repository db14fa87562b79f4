package io.crowdfundfix.repositories;

import io.crowdfundfix.net.PublicAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says where a connection may go: to public addresses by https, to hosts that the operator has named also otherwise. */
final class AllowedHosts {
    private static final int HTTPS_PORT = 443;

    private final List<String> internal;

    AllowedHosts(List<String> internal) {
        this.internal = internal;
    }

    /** The address to connect to. Blocks while the name is resolved. */
    InetAddress checked(URL url) throws IOException {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean named = internal.contains(host);
        boolean encrypted = url.getProtocol().equals("https");
        boolean plainHttp = url.getProtocol().equals("http") && named;
        if (!encrypted && !plainHttp || url.getUserInfo() != null) {
            throw new Refusal(
                    "not_a_public_repository", "The address leads to what is no public https address: correct its url");
        }
        if (!named && url.getPort() != -1 && url.getPort() != HTTPS_PORT) {
            throw new Refusal(
                    "not_a_public_repository", "The address leads to another port than that of https: correct its url");
        }
        List<InetAddress> addresses = Arrays.asList(resolved(host));
        if (!named && !addresses.stream().allMatch(PublicAddress::is)) {
            throw new Refusal(
                    "internal_address",
                    "The address leads to an internal address, which is never read: the operator may name the host in"
                            + " repositories.hosts_allowed");
        }
        return addresses.get(0);
    }

    private static InetAddress[] resolved(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new IOException("the host " + host + " is not known", e);
        }
    }
}
