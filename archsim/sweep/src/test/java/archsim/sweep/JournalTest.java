package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.engine.run.RunCache;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed sweep leaves behind. */
class JournalTest {

    private static final Sweep SWEEP = SampleSweeps.read(SampleSweeps.AXES);
    private static final RunCache CACHE = RunCache.ofBytes(64 << 20);
    private static final Columns COLUMNS = SweepCheck.check(SWEEP, CACHE);
    private static final PointRunner RUNNER = new PointRunner(SWEEP, COLUMNS, CACHE);

    @TempDir
    private Path folder;

    private Journal open(boolean resume) throws IOException {
        return Journal.open(folder, SWEEP, COLUMNS, "the sweep", resume);
    }

    private void appendThree() throws IOException {
        try (Journal journal = open(false)) {
            for (int i : new int[] {4, 0, 3}) {
                journal.append(RUNNER.run(i));
            }
        }
    }

    private static String csv(PointRows rows) throws IOException {
        var text = new StringWriter();
        SweepFiles.writeCsv(text, COLUMNS, rows);
        return text.toString();
    }

    @Test
    void finishedPointsAreNotRunAgain() throws IOException {
        appendThree();
        try (Journal journal = open(true)) {
            assertThat(journal.rows().missing()).containsExactly(1, 2, 5);
            assertThat(journal.rows().get(4))
                    .isEqualTo(new PointRow(RUNNER.run(4).cells()));
        }
    }

    /** However many bytes of the file are left, whole lines are kept and the rest is run again, to the same bytes. */
    @Test
    void aFileThatEndsAnywhereIsGoneOnWith() throws IOException {
        var whole = new PointRows(SWEEP.size());
        new LocalRunner(2).run(RUNNER, whole.missing(), whole::put);
        appendThree();
        byte[] bytes = Files.readAllBytes(folder.resolve(Journal.FILE));
        for (int length = 0; length < bytes.length; length += 137) {
            Files.write(folder.resolve(Journal.FILE), Arrays.copyOf(bytes, length));
            try (Journal journal = open(true)) {
                for (int missing : journal.rows().missing()) {
                    journal.append(RUNNER.run(missing));
                }
                assertThat(csv(journal.rows())).as("%d bytes", length).isEqualTo(csv(whole));
                assertThat(journal.rows().sources()).as("%d bytes", length).isEqualTo(whole.sources());
            }
            try (Journal again = open(true)) {
                assertThat(again.rows().missing()).as("%d bytes", length).isEmpty();
            }
        }
    }

    @Test
    void aDamagedLineIsCountedAndRunAgain() throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).replace("\"diannao\"", "\"sticker\""));
        Files.write(file, lines);

        try (Journal journal = open(true)) {
            assertThat(journal.damage()).containsExactly("line 3 is damaged: its check sum is not that of its text");
            assertThat(journal.rows().missing()).containsExactly(0, 1, 2, 5);
        }
    }

    /** Any byte, the line feeds and the first line among them: one line is lost, or two that became one. */
    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x01, 0xff})
    void aFlippedByteAnywhereCostsOnePointOrTwo(int bits) throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 31) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) bits;
            Files.write(file, bytes);
            try (Journal journal = open(true)) {
                assertThat(journal.damage()).as("byte %d", at).isNotEmpty();
                assertThat(journal.rows().missing().length)
                        .as("byte %d", at)
                        .isBetween(at < whole.length / 8 ? 3 : 4, 5);
            }
        }
    }

    /** Threads finish points in any order; so do lines lie. */
    @Test
    void theOrderOfLinesDoesNotMatter() throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.reverse(lines.subList(1, 4));
        Files.write(file, lines);
        try (Journal journal = open(true)) {
            assertThat(journal.rows().missing()).containsExactly(1, 2, 5);
            for (int point : new int[] {0, 3, 4}) {
                assertThat(journal.rows().get(point))
                        .isEqualTo(new PointRow(RUNNER.run(point).cells()));
            }
            assertThat(journal.rows().sources()).containsAll(RUNNER.run(4).sources());
        }
    }

    /** As a full disk leaves it: the last character of the file is half of a letter with an accent. */
    @Test
    void aLineThatEndsWithinACharacterIsRunAgain() throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        byte[] whole = Files.readAllBytes(file);
        byte[] torn = Arrays.copyOf(whole, whole.length - 20);
        torn[torn.length - 1] = (byte) 0xc3;
        Files.write(file, torn);

        try (Journal journal = open(true)) {
            assertThat(journal.damage()).containsExactly("line 4 is damaged: its check sum is not that of its text");
            assertThat(journal.rows().missing()).containsExactly(1, 2, 3, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 3_000_000})
    void zerosThatAFileSystemLeavesAreOneDamagedLine(int length) throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        Files.write(file, new byte[length], StandardOpenOption.APPEND);

        try (Journal journal = open(true)) {
            assertThat(journal.damage()).hasSize(1);
            assertThat(journal.rows().missing()).containsExactly(1, 2, 5);
        }
    }

    static List<Arguments> forgeries() {
        return List.of(
                forgery("no JSON", row -> "[", "JSON"),
                forgery("nothing", row -> "", ""),
                forgery("no list", row -> "{}", "it must hold a list"),
                forgery("one list", row -> "[[]]", "it must hold a row and its sources"),
                forgery(
                        "sources that are no texts",
                        row -> row.replaceFirst("],\\[\".*]]$", "],[1]]"),
                        "it must hold a row and its sources"),
                forgery("no cells", row -> "[[],[]]", "values, was 0"),
                forgery("endless lists", row -> "[".repeat(100_000), ""),
                forgery("a status that is none", row -> row.replace("\"done\"", "true"), "status must be done"),
                forgery("a status of its own", row -> row.replace("\"done\"", "\"gone\""), "status must be done"),
                forgery("an index beyond the last", row -> row.replaceFirst("\\[\\[4", "[[6"), "index must be 0 to 5"),
                forgery("a huge index", row -> row.replaceFirst("\\[\\[4", "[[1e400"), ""),
                forgery("another point", row -> row.replaceFirst("\\[\\[4", "[[3"), "must be"),
                forgery("another machine", row -> row.replace("\"cambricon-x\"", "\"scnn\""), "/accelerator must be"),
                forgery("figures as texts", row -> row.replaceFirst(",(\\d+),", ",\"$1\","), "must be a whole number"),
                forgery("figures below zero", row -> row.replaceFirst(",(\\d+),", ",-$1,"), "must be a whole number"));
    }

    private static Arguments forgery(String what, UnaryOperator<String> row, String fault) {
        return Arguments.arguments(what, row, fault);
    }

    /** The check sum and the name of the point are right, the row is not: no check sum keeps a forger out. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aForgedLineIsRunAgain(String what, UnaryOperator<String> row, String fault) throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String line = lines.get(1);
        String content = line.substring(9, 9 + 65) + row.apply(line.substring(9 + 65));
        lines.set(1, CheckSum.of(content) + " " + content);
        Files.write(file, String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));

        try (Journal journal = open(true)) {
            assertThat(journal.damage()).hasSize(1).allSatisfy(said -> assertThat(said)
                    .startsWith("line 2 is damaged: ")
                    .contains(fault));
            assertThat(journal.rows().missing()).containsExactly(1, 2, 4, 5);
        }
    }

    /** Each line names its sweep: without the first, points of another are still not taken for this one's. */
    @Test
    void theJournalOfAnotherSweepIsRefusedEvenIfItsFirstLineIsDamaged() throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> Journal.open(folder, SWEEP, COLUMNS, "another sweep", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds points of another sweep");
    }

    @Test
    void aFolderInThePlaceOfTheJournalIsRefused() throws IOException {
        Files.createDirectory(folder.resolve(Journal.FILE));

        assertThatThrownBy(() -> open(true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be a file, was a folder");
    }

    @Test
    void theJournalOfAnotherSweepIsRefused() throws IOException {
        appendThree();
        byte[] before = Files.readAllBytes(folder.resolve(Journal.FILE));

        assertThatThrownBy(() -> Journal.open(folder, SWEEP, COLUMNS, "another sweep", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds points of another sweep");
        assertThat(folder.resolve(Journal.FILE)).hasBinaryContent(before);
    }

    @Test
    void twoProcessesCannotWriteOneJournal() throws IOException {
        try (Journal journal = open(false)) {
            assertThatThrownBy(() -> open(true))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is being written by another archsim");
            assertThat(journal.rows().missing()).hasSize(6);
        }
    }

    /** A point at which archsim failed is tried again. */
    @Test
    void aFailedPointIsMissing() throws IOException {
        String text = PointRows.text(RUNNER.run(2)).replace("\"done\"", "\"failed\"");
        try (Journal journal = open(false)) {
            journal.append(PointRows.parse(text));
        }
        try (Journal journal = open(true)) {
            assertThat(journal.rows().missing()).hasSize(6);
        }
    }
}
