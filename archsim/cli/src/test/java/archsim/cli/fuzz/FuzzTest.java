package archsim.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.fuzz.FuzzCampaign.Verdict;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged inputs of every kind: each is refused in words and nothing is written, or all that comes out holds
 * together and can be read again.
 *
 * <p>{@code -Darchsim.fuzz.cases=N} sets their number, {@code -Darchsim.fuzz.seed=N} runs one alone. The process may take
 * 512 MiB of heap, which the build sets.
 */
@Tag("fuzz")
class FuzzTest {

    private static final int CASES = Integer.getInteger("archsim.fuzz.cases", 2000);
    private static final long MOST_CPU_NS = 20_000_000_000L;
    private static final int LOOK_EVERY_MS = 200;
    private static final int MOST_FAULTS = 40;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, int[]> takenOf = new TreeMap<>();

    @Test
    void everyDamagedInputIsRefusedInWordsOrWhatComesOutHoldsTogether() throws Exception {
        var campaign = new FuzzCampaign(
                FuzzRoom.furnish(Files.createDirectory(folder.resolve("room"))),
                Files.createDirectory(folder.resolve("cases")));
        Long one = Long.getLong("archsim.fuzz.seed");
        ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
        for (long seed = one == null ? 1 : one;
                seed <= (one == null ? CASES : one) && faults.size() < MOST_FAULTS;
                seed++) {
            long current = seed;
            if (!finishes(seed, runner.submit(() -> campaign.run(current)))) {
                break;
            }
        }
        runner.shutdown();
        takenOf.forEach(
                (kind, taken) -> System.out.printf("fuzz: %-16s %5d cases, %5d accepted%n", kind, taken[0], taken[1]));
        assertThat(faults)
                .as("mvn -B -P fuzz verify -pl archsim/cli -am -Darchsim.fuzz.seed=N runs one again")
                .isEmpty();
    }

    /** Whether the case ended before it had taken too much of the processor; the verdict is kept. */
    private boolean finishes(long seed, Future<Verdict> running) throws InterruptedException, IOException {
        long startNs = PROCESS.getProcessCpuTime();
        while (true) {
            try {
                keep(seed, running.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
                return true;
            } catch (TimeoutException e) {
                if (PROCESS.getProcessCpuTime() - startNs > MOST_CPU_NS) {
                    faults.add("seed %d took over 20 s of the processor".formatted(seed));
                    return false;
                }
            } catch (ExecutionException e) {
                throw new IOException("seed " + seed, e.getCause());
            }
        }
    }

    private void keep(long seed, Verdict verdict) {
        int[] taken = takenOf.computeIfAbsent(verdict.kind(), kind -> new int[2]);
        taken[0]++;
        taken[1] += verdict.accepted() ? 1 : 0;
        Optional<String> fault = verdict.fault();
        fault.ifPresent(text -> faults.add("seed %d, %s: %s".formatted(seed, verdict.kind(), text)));
    }
}
