package archsim.reports.chart;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The epochs of a compression run.
 *
 * @param epochs in order
 */
public record TrainingHistory(List<Epoch> epochs) {

    /**
     * One epoch.
     *
     * @param stage of the run, e.g. {@code round1-admm}
     * @param trainAccuracy 0 to 1
     * @param validationAccuracy 0 to 1
     * @param residual {@code ||W - Z|| / ||W||} where there is a set to come near to
     */
    public record Epoch(String stage, double trainAccuracy, double validationAccuracy, OptionalDouble residual) {}

    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /** Reads the text of a {@code history.csv} that archsim has written. */
    public static TrainingHistory parse(String csv) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return new TrainingHistory(
                    reader.stream().map(TrainingHistory::epoch).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    private static Epoch epoch(NamedCsvRecord row) {
        String residual = row.getField("residual");
        return new Epoch(
                row.getField("stage"),
                Double.parseDouble(row.getField("trainAccuracy")),
                Double.parseDouble(row.getField("validationAccuracy")),
                residual.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(residual)));
    }
}
