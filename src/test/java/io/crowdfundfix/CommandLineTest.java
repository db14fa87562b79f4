package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.CommandLine.Command;
import io.crowdfundfix.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void servesWhenNothingIsSaid() {
        CommandLine typed = parse();
        assertEquals(Command.SERVE, typed.command());
        assertEquals(Map.of(), typed.settings());
    }

    @Test
    void takesSettings() {
        assertEquals(
                Map.of("http.port", "0", "database.url", "postgresql://a/b=c", "data.dir", ""),
                parse("--http.port=0", "--database.url=postgresql://a/b=c", "--data.dir=")
                        .settings());
    }

    @Test
    void theLaterOfTwoWins() {
        assertEquals(
                Map.of("http.port", "2"),
                parse("--http.port=1", "--http.port=2").settings());
    }

    @Test
    void takesAConfigurationFileEitherWay() {
        assertEquals(Path.of("a.json"), parse("--conf", "a.json").configFile());
        assertEquals(Path.of("a.json"), parse("--conf=a.json").configFile());
    }

    @Test
    void aCommandTakesItsOptionsWithABlankOrAnEqualsSign() {
        CommandLine typed = parse("train", "--task", "bounty", "--data=rows", "--analysis.model_dir=none");
        assertEquals(Command.TRAIN, typed.command());
        assertEquals(Map.of("task", "bounty", "data", "rows"), typed.options());
        assertEquals(Map.of("analysis.model_dir", "none"), typed.settings());
        assertEquals(Command.EVALUATE, parse("evaluate", "--task=bounty").command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --task", "evaluate --task --data rows"})
    void anOptionNeedsAValue(String words) {
        Fault fault = assertThrows(Fault.class, () -> parse(words.split(" ")));
        assertTrue(fault.message().contains("--task"));
    }

    @Test
    void onlyTrainingAndMeasuringHaveOptionsOfTheirOwn() {
        assertThrows(Fault.class, () -> parse("--task", "bounty"));
        assertThrows(Fault.class, () -> parse("train", "bounty"));
    }

    @Test
    void analysesAFileWithSettingsOnEitherSide() {
        CommandLine typed = parse("--analysis.workers=1", "analyze", "bug.md", "--analysis.model_dir=none");
        assertEquals(Command.ANALYZE, typed.command());
        assertEquals(List.of("bug.md"), typed.operands());
        assertEquals(2, typed.settings().size());
    }

    @Test
    void countsAnewAndAppoints() {
        assertEquals(
                Command.REBUILD_ANALYTICS,
                parse("rebuild-analytics", "--data.dir=x").command());
        CommandLine typed = parse("make-admin", "ada@example.org");
        assertEquals(Command.MAKE_ADMIN, typed.command());
        assertEquals(List.of("ada@example.org"), typed.operands());
        assertThrows(Fault.class, () -> parse("rebuild-analytics", "now"));
    }

    @Test
    void analysesStandardInputAndAFileOfThatName() {
        assertEquals(List.of("-"), parse("analyze", "-").operands());
        assertEquals(List.of("analyze"), parse("analyze", "analyze").operands());
    }

    @Test
    void verifiesAnExportedLedger() {
        assertEquals(Command.VERIFY_LEDGER, parse("verify-ledger", "-").command());
        assertEquals(
                List.of("ledger.ndjson"),
                parse("verify-ledger", "ledger.ndjson").operands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helps(String word) {
        assertEquals(Command.HELP, parse(word).command());
        assertEquals(Command.HELP, parse("analyze", word).command());
    }

    @Test
    void tellsItsVersion() {
        assertEquals(Command.VERSION, parse("--version").command());
        assertFalse(Version.current().isBlank() || Version.current().contains("$"), Version.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "--http.port", "-p", "", "8000", "--conf"})
    void refusesAWordThatMakesNoSense(String word) {
        Fault fault = assertThrows(Fault.class, () -> parse(word));
        assertTrue(fault.message().startsWith(word), fault.message());
    }

    private static CommandLine parse(String... words) {
        return CommandLine.parse(List.of(words));
    }
}
