package io.crowdfundfix.engine;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph that is being rewritten: patterns are looked up in what it was, and what takes their place is put into
 * what it becomes. Nodes, constants and inputs that nothing reads any more fall away.
 */
final class OnnxGraph {
    /** The operators that the runtime has beyond the standard. */
    static final String MICROSOFT = "com.microsoft";

    private final GraphProto graph;
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final List<NodeProto> first = new ArrayList<>();
    private final Map<String, List<NodeProto>> outputToReplacement = new HashMap<>();
    private final List<TensorProto> added = new ArrayList<>();
    private final List<ValueInfoProto> outputs = new ArrayList<>();

    OnnxGraph(GraphProto graph) {
        this.graph = graph;
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(output -> makers.put(output, node));
            if (node.getOpType().equals("Constant") && node.getAttributeCount() == 1) {
                constants.put(node.getOutput(0), node.getAttribute(0).getT());
            }
        }
    }

    /** In the order in which they run. */
    List<NodeProto> nodes() {
        return graph.getNodeList();
    }

    boolean hasInput(String name) {
        return graph.getInputList().stream().anyMatch(input -> input.getName().equals(name));
    }

    /** The first input of a node that such an operator makes. */
    @Nullable NodeProto source(@Nullable NodeProto node, String operator) {
        if (node == null) {
            return null;
        }
        for (String input : node.getInputList()) {
            NodeProto maker = makers.get(input);
            if (maker != null && maker.getOpType().equals(operator)) {
                return maker;
            }
        }
        return null;
    }

    /** What makes the value, if it is such an operator. */
    @Nullable NodeProto maker(String value, String operator) {
        NodeProto maker = makers.get(value);
        return maker != null && maker.getOpType().equals(operator) ? maker : null;
    }

    /** True if the value is a vector that does not change. */
    boolean isVector(String value) {
        TensorProto tensor = constants.get(value);
        return tensor != null && tensor.getDimsCount() == 1;
    }

    /** The one number of a constant, not a number if there is none. */
    float number(String value) {
        TensorProto tensor = constants.get(value);
        if (tensor == null || tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            return Float.NaN;
        }
        if (tensor.getDimsList().stream().anyMatch(size -> size != 1L)) {
            return Float.NaN;
        }
        return tensor.getFloatDataCount() == 1
                ? tensor.getFloatData(0)
                : raw(tensor).getFloat();
    }

    /** The whole numbers of a constant, none if there is no such constant. */
    List<Long> wholeNumbers(String value) {
        TensorProto tensor = constants.get(value);
        if (tensor == null || tensor.getDataType() != TensorProto.DataType.INT64.getNumber()) {
            return List.of();
        }
        List<Long> numbers = new ArrayList<>(tensor.getInt64DataList());
        ByteBuffer raw = raw(tensor);
        while (raw.remaining() >= Long.BYTES) {
            numbers.add(raw.getLong());
        }
        return numbers;
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The other input of a node with two. */
    static String other(NodeProto node, String input) {
        return node.getInput(node.getInput(0).equals(input) ? 1 : 0);
    }

    static List<Long> wholeNumbers(NodeProto node, String name) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute.getIntsList();
            }
        }
        return List.of();
    }

    static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    void addNumbers(String name, List<Integer> shape, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        shape.forEach(tensor::addDims);
        added.add(tensor.build());
    }

    /** Makes a value of floats readable from outside; its shape follows from the graph. */
    void addOutput(String value) {
        boolean readable = graph.getOutputList().stream()
                .anyMatch(output -> output.getName().equals(value));
        if (!readable) {
            TypeProto.Tensor floats = TypeProto.Tensor.newBuilder()
                    .setElemType(TensorProto.DataType.FLOAT.getNumber())
                    .build();
            outputs.add(ValueInfoProto.newBuilder()
                    .setName(value)
                    .setType(TypeProto.newBuilder().setTensorType(floats))
                    .build());
        }
    }

    /** Nodes that need nothing but inputs and constants. */
    void begin(List<NodeProto> nodes) {
        first.addAll(nodes);
    }

    /** The last of the new nodes makes what the old one made; nodes before the old one fall away if nothing else reads them. */
    void replace(NodeProto old, List<NodeProto> nodes) {
        outputToReplacement.put(old.getOutput(0), nodes);
    }

    GraphProto build() {
        Set<String> needed = new HashSet<>();
        List<NodeProto> nodes = neededNodes(needed);
        Stream<TensorProto> tensors = Stream.concat(graph.getInitializerList().stream(), added.stream());
        return graph.toBuilder()
                .addAllOutput(outputs)
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .addAllInitializer(tensors.filter(tensor -> needed.contains(tensor.getName()))
                        .toList())
                .clearInput()
                .addAllInput(graph.getInputList().stream()
                        .filter(input -> needed.contains(input.getName()) && !isAdded(input.getName()))
                        .toList())
                .build();
    }

    private boolean isAdded(String name) {
        return added.stream().anyMatch(tensor -> tensor.getName().equals(name));
    }

    /** From the outputs backwards; fills in the names of all values that are read. */
    private List<NodeProto> neededNodes(Set<String> needed) {
        List<NodeProto> all = new ArrayList<>(first);
        for (NodeProto node : graph.getNodeList()) {
            all.addAll(outputToReplacement.getOrDefault(node.getOutput(0), List.of(node)));
        }
        Stream.concat(graph.getOutputList().stream(), outputs.stream()).forEach(output -> needed.add(output.getName()));
        Deque<NodeProto> kept = new ArrayDeque<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            NodeProto node = all.get(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                addReads(node, needed);
                kept.addFirst(node);
            }
        }
        return List.copyOf(kept);
    }

    /** The branches of a condition and the body of a loop read values from outside. */
    private static void addReads(NodeProto node, Set<String> needed) {
        needed.addAll(node.getInputList());
        for (AttributeProto attribute : node.getAttributeList()) {
            attribute.getG().getNodeList().forEach(inner -> addReads(inner, needed));
        }
    }
}
