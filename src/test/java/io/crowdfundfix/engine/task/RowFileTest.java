package io.crowdfundfix.engine.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {
    private static final String TWO_ROWS = "{\"id\":\"a\",\"usd\":\"8.5\",\"gone\":null}\n\n{\"usd\":7}\n";

    @TempDir
    Path folder;

    @Test
    void readsPlainAndGzippedLinesAlike() throws IOException {
        Path plain = Files.writeString(folder.resolve("bounty.mine.train.jsonl"), TWO_ROWS);
        Path zipped = folder.resolve("bounty.other.train.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(TWO_ROWS.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(2, RowFile.read(plain).size());
        assertEquals(
                RowFile.read(plain).get(0).json(), RowFile.read(zipped).get(0).json());
        assertEquals(4, new DataFolder(folder).training("bounty").size());
    }

    @Test
    void aNumberMayStandInQuotesAndAnIdMayBeMissing() throws IOException {
        List<Row> rows = RowFile.read(Files.writeString(folder.resolve("rows.jsonl"), TWO_ROWS));
        assertEquals(8.5, rows.get(0).number("usd"));
        assertEquals(7, rows.get(1).number("usd"));
        assertEquals("a", rows.get(0).id());
        assertEquals("3", rows.get(1).id(), "its line");
        assertEquals("", rows.get(0).text("gone"));
        assertEquals(2, rows.get(0).number("gone", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}\nno json", "{\"a\":1}\n[1]", "{\"a\":1}\n{\"a\":"})
    void namesTheLineThatIsNoRow(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), lines);
        Fault fault = assertThrows(Fault.class, () -> RowFile.read(file));
        assertTrue(fault.message().contains("rows.jsonl:2"), fault.message());
    }

    @Test
    void namesTheFieldThatIsMissingOrNoNumber() throws IOException {
        Row row = RowFile.read(Files.writeString(folder.resolve("rows.jsonl"), "{\"usd\":\"many\"}"))
                .get(0);
        assertTrue(
                assertThrows(Fault.class, () -> row.required("title")).message().contains("title"));
        assertTrue(assertThrows(Fault.class, () -> row.number("usd")).message().contains("many"));
    }

    @Test
    void aFolderWithoutTrainingRowsSaysWhatItWants() throws IOException {
        Files.writeString(folder.resolve("bounty.mine.test.jsonl"), TWO_ROWS);
        Fault fault = assertThrows(Fault.class, () -> new DataFolder(folder).training("bounty"));
        assertTrue(fault.message().contains("bounty*.train.jsonl"), fault.message());
        Path nowhere = folder.resolve("nowhere");
        assertThrows(Fault.class, () -> new DataFolder(nowhere).training("bounty"));
    }

    @Test
    void anAnswerCarriesIdAndProject() throws IOException {
        List<Row> rows = RowFile.read(
                Files.writeString(folder.resolve("rows.jsonl"), "{\"id\":\"x\",\"project\":\"p\"}\n{\"id\":5}"));
        assertEquals("{\"id\":\"x\",\"project\":\"p\"}", rows.get(0).answer().toString());
        assertEquals("{\"id\":\"5\"}", rows.get(1).answer().toString());
    }
}
