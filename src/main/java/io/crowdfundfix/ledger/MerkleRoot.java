package io.crowdfundfix.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The root of {@link Merkle} over leaves that come one after the other; keeps one hash for each level of the tree. */
final class MerkleRoot {
    private final Deque<Tree> trees = new ArrayDeque<>();

    /** A full tree over so many leaves, a power of two. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Tree(byte[] root, long leaves) {}

    void add(byte[] leaf) {
        Tree grown = new Tree(leaf, 1);
        while (!trees.isEmpty() && trees.peek().leaves() == grown.leaves()) {
            grown = new Tree(Merkle.node(trees.pop().root(), grown.root()), grown.leaves() * 2);
        }
        trees.push(grown);
    }

    /** Over all leaves so far. */
    byte[] root() {
        byte[] root = null;
        for (Tree tree : trees) {
            root = root == null ? tree.root() : Merkle.node(tree.root(), root);
        }
        return root == null ? Merkle.root(List.of()) : root;
    }
}
