package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void rewritesEverySquareOfTheGraphAndKeepsItsMeaning() throws Exception {
        byte[] stock = resource("/all-minilm-l6-v2-q.onnx");
        EncoderGraph graph = EncoderGraph.rewrite(stock);
        assertEquals(13, graph.rewrittenNodes());
        assertEquals("int8", graph.quantisation());
        assertEquals(0, EncoderGraph.rewrite(graph.bytes()).rewrittenNodes());
        WordPiece tokenizer = WordPiece.read(resource("/all-minilm-l6-v2-q-tokenizer.json"), 64);
        float[] before = mean(stock, tokenizer.tokenize(TEXT).ids());
        assertTrue(Vectors.dot(before, encoder.embed(TEXT, List.of()).vector()) > 0.99f);
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
    void readsTheFourthLayerInTheSamePass() {
        List<Span> spans = List.of(new Span(0, 10), new Span(0, TEXT.length()));
        Layers layers = encoder.layers(TEXT, spans);
        Embedding alone = encoder.embed(TEXT, spans);
        assertArrayEquals(alone.vector(), layers.last().vector());
        assertArrayEquals(alone.spans().get(0), layers.last().spans().get(0));
        for (float[] middle : List.of(
                layers.middle().vector(),
                layers.middle().spans().get(0),
                layers.middle().spans().get(1))) {
            assertEquals(1f, Vectors.dot(middle, middle), 1e-4f);
            assertTrue(Vectors.dot(middle, alone.vector()) < 0.9f);
        }
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
            assertArrayEquals(
                    two,
                    hashing.layers("proxy: uploads time out", List.of())
                            .middle()
                            .vector());
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
