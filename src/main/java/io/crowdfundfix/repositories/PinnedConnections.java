package io.crowdfundfix.repositories;

import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Makes the connections of one fetch; each looks for itself where it may go, also after a redirect. */
final class PinnedConnections implements HttpConnectionFactory {
    private final AllowedHosts hosts;
    private final Budget budget;

    PinnedConnections(AllowedHosts hosts, Budget budget) {
        this.hosts = hosts;
        this.budget = budget;
    }

    @Override
    public HttpConnection create(URL url) {
        return new PinnedConnection(url, hosts, budget);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) {
        return create(url);
    }
}
