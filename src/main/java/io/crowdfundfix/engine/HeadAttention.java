package io.crowdfundfix.engine;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The attention of one text: the runtime's matrix product can read the heads where they lie, so that queries, keys and
 * values need not be copied into another order, and a mask in which no token is hidden adds nothing.
 */
final class HeadAttention {
    private static final List<Long> HEADS_FIRST = List.of(0L, 2L, 1L, 3L);
    private static final List<Long> HEADS_FIRST_TRANSPOSED = List.of(0L, 2L, 3L, 1L);

    private final String query;
    private final String key;
    private final String value;
    private final float scale;
    private final List<Long> heads;

    private HeadAttention(List<String> sources, float scale, List<Long> heads) {
        this.query = sources.get(0);
        this.key = sources.get(1);
        this.value = sources.get(2);
        this.scale = scale;
        this.heads = heads;
    }

    /** The number of layers whose attention was replaced. */
    static int rewrite(OnnxGraph graph) {
        int count = 0;
        for (NodeProto node : graph.nodes()) {
            HeadAttention found = node.getOpType().equals("Reshape") ? find(graph, node) : null;
            if (found != null) {
                found.replace(graph, node, "heads/" + count++);
            }
        }
        return count;
    }

    private static @Nullable HeadAttention find(OnnxGraph graph, NodeProto last) {
        NodeProto back = graph.maker(last.getInput(0), "Transpose");
        NodeProto product = graph.source(back, "MatMul");
        NodeProto softmax = graph.source(product, "Softmax");
        NodeProto scores = scores(graph, softmax);
        NodeProto likeness = graph.source(scores, "MatMul");
        if (back == null || product == null || scores == null || likeness == null) {
            return null;
        }
        NodeProto query = split(graph, likeness.getInput(0), HEADS_FIRST);
        NodeProto key = split(graph, likeness.getInput(1), HEADS_FIRST_TRANSPOSED);
        NodeProto value = split(graph, product.getInput(1), HEADS_FIRST);
        if (query == null || key == null || value == null || !swapsHeads(back)) {
            return null;
        }
        List<Long> heads = heads(graph, query);
        boolean same = heads.size() == 2 && heads.equals(heads(graph, key)) && heads.equals(heads(graph, value));
        float divisor = graph.number(scores.getInput(1));
        List<String> sources = List.of(query.getInput(0), key.getInput(0), value.getInput(0));
        return same && divisor > 0 ? new HeadAttention(sources, 1 / divisor, heads) : null;
    }

    /** The division by the root of the head size, with or without a mask after it. */
    private static @Nullable NodeProto scores(OnnxGraph graph, @Nullable NodeProto softmax) {
        NodeProto masked = graph.source(softmax, "Add");
        if (masked == null) {
            return graph.source(softmax, "Div");
        }
        NodeProto scores = graph.source(masked, "Div");
        return scores != null && hidesNothing(graph, OnnxGraph.other(masked, scores.getOutput(0))) ? scores : null;
    }

    /** (1 − mask) × something is zero where all tokens of a text are shown. */
    private static boolean hidesNothing(OnnxGraph graph, String mask) {
        NodeProto hidden = graph.source(graph.maker(mask, "Mul"), "Sub");
        if (hidden == null || graph.number(hidden.getInput(0)) != 1f) {
            return false;
        }
        NodeProto cast = graph.maker(hidden.getInput(1), "Cast");
        NodeProto outer = graph.source(cast, "Unsqueeze");
        NodeProto inner = graph.source(outer, "Unsqueeze");
        return inner != null && inner.getInput(0).equals("attention_mask");
    }

    private static @Nullable NodeProto split(OnnxGraph graph, String value, List<Long> order) {
        NodeProto transpose = graph.maker(value, "Transpose");
        boolean ordered =
                transpose != null && OnnxGraph.wholeNumbers(transpose, "perm").equals(order);
        return ordered ? graph.source(transpose, "Reshape") : null;
    }

    private static boolean swapsHeads(NodeProto transpose) {
        return OnnxGraph.wholeNumbers(transpose, "perm").equals(HEADS_FIRST);
    }

    /** Number and size of the heads: the last two of four parts of a shape. */
    private static List<Long> heads(OnnxGraph graph, NodeProto reshape) {
        List<Long> shape = graph.wholeNumbers(reshape.getInput(1));
        NodeProto parts = graph.maker(reshape.getInput(1), "Concat");
        if (parts != null && parts.getInputCount() == 4) {
            shape = IntStream.range(0, 4)
                    .mapToObj(part -> graph.wholeNumbers(parts.getInput(part)))
                    .map(numbers -> numbers.size() == 1 ? numbers.get(0) : 0L)
                    .toList();
        }
        boolean known = shape.size() == 4 && shape.get(2) > 0 && shape.get(3) > 0;
        return known ? shape.subList(2, 4) : List.of();
    }

    private void replace(OnnxGraph graph, NodeProto last, String prefix) {
        String split = prefix + "/split";
        String joined = prefix + "/joined";
        graph.addNumbers(split, List.of(3), -1, heads.get(0), heads.get(1));
        graph.addNumbers(joined, List.of(3), 1, -1, heads.get(0) * heads.get(1));
        NodeProto likeness = product(prefix + "/q", prefix + "/k", prefix + "/scores")
                .addAttribute(OnnxGraph.attribute("transBatchA", 1))
                .addAttribute(OnnxGraph.attribute("transB", 1))
                .addAttribute(OnnxGraph.attribute("alpha", scale))
                .build();
        NodeProto weighted =
                product(prefix + "/weights", prefix + "/v", prefix + "/mixed").build();
        graph.replace(
                last,
                List.of(
                        reshape(query, split, prefix + "/q"),
                        reshape(key, split, prefix + "/k"),
                        reshape(value, split, prefix + "/v"),
                        likeness,
                        OnnxGraph.node("Softmax", List.of(prefix + "/scores"), prefix + "/weights")
                                .addAttribute(OnnxGraph.attribute("axis", 2))
                                .build(),
                        weighted,
                        OnnxGraph.node("Transpose", List.of(prefix + "/mixed"), prefix + "/tokens")
                                .addAttribute(OnnxGraph.attribute("perm", List.of(1L, 0L, 2L)))
                                .build(),
                        reshape(prefix + "/tokens", joined, last.getOutput(0))));
    }

    /** Of two stacks of matrices, the second one of which lies tokens × heads × numbers. */
    private static NodeProto.Builder product(String left, String right, String output) {
        return OnnxGraph.node("FusedMatMul", List.of(left, right), output)
                .setDomain(OnnxGraph.MICROSOFT)
                .addAttribute(OnnxGraph.attribute("transBatchB", 1));
    }

    private static NodeProto reshape(String input, String shape, String output) {
        return OnnxGraph.node("Reshape", List.of(input, shape), output).build();
    }
}
