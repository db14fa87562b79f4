package io.crowdfundfix.verification;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.verification.TestReport.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads JUnit XML as Surefire, Gradle, pytest and their like write it. Knows no document types and no entities; everything has a limit. */
final class JUnitReader {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_CASES = 20_000;
    static final int MAX_DEPTH = 40;

    private static final int LONGEST_NAME = 1_000;
    private static final Set<String> FAILURES = Set.of("failure", "error", "rerunFailure", "rerunError");
    /** Flaky tests failed at least once in this very run. */
    private static final Set<String> FLAKES = Set.of("flakyFailure", "flakyError");

    private final String field;
    private final Map<String, Outcome> outcomeByTest = new LinkedHashMap<>();
    private int cases;
    private boolean suiteSeen;
    private @Nullable String test;
    private Outcome outcome = Outcome.PASSED;

    private JUnitReader(String field) {
        this.field = field;
    }

    /** The report, or a fault that names the field. */
    static TestReport read(String field, String xml) {
        JUnitReader reader = new JUnitReader(field);
        if (xml.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw reader.refused("must have at most " + MAX_BYTES + " bytes");
        }
        return reader.parse(xml);
    }

    /** The text of what was gzipped and written in base64; stops inflating beyond the limit. */
    static String inflated(String field, String base64) {
        JUnitReader reader = new JUnitReader(field);
        try (InputStream in = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw reader.refused("inflates to more than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IOException e) {
            throw reader.refused("must be gzipped JUnit XML in base64");
        }
    }

    private TestReport parse(String xml) {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new StringReader(xml));
            int depth = 0;
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw refused("must not hold a document type or entities");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw refused("must not be nested deeper than " + MAX_DEPTH);
                    }
                    start(in);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    end(in.getLocalName());
                }
            }
        } catch (XMLStreamException e) {
            throw refused("must be JUnit XML without a document type: it is not well-formed"
                    + (e.getLocation() == null
                            ? ""
                            : " at line " + e.getLocation().getLineNumber()));
        }
        if (!suiteSeen) {
            throw refused("must be JUnit XML: it has neither testsuite nor testsuites");
        }
        return new TestReport(outcomeByTest);
    }

    private void start(XMLStreamReader in) {
        String element = in.getLocalName();
        if (element.equals("testsuite") || element.equals("testsuites")) {
            suiteSeen = true;
        } else if (element.equals("testcase")) {
            cases++;
            if (cases > MAX_CASES) {
                throw refused("must hold at most " + MAX_CASES + " test cases");
            }
            test = name(in.getAttributeValue(null, "classname"), in.getAttributeValue(null, "name"));
            String status = in.getAttributeValue(null, "status");
            boolean notRun = "notrun".equals(status) || "skipped".equals(in.getAttributeValue(null, "result"));
            outcome = notRun ? Outcome.SKIPPED : Outcome.PASSED;
        } else if (test != null && (FAILURES.contains(element) || FLAKES.contains(element))) {
            outcome = Outcome.FAILED;
        } else if (test != null && element.equals("skipped")) {
            outcome = outcome.worse(Outcome.SKIPPED);
        }
    }

    private void end(String element) {
        if (element.equals("testcase") && test != null) {
            outcomeByTest.merge(test, outcome, Outcome::worse);
            test = null;
        }
    }

    /** {@code class#name}, or the name alone. */
    private String name(@Nullable String classname, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw refused("holds a testcase without a name");
        }
        String whole = classname == null || classname.isBlank() ? name : classname + "#" + name;
        if (whole.length() > LONGEST_NAME) {
            throw refused("holds a test whose name is longer than " + LONGEST_NAME);
        }
        return whole;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private Fault refused(String message) {
        return Fault.invalid(field, message);
    }
}
