package io.crowdfundfix.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A sentence encoder run by ONNX Runtime: the mean of the last hidden states, scaled to length one. Texts go through one
 * by one, because the activation scales of an int8 graph are per tensor: in a batch a vector would depend on its mates.
 */
public final class MiniLm implements Embedder {
    private static final String BUNDLED = "all-minilm-l6-v2";
    private static final String HIDDEN_STATES = "last_hidden_state";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece tokenizer;
    private final String model;
    private final String output;
    private final int dimensions;
    /** A session that is closed while it runs takes the whole process with it: runs hold the one lock, closing the other. */
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    /** The name is the first part of the identity; the token limit counts the two special tokens. */
    MiniLm(String name, byte[] onnx, byte[] tokenizerJson, int maxTokens) {
        try {
            tokenizer = WordPiece.read(tokenizerJson, maxTokens);
            environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            Tokens probe = tokenizer.tokenize("probe");
            Loaded loaded = load(environment, onnx, probe);
            EncoderGraph graph = loaded.graph();
            session = loaded.session();
            model = name + "-" + graph.quantisation() + "-" + maxTokens + "-" + graph.hash();
            output = output(session);
            dimensions = run(probe).length / probe.size();
        } catch (IOException | OrtException | LinkageError | RuntimeException e) {
            throw new ModelUnavailable("cannot load the encoder " + name + ": " + e.getMessage(), e);
        }
    }

    /** The encoder that lies in the class path. */
    public static MiniLm bundled(int maxTokens) {
        return new MiniLm(
                BUNDLED, resource("/" + BUNDLED + "-q.onnx"), resource("/" + BUNDLED + "-q-tokenizer.json"), maxTokens);
    }

    /** An encoder of the same kind from {@code model.onnx} and {@code tokenizer.json} in a folder. */
    public static MiniLm fromFolder(Path folder, int maxTokens) {
        try {
            byte[] onnx = Files.readAllBytes(folder.resolve("model.onnx"));
            byte[] tokenizerJson = Files.readAllBytes(folder.resolve("tokenizer.json"));
            Path name = folder.toAbsolutePath().normalize().getFileName();
            return new MiniLm(name == null ? "folder" : name.toString(), onnx, tokenizerJson, maxTokens);
        } catch (IOException e) {
            throw new ModelUnavailable("cannot read an encoder from " + folder + ": " + e.getMessage(), e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = MiniLm.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new ModelUnavailable("the class path has no " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelUnavailable("cannot read " + path, e);
        }
    }

    private record Loaded(EncoderGraph graph, OrtSession session) {}

    /** A graph of another make may hold what a rewrite took for something else; the runtime then refuses it or the probe. */
    private static Loaded load(OrtEnvironment environment, byte[] onnx, Tokens probe) throws IOException, OrtException {
        EncoderGraph rewritten = EncoderGraph.rewrite(onnx);
        OrtSession session = null;
        try {
            session = open(environment, rewritten.bytes());
            run(environment, session, probe, output(session));
            return new Loaded(rewritten, session);
        } catch (OrtException e) {
            if (session != null) {
                session.close();
            }
            EncoderGraph plain = EncoderGraph.asItIs(onnx);
            return new Loaded(plain, open(environment, plain.bytes()));
        }
    }

    private static String output(OrtSession session) {
        return session.getOutputNames().contains(HIDDEN_STATES)
                ? HIDDEN_STATES
                : session.getOutputNames().iterator().next();
    }

    /** One thread per run: the callers are the parallelism, and share this one session. */
    private static OrtSession open(OrtEnvironment environment, byte[] onnx) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return environment.createSession(onnx, options);
        }
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public boolean fallback() {
        return false;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Embedding embed(String text, List<Span> spans) {
        Tokens tokens = tokenizer.tokenize(text);
        return pool(run(tokens), tokens, spans);
    }

    private Embedding pool(float[] states, Tokens tokens, List<Span> spans) {
        float[] whole = new float[dimensions];
        for (int i = 0; i < tokens.size(); i++) {
            add(states, i, whole);
        }
        List<float[]> parts = new ArrayList<>(spans.size());
        for (Span span : spans) {
            parts.add(mean(states, tokens, span));
        }
        return new Embedding(Vectors.normalise(whole), parts);
    }

    private float[] mean(float[] states, Tokens tokens, Span span) {
        float[] sum = new float[dimensions];
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.within(i, span)) {
                add(states, i, sum);
            }
        }
        return Vectors.normalise(sum);
    }

    private void add(float[] states, int token, float[] sum) {
        int from = token * dimensions;
        for (int d = 0; d < dimensions; d++) {
            sum[d] += states[from + d];
        }
    }

    /** The states of the last layer, tokens × dimensions; what else the graph gives out is not copied. */
    private float[] run(Tokens tokens) {
        running.readLock().lock();
        try {
            return run(environment, session, tokens, output);
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder failed on " + tokens.size() + " tokens", e);
        } finally {
            running.readLock().unlock();
        }
    }

    private static float[] run(OrtEnvironment environment, OrtSession session, Tokens tokens, String output)
            throws OrtException {
        long[] shape = {1, tokens.size()};
        long[] ones = new long[tokens.size()];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.ids()), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(tokens.size()), shape)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            inputs.put("input_ids", ids);
            inputs.put("attention_mask", mask);
            inputs.put("token_type_ids", types);
            inputs.keySet().retainAll(session.getInputNames());
            return states(session, inputs, output);
        }
    }

    private static float[] states(OrtSession session, Map<String, OnnxTensor> inputs, String output)
            throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
            OnnxTensor tensor = (OnnxTensor) result.get(output).orElseThrow();
            return tensor.getFloatBuffer().array();
        }
    }

    @Override
    public void close() {
        running.writeLock().lock();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder does not close", e);
        } finally {
            running.writeLock().unlock();
        }
    }
}
