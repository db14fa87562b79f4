package io.crowdfundfix.engine;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalisation, spelled out or as one operator, as an instance normalisation in which each token is a channel. The
 * runtime reads a row for the one with vector instructions, for the other number by number.
 */
final class RowNormalisation {
    private static final String IDS = "input_ids";
    private static final String ONES = "rows/ones";
    private static final String ZEROS = "rows/zeros";

    private final String input;
    private final String weight;
    private final String bias;
    private final float epsilon;

    private RowNormalisation(String input, String weight, String bias, float epsilon) {
        this.input = input;
        this.weight = weight;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    /** The number of layer normalisations that were replaced. */
    static int rewrite(OnnxGraph graph) {
        if (!graph.hasInput(IDS)) {
            return 0;
        }
        int count = 0;
        for (NodeProto node : graph.nodes()) {
            RowNormalisation found = find(graph, node);
            if (found != null) {
                graph.replace(node, found.nodes(node.getOutput(0)));
                count++;
            }
        }
        if (count > 0) {
            graph.begin(tokensOf("rows", ONES, 1f));
            graph.begin(tokensOf("rows0", ZEROS, 0f));
            graph.addNumbers("rows/1", List.of(1), 1);
            graph.addNumbers("rows/2", List.of(1), 2);
        }
        return count;
    }

    private static @Nullable RowNormalisation find(OnnxGraph graph, NodeProto last) {
        RowNormalisation found = switch (last.getOpType()) {
            case "LayerNormalization" -> operator(last);
            case "Add" -> spelledOut(graph, last);
            default -> null;
        };
        boolean constant = found != null && graph.isVector(found.weight) && graph.isVector(found.bias);
        return constant ? found : null;
    }

    private static @Nullable RowNormalisation operator(NodeProto node) {
        float epsilon = 1e-5f;
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals("epsilon")) {
                epsilon = attribute.getF();
            } else if (attribute.getName().equals("axis") && attribute.getI() != -1) {
                return null;
            }
        }
        boolean plain = node.getInputCount() == 3 && node.getOutputCount() == 1;
        return plain ? new RowNormalisation(node.getInput(0), node.getInput(1), node.getInput(2), epsilon) : null;
    }

    private static @Nullable RowNormalisation spelledOut(OnnxGraph graph, NodeProto shift) {
        NodeProto scale = graph.source(shift, "Mul");
        NodeProto ratio = graph.source(scale, "Div");
        NodeProto guarded = graph.source(graph.source(ratio, "Sqrt"), "Add");
        NodeProto variance = graph.source(guarded, "ReduceMean");
        NodeProto square = graph.source(variance, "Pow");
        NodeProto centred = graph.source(ratio, "Sub");
        NodeProto mean = graph.source(centred, "ReduceMean");
        if (scale == null || ratio == null || guarded == null || variance == null || square == null) {
            return null;
        }
        if (centred == null || mean == null || !overRows(graph, mean) || !overRows(graph, variance)) {
            return null;
        }
        String difference = centred.getOutput(0);
        float epsilon = graph.number(OnnxGraph.other(guarded, variance.getOutput(0)));
        boolean fits = centred.getInput(0).equals(mean.getInput(0))
                && ratio.getInput(0).equals(difference)
                && square.getInput(0).equals(difference)
                && graph.number(square.getInput(1)) == 2f
                && epsilon >= 0;
        String weight = OnnxGraph.other(scale, ratio.getOutput(0));
        String bias = OnnxGraph.other(shift, scale.getOutput(0));
        return fits ? new RowNormalisation(mean.getInput(0), weight, bias, epsilon) : null;
    }

    private static boolean overRows(OnnxGraph graph, NodeProto mean) {
        List<Long> axes =
                mean.getInputCount() == 2 ? graph.wholeNumbers(mean.getInput(1)) : OnnxGraph.wholeNumbers(mean, "axes");
        return axes.equals(List.of(-1L));
    }

    private List<NodeProto> nodes(String output) {
        String normal = output + "/normal";
        String scaled = output + "/scaled";
        return List.of(
                OnnxGraph.node("InstanceNormalization", List.of(input, ONES, ZEROS), normal)
                        .addAttribute(OnnxGraph.attribute("epsilon", epsilon))
                        .build(),
                OnnxGraph.node("Mul", List.of(normal, weight), scaled).build(),
                OnnxGraph.node("Add", List.of(scaled, bias), output).build());
    }

    /** As many equal numbers as the text has tokens. */
    private static List<NodeProto> tokensOf(String prefix, String output, float value) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.putFloat(0, value);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .addDims(1)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        AttributeProto.Builder fill = AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(tensor);
        return List.of(
                OnnxGraph.node("Shape", List.of(IDS), prefix + "/shape").build(),
                OnnxGraph.node("Slice", List.of(prefix + "/shape", "rows/1", "rows/2"), prefix + "/count")
                        .build(),
                OnnxGraph.node("ConstantOfShape", List.of(prefix + "/count"), output)
                        .addAttribute(fill)
                        .build());
    }
}
