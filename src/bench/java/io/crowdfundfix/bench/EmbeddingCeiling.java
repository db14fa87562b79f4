package io.crowdfundfix.bench;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The fastest this machine multiplies 8-bit matrices: one bare {@code MatMulInteger}, unsigned by signed, of the shape of
 * the encoder's widest product (128 × 384 × 1536), nothing around it.
 */
final class EmbeddingCeiling implements AutoCloseable {
    static final double OPERATIONS = 2.0 * 128 * 384 * 1536;
    private static final List<Long> LEFT = List.of(128L, 384L);
    private static final List<Long> RIGHT = List.of(384L, 1536L);
    private static final List<Long> PRODUCT = List.of(128L, 1536L);

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    EmbeddingCeiling() throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model(), options);
        }
    }

    /** That many products one after the other on the calling thread. */
    void multiply(int times) throws OrtException {
        ByteBuffer numbers = ByteBuffer.allocateDirect(128 * 384);
        numbers.put(bytes(128 * 384)).rewind();
        long[] shape = {128, 384};
        try (OnnxTensor left = OnnxTensor.createTensor(environment, numbers, shape, OnnxJavaType.UINT8)) {
            for (int i = 0; i < times; i++) {
                session.run(Map.of("left", left)).close();
            }
        }
    }

    private static byte[] model() {
        TensorProto weights = TensorProto.newBuilder()
                .setName("right")
                .setDataType(TensorProto.DataType.INT8.getNumber())
                .addAllDims(RIGHT)
                .setRawData(ByteString.copyFrom(bytes(384 * 1536)))
                .build();
        NodeProto product = NodeProto.newBuilder()
                .setOpType("MatMulInteger")
                .addInput("left")
                .addInput("right")
                .addOutput("product")
                .build();
        GraphProto graph = GraphProto.newBuilder()
                .setName("ceiling")
                .addInput(value("left", TensorProto.DataType.UINT8, LEFT))
                .addOutput(value("product", TensorProto.DataType.INT32, PRODUCT))
                .addInitializer(weights)
                .addNode(product)
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(6)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(11))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, List<Long> sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        sizes.forEach(size -> shape.addDimBuilder().setDimValue(size));
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** From 0 to 63: as large as the weights of the encoder. */
    private static byte[] bytes(int size) {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.nextInt(64);
        }
        return bytes;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
