package archsim.compression.libtorch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/** Compares our training with libtorch's and writes the table. */
final class SpeedComparison {

    private SpeedComparison() {}

    /**
     * Measures, prints and writes.
     *
     * @param args rounds; numbers of threads, names of networks, and sizes of batches, with commas between them; and the file to
     *     write
     */
    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        var table = Path.of(args[4]);
        var measured = new ArrayList<Turns>();
        double before = load();
        for (Subject subject : Subject.all(args[2], args[3])) {
            for (String threads : args[1].split(",", -1)) {
                measured.add(Turns.taken(subject, Integer.parseInt(threads), rounds));
                System.err.print(SpeedTable.of(measured.subList(measured.size() - 1, measured.size())));
            }
        }
        String text = SpeedTable.of(measured)
                + String.format(
                        Locale.ROOT,
                        "%nMedians of %d rounds, JDK %s, %d processors; load average %.1f before, %.1f after.%n",
                        rounds,
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        before,
                        load());
        Files.writeString(table, text);
        System.out.print(text);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
