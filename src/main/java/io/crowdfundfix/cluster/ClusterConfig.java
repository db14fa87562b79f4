package io.crowdfundfix.cluster;

import io.crowdfundfix.fault.Check;
import java.util.List;

/**
 * How nodes find each other.
 *
 * @param enabled whether this node joins others
 * @param name nodes of the same name find each other
 * @param host address that other nodes reach this one at
 * @param port first port to try; the next 10 are tried if it is taken
 * @param members {@code host:port} of the nodes to join; there is no multicast
 */
public record ClusterConfig(boolean enabled, String name, String host, int port, List<String> members) {
    public ClusterConfig {
        members = List.copyOf(members);
        Check.that()
                .isTrue(
                        "members",
                        members.stream().allMatch(member -> member.matches("[^\\s:/]+:\\d{1,5}")),
                        "must be entries of the form host:port, is " + members)
                .text("name", name, 1, 100)
                .text("host", host, 1, 255)
                .range("port", port, 1, 65_535)
                .isTrue(
                        "members",
                        !enabled || !members.isEmpty(),
                        "must name at least one host:port when cluster.enabled")
                .done();
    }

    public static ClusterConfig defaults() {
        return new ClusterConfig(false, "crowdfundfix", "127.0.0.1", 5701, List.of());
    }
}
