package io.crowdfundfix.net;

import java.net.InetAddress;
import java.util.List;

/** Tells addresses of the public internet from all others: what is reserved by RFC 6890 and its kin is never connected to. */
public final class PublicAddress {
    private static final List<Block> RESERVED = List.of(
            Block.of(0, 0, 0, 0, 8), // this network
            Block.of(10, 0, 0, 0, 8), // private
            Block.of(100, 64, 0, 0, 10), // shared by carriers
            Block.of(127, 0, 0, 0, 8), // loopback
            Block.of(169, 254, 0, 0, 16), // link-local, and the metadata of clouds
            Block.of(172, 16, 0, 0, 12), // private
            Block.of(192, 0, 0, 0, 24), // protocols
            Block.of(192, 0, 2, 0, 24), // documentation
            Block.of(192, 88, 99, 0, 24), // relays
            Block.of(192, 168, 0, 0, 16), // private
            Block.of(198, 18, 0, 0, 15), // measuring
            Block.of(198, 51, 100, 0, 24), // documentation
            Block.of(203, 0, 113, 0, 24), // documentation
            Block.of(224, 0, 0, 0, 4), // multicast
            Block.of(240, 0, 0, 0, 4)); // reserved, and broadcast

    private static final int IPV4_BYTES = 4;
    private static final int MAPPED_PREFIX = 12;

    private PublicAddress() {}

    private record Block(int address, int mask) {
        static Block of(int a, int b, int c, int d, int bits) {
            return new Block(a << 24 | b << 16 | c << 8 | d, -1 << (32 - bits));
        }
    }

    public static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4_BYTES ? isPublicV4(bytes, 0) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] bytes, int from) {
        int address = (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | bytes[from + 3] & 0xff;
        return RESERVED.stream().noneMatch(block -> (address & block.mask()) == block.address());
    }

    /** Global unicast is 2000::/3; of it, what leads to IPv4 by a tunnel, protocols and documentation is not ours to reach. */
    private static boolean isPublicV6(byte[] bytes) {
        if (isMapped(bytes)) {
            return isPublicV4(bytes, MAPPED_PREFIX);
        }
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean global = (first & 0xe000) == 0x2000;
        boolean protocols = first == 0x2001 && (second & 0xfe00) == 0;
        boolean documentation = first == 0x2001 && second == 0x0db8 || first == 0x3fff && second < 0x1000;
        boolean tunnel = first == 0x2002;
        return global && !protocols && !documentation && !tunnel;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return (bytes[10] & 0xff) == 0xff && (bytes[11] & 0xff) == 0xff;
    }
}
