package io.crowdfundfix.engine;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * The ONNX graph of an encoder, made cheaper to run: a square written as a power (each layer normalisation has one) is
 * the slowest operator of a small encoder, and a multiplication gives the same value.
 */
final class EncoderGraph {
    private static final int HASH_BYTES = 6;

    private final byte[] bytes;
    private final int rewrittenNodes;
    private final boolean quantised;
    private final Optional<String> middle;

    private EncoderGraph(byte[] bytes, int rewrittenNodes, boolean quantised, Optional<String> middle) {
        this.bytes = bytes;
        this.rewrittenNodes = rewrittenNodes;
        this.quantised = quantised;
        this.middle = middle;
    }

    static EncoderGraph rewrite(byte[] onnx) throws InvalidProtocolBufferException {
        ModelProto model = ModelProto.parseFrom(onnx);
        GraphProto graph = model.getGraph();
        Set<String> twos = twos(graph);
        GraphProto.Builder rewritten = graph.toBuilder();
        Optional<String> middle = middle(graph);
        middle.map(EncoderGraph::states).ifPresent(rewritten::addOutput);
        int count = 0;
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            if (isSquare(node, twos)) {
                rewritten.setNode(i, timesItself(node));
                count++;
            }
        }
        boolean quantised =
                graph.getNodeList().stream().anyMatch(node -> node.getOpType().equals("MatMulInteger"));
        byte[] bytes = model.toBuilder().setGraph(rewritten).build().toByteArray();
        return new EncoderGraph(bytes, count, quantised, middle);
    }

    byte[] bytes() {
        return bytes;
    }

    int rewrittenNodes() {
        return rewrittenNodes;
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

    private static ValueInfoProto states(String name) {
        TypeProto.Tensor floats = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(floats))
                .build();
    }

    private static boolean isSquare(NodeProto node, Set<String> twos) {
        return node.getOpType().equals("Pow") && node.getInputCount() == 2 && twos.contains(node.getInput(1));
    }

    private static NodeProto timesItself(NodeProto node) {
        return node.toBuilder()
                .setOpType("Mul")
                .setInput(1, node.getInput(0))
                .clearAttribute()
                .build();
    }

    private static Set<String> twos(GraphProto graph) {
        Set<String> names = new HashSet<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (isTwo(tensor)) {
                names.add(tensor.getName());
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            boolean constant = node.getOpType().equals("Constant") && node.getAttributeCount() == 1;
            if (constant && isTwo(node.getAttribute(0).getT())) {
                names.add(node.getOutput(0));
            }
        }
        return names;
    }

    private static boolean isTwo(TensorProto tensor) {
        boolean scalar = tensor.getDimsList().stream().allMatch(size -> size == 1L);
        if (!scalar || tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            return false;
        }
        if (tensor.getFloatDataCount() == 1) {
            return tensor.getFloatData(0) == 2f;
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return raw.remaining() == Float.BYTES && raw.getFloat() == 2f;
    }
}
