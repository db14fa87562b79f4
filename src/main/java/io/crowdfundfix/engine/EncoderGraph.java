package io.crowdfundfix.engine;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ONNX graph of an encoder, rewritten to cost less for what it is used for here: one text at a time, all of its
 * tokens shown. Where a graph does not have the pattern that a rewrite knows, it stays as it was.
 */
final class EncoderGraph {
    private static final int HASH_BYTES = 6;
    private static final String TYPES = "token_type_ids";

    private final byte[] bytes;
    private final int rewrites;
    private final boolean quantised;
    private final Optional<String> middle;

    private EncoderGraph(byte[] bytes, int rewrites, boolean quantised, Optional<String> middle) {
        this.bytes = bytes;
        this.rewrites = rewrites;
        this.quantised = quantised;
        this.middle = middle;
    }

    static EncoderGraph rewrite(byte[] onnx) throws InvalidProtocolBufferException {
        ModelProto model = ModelProto.parseFrom(onnx);
        OnnxGraph graph = new OnnxGraph(model.getGraph());
        int rewrites = RowNormalisation.rewrite(graph) + HeadAttention.rewrite(graph) + oneType(graph);
        return of(model, graph, rewrites);
    }

    /** Only the middle layer becomes readable: for a graph whose rewritten form the runtime refuses. */
    static EncoderGraph asItIs(byte[] onnx) throws InvalidProtocolBufferException {
        ModelProto model = ModelProto.parseFrom(onnx);
        return of(model, new OnnxGraph(model.getGraph()), 0);
    }

    private static EncoderGraph of(ModelProto model, OnnxGraph graph, int rewrites) {
        Optional<String> middle = middle(model.getGraph());
        // read by nobody any more, but part of the identity that the trained models were learned under
        middle.ifPresent(graph::addOutput);
        ModelProto.Builder rewritten = model.toBuilder().setGraph(graph.build());
        boolean microsoft = model.getOpsetImportList().stream()
                .anyMatch(set -> set.getDomain().equals(OnnxGraph.MICROSOFT));
        if (!microsoft) {
            rewritten.addOpsetImportBuilder().setDomain(OnnxGraph.MICROSOFT).setVersion(1);
        }
        boolean quantised =
                graph.nodes().stream().anyMatch(node -> node.getOpType().equals("MatMulInteger"));
        return new EncoderGraph(rewritten.build().toByteArray(), rewrites, quantised, middle);
    }

    /** One text is all of the first type: the runtime then looks the type's vector up once, while it loads. */
    private static int oneType(OnnxGraph graph) {
        boolean onlyLookedUp = graph.nodes().stream()
                .filter(node -> node.getInputList().contains(TYPES))
                .allMatch(node ->
                        node.getOpType().equals("Gather") && node.getInput(1).equals(TYPES));
        if (!graph.hasInput(TYPES) || !onlyLookedUp) {
            return 0;
        }
        graph.addNumbers(TYPES, List.of(1, 1), 0);
        return 1;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many parts were replaced. */
    int rewrites() {
        return rewrites;
    }

    /** The output that holds the states two thirds of the way up, layer 4 of 6; none if the layers cannot be told apart. */
    Optional<String> middle() {
        return middle;
    }

    /** {@code int8} or {@code fp32}, read from the operators. */
    String quantisation() {
        return quantised ? "int8" : "fp32";
    }

    /** Twelve hexadecimal digits of the SHA-256 of the rewritten bytes. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A layer of BERT normalises twice, after attention and at its end, and the embeddings are normalised once before. */
    private static Optional<String> middle(GraphProto graph) {
        List<String> normalised = normalised(graph);
        int layers = normalised.size() / 2;
        boolean readable = normalised.size() % 2 == 1 && layers >= 2;
        return readable ? Optional.of(normalised.get(2 * Math.round(layers * 2 / 3f))) : Optional.empty();
    }

    /** The nodes of a graph stand in the order in which they run. A layer normalisation ends with a scale and a shift. */
    private static List<String> normalised(GraphProto graph) {
        Set<String> divided = new HashSet<>();
        Set<String> scaled = new HashSet<>();
        Set<String> roots = new HashSet<>();
        List<String> normalised = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            String output = node.getOutput(0);
            switch (node.getOpType()) {
                case "LayerNormalization" -> normalised.add(output);
                case "Sqrt" -> roots.add(output);
                case "Div" -> note(node, roots, divided);
                case "Mul" -> note(node, divided, scaled);
                case "Add" -> note(node, scaled, normalised);
                default -> {}
            }
        }
        return normalised;
    }

    private static void note(NodeProto node, Set<String> sources, Collection<String> outputs) {
        if (node.getInputList().stream().anyMatch(sources::contains)) {
            outputs.add(node.getOutput(0));
        }
    }
}
