package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.engine.run.RunCache;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed sweep leaves behind. */
class JournalTest {

    private static final Sweep SWEEP = SampleSweeps.read(SampleSweeps.AXES);
    private static final RunCache CACHE = RunCache.ofBytes(64 << 20);
    private static final Columns COLUMNS = SweepCheck.check(SWEEP, CACHE);
    private static final PointRunner RUNNER = new PointRunner(SWEEP, COLUMNS, CACHE);

    @TempDir
    private Path folder;

    private Journal open(boolean resume) throws IOException {
        return Journal.open(folder, SWEEP, "the sweep", resume);
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
            Files.write(folder.resolve(Journal.FILE), java.util.Arrays.copyOf(bytes, length));
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
            assertThat(journal.damaged()).isEqualTo(1);
            assertThat(journal.rows().missing()).containsExactly(0, 1, 2, 5);
        }
    }

    /** A line is its check sum, the digest of its point's configuration, its row, and the sources that no line before has. */
    @Test
    void aLineHoldsAllOfItsPoint() throws IOException {
        appendThree();
        List<String> lines = Files.readAllLines(folder.resolve(Journal.FILE));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(summed(Sha256.of("the sweep")));
        Set<String> before = new HashSet<>();
        int[] points = {4, 0, 3};
        for (int i = 0; i < points.length; i++) {
            PointRow row = RUNNER.run(points[i]);
            List<String> sources = row.sources().stream()
                    .filter(source -> !before.contains(source))
                    .toList();
            before.addAll(sources);
            String content = SWEEP.configSha256(points[i]) + " "
                    + Json.createArrayBuilder()
                            .add(row.cells())
                            .add(Json.createArrayBuilder(sources))
                            .build();
            assertThat(lines.get(i + 1)).isEqualTo(summed(content));
        }
    }

    private static String summed(String content) {
        var sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x %s", sum.getValue(), content);
    }

    /** One character of any field is another one: the line does not count, the others do. */
    @Test
    void everyCharacterOfALineIsChecked() throws IOException {
        appendThree();
        Path file = folder.resolve(Journal.FILE);
        List<String> lines = Files.readAllLines(file);
        String line = lines.get(2);
        for (int at = 0; at < line.length(); at += at < 100 ? 1 : 61) {
            char other = line.charAt(at) == '7' ? '8' : '7';
            lines.set(2, line.substring(0, at) + other + line.substring(at + 1));
            Files.write(file, lines);
            try (Journal journal = open(true)) {
                assertThat(journal.damaged()).as("character %d", at).isEqualTo(1);
                assertThat(journal.rows().missing()).as("character %d", at).containsExactly(0, 1, 2, 5);
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

    @Test
    void theJournalOfAnotherSweepIsRefused() throws IOException {
        appendThree();
        byte[] before = Files.readAllBytes(folder.resolve(Journal.FILE));

        assertThatThrownBy(() -> Journal.open(folder, SWEEP, "another sweep", true))
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
