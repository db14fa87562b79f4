package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTest {
    private static final String TEXT = "The upload stops half way when the proxy closes the connection.";

    private static MiniLm encoder = MiniLm.bundled(64);

    @BeforeAll
    static void load() {
        assertEquals(384, encoder.dimensions());
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void rewritesEveryPartOfTheGraphAndKeepsItsMeaning() throws Exception {
        byte[] stock = resource("/all-minilm-l6-v2-q.onnx");
        EncoderGraph graph = EncoderGraph.rewrite(stock);
        assertEquals(13 + 6 + 1, graph.rewrites());
        assertEquals("int8", graph.quantisation());
        assertEquals(0, EncoderGraph.rewrite(graph.bytes()).rewrites());
        WordPiece tokenizer = WordPiece.read(resource("/all-minilm-l6-v2-q-tokenizer.json"), 64);
        float[] before = mean(stock, tokenizer.tokenize(TEXT).ids());
        assertTrue(Vectors.dot(before, encoder.embed(TEXT, List.of()).vector()) > 0.99f);
    }

    @Test
    void leavesWhatItDoesNotKnowAsItIs() throws Exception {
        GraphProto.Builder foreign = ModelProto.parseFrom(resource("/all-minilm-l6-v2-q.onnx")).getGraph().toBuilder();
        boolean spelledOtherwise = false;
        for (NodeProto.Builder node : foreign.getNodeBuilderList()) {
            if (node.getOpType().equals("Pow") && !spelledOtherwise) {
                node.setOpType("Mul").setInput(1, node.getInput(0));
                spelledOtherwise = true;
            } else if (node.getInputList().contains("/Sub_output_0")) {
                node.setOpType("Div");
            }
        }
        byte[] onnx = ModelProto.parseFrom(resource("/all-minilm-l6-v2-q.onnx")).toBuilder()
                .setGraph(foreign)
                .build()
                .toByteArray();
        assertEquals(12 + 1, EncoderGraph.rewrite(onnx).rewrites());
        try (MiniLm other = new MiniLm("foreign", onnx, resource("/all-minilm-l6-v2-q-tokenizer.json"), 64)) {
            assertTrue(Vectors.dot(vector(TEXT), other.embed(TEXT, List.of()).vector()) > 0.99f);
        }
    }

    @Test
    void takesAGraphAsItIsWhenTheRuntimeRefusesTheRewrittenOne() throws Exception {
        byte[] onnx = normalisedNumbers();
        assertEquals(1, EncoderGraph.rewrite(onnx).rewrites());
        try (MiniLm other = new MiniLm("flat", onnx, resource("/all-minilm-l6-v2-q-tokenizer.json"), 64)) {
            assertEquals(1, other.dimensions());
        }
    }

    @Test
    void vectorsHaveLengthOneAndFollowMeaning() {
        float[] upload = vector(TEXT);
        assertEquals(1f, Vectors.dot(upload, upload), 1e-4f);
        float near = Vectors.dot(upload, vector("Sending a file is interrupted behind a proxy server"));
        float far = Vectors.dot(upload, vector("The colour of the menu is too dark"));
        assertTrue(near > far + 0.2f, near + " against " + far);
    }

    @Test
    void embedsTheSpansOfATextInTheSamePass() {
        String text = "The menu is too dark. The query is slow. " + "padding ".repeat(200) + "unseen";
        List<Span> spans = List.of(new Span(0, 21), new Span(22, 40), new Span(text.length() - 6, text.length()));
        List<float[]> parts = encoder.embed(text, spans).spans();
        float[] colours = vector("The colours are hard to see");
        assertTrue(Vectors.dot(parts.get(0), colours) > Vectors.dot(parts.get(1), colours));
        assertArrayEquals(new float[384], parts.get(2));
    }

    @Test
    void findsTheFourthLayerByTheShapeOfTheGraph() throws Exception {
        EncoderGraph graph = EncoderGraph.rewrite(resource("/all-minilm-l6-v2-q.onnx"));
        assertEquals(
                "/encoder/layer.3/output/LayerNorm/Add_1_output_0",
                graph.middle().orElseThrow());
    }

    @Test
    void takesAnyText() {
        for (String text : List.of("", " ", "?!…", "\u0000\u0001", "[SEP][CLS]", "語".repeat(5_000), "\ud83d")) {
            float[] v = vector(text);
            assertEquals(1f, Vectors.dot(v, v), 1e-3f);
        }
    }

    @Test
    void givesTheSameVectorOnEveryThread() throws Exception {
        float[] expected = vector(TEXT);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                tasks.add(() -> vector(TEXT));
            }
            for (Future<float[]> answer : threads.invokeAll(tasks)) {
                assertArrayEquals(expected, answer.get(), 1e-6f);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void loadsTheSameEncoderFromAFolder(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("model.onnx"), resource("/all-minilm-l6-v2-q.onnx"));
        Files.write(folder.resolve("tokenizer.json"), resource("/all-minilm-l6-v2-q-tokenizer.json"));
        try (MiniLm other = MiniLm.fromFolder(folder, 64)) {
            assertArrayEquals(vector(TEXT), other.embed(TEXT, List.of()).vector(), 1e-6f);
            assertFalse(other.fallback());
            assertTrue(encoder.model().startsWith("all-minilm-l6-v2-int8-64-"), encoder.model());
        }
    }

    @Test
    void saysSoWhenThereIsNoModel(@TempDir Path folder) throws IOException {
        assertThrows(ModelUnavailable.class, () -> MiniLm.fromFolder(folder, 64));
        Files.writeString(folder.resolve("model.onnx"), "no model");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThrows(ModelUnavailable.class, () -> MiniLm.fromFolder(folder, 64));
    }

    @Test
    void theFallbackFindsSharedWords() {
        try (HashingEmbedder hashing = new HashingEmbedder()) {
            assertTrue(hashing.fallback());
            float[] one = hashing.embed("Upload times out behind the proxy", List.of())
                    .vector();
            float[] two = hashing.embed("proxy: uploads time out", List.of()).vector();
            float[] three = hashing.embed("Dark menu colours", List.of()).vector();
            assertEquals(hashing.dimensions(), one.length);
            assertTrue(Vectors.dot(one, two) > Vectors.dot(one, three) + 0.2f);
            assertArrayEquals(new float[384], hashing.embed("", List.of()).vector());
        }
    }

    private static float[] vector(String text) {
        return encoder.embed(text, List.of()).vector();
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = EncoderTest.class.getResourceAsStream(path)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    /** Token ids as numbers, normalised over the text: rows of a matrix, which an instance normalisation does not take. */
    private static byte[] normalisedNumbers() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("flat")
                .addInput(value("input_ids", TensorProto.DataType.INT64))
                .addOutput(value("last_hidden_state", TensorProto.DataType.FLOAT))
                .addInitializer(floats("one", 1f).addDims(1))
                .addInitializer(floats("two", 2f))
                .addNode(OnnxGraph.node("Cast", List.of("input_ids"), "x").addAttribute(OnnxGraph.attribute("to", 1)))
                .addNode(mean("x", "mean"))
                .addNode(OnnxGraph.node("Sub", List.of("x", "mean"), "centred"))
                .addNode(OnnxGraph.node("Pow", List.of("centred", "two"), "square"))
                .addNode(mean("square", "variance"))
                .addNode(OnnxGraph.node("Add", List.of("variance", "two"), "guarded"))
                .addNode(OnnxGraph.node("Sqrt", List.of("guarded"), "root"))
                .addNode(OnnxGraph.node("Div", List.of("centred", "root"), "ratio"))
                .addNode(OnnxGraph.node("Mul", List.of("ratio", "one"), "scaled"))
                .addNode(OnnxGraph.node("Add", List.of("scaled", "one"), "last_hidden_state"));
        return ModelProto.newBuilder()
                .setIrVersion(6)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(11))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto.Builder mean(String input, String output) {
        return OnnxGraph.node("ReduceMean", List.of(input), output)
                .addAttribute(OnnxGraph.attribute("axes", List.of(-1L)));
    }

    private static TensorProto.Builder floats(String name, float value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addFloatData(value);
    }

    private static ValueInfoProto.Builder value(String name, TensorProto.DataType type) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimValue(1);
        shape.addDimBuilder().setDimParam("tokens");
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)));
    }

    /** The untouched graph, run the plain way. */
    private static float[] mean(byte[] onnx, long[] ids) throws Exception {
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor words = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", words, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] sum = new float[384];
            for (int i = 0; i < states.limit(); i++) {
                sum[i % sum.length] += states.get(i);
            }
            return Vectors.normalise(sum);
        }
    }
}
