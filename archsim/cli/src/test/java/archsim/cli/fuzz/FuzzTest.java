package archsim.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.cli.fuzz.FuzzCampaign.Verdict;
import archsim.cli.output.ExitCode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final int LANES = 2;
    private static final int LOOK_EVERY_MS = 200;
    private static final int MOST_FAULTS = 40;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, long[]> takenOf = new TreeMap<>();

    @Test
    void everyDamagedInputIsRefusedInWordsOrWhatComesOutHoldsTogether() throws Exception {
        Path room = FuzzRoom.furnish(Files.createDirectory(folder.resolve("room")));
        Long one = Long.getLong("archsim.fuzz.seed");
        long first = one == null ? 1 : one;
        long last = one == null ? CASES : one;
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        List<Future<?>> running = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            var campaign = new FuzzCampaign(room, Files.createDirectory(folder.resolve("cases" + lane)));
            long start = first + lane;
            running.add(lanes.submit(() -> {
                runEach(campaign, start, last);
                return null;
            }));
        }
        lanes.shutdown();
        for (Future<?> each : running) {
            each.get();
        }
        takenOf.forEach((kind, taken) -> System.out.printf(
                "fuzz: %-16s %5d cases, %5d accepted, %6.1f s%n", kind, taken[0], taken[1], taken[2] / 1e9));
        assertThat(faults)
                .as("mvn -B -P fuzz verify -pl archsim/cli -am -Darchsim.fuzz.seed=N runs one again")
                .isEmpty();
    }

    /** What is damaged later is sound: a kind whose files are refused anyway would try nothing. */
    @Test
    void everyKindIsAcceptedUndamaged() throws IOException {
        Path room = FuzzRoom.furnish(Files.createDirectory(folder.resolve("room")));
        var campaign = new FuzzCampaign(room, Files.createDirectory(folder.resolve("cases")));
        for (FuzzKind kind : FuzzKind.ALL) {
            for (String file : kind.damaged()) {
                for (String command : kind.commands()) {
                    Outcome outcome = campaign.runSound(kind, file, command);
                    if (outcome.exitCode() != ExitCode.DONE) {
                        faults.add(kind.name() + ": " + command + " of " + file + ": " + outcome.err());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** The cases of one lane: every {@link #LANES}th seed. */
    private void runEach(FuzzCampaign campaign, long first, long last) throws InterruptedException, IOException {
        ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
        for (long seed = first; seed <= last && !failedTooOften(); seed += LANES) {
            long current = seed;
            if (!finishes(seed, runner.submit(() -> campaign.run(current)))) {
                break;
            }
        }
        runner.shutdown();
    }

    /**
     * Whether the case ended before the process had taken too much of the processor; the verdict is kept. What another lane
     * took meanwhile counts, too, so that a case may take less, never more.
     */
    private boolean finishes(long seed, Future<Verdict> running) throws InterruptedException, IOException {
        long startNs = PROCESS.getProcessCpuTime();
        long begunNs = System.nanoTime();
        while (true) {
            try {
                Verdict verdict = running.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                keep(seed, verdict, System.nanoTime() - begunNs);
                return true;
            } catch (TimeoutException e) {
                if (PROCESS.getProcessCpuTime() - startNs > MOST_CPU_NS) {
                    fail(seed, "took over 20 s of the processor");
                    return false;
                }
            } catch (ExecutionException e) {
                throw new IOException("seed " + seed, e.getCause());
            }
        }
    }

    private synchronized boolean failedTooOften() {
        return faults.size() >= MOST_FAULTS;
    }

    private synchronized void fail(long seed, String fault) {
        faults.add("seed " + seed + ", " + fault);
    }

    private synchronized void keep(long seed, Verdict verdict, long ns) {
        long[] taken = takenOf.computeIfAbsent(verdict.kind(), kind -> new long[3]);
        taken[0]++;
        taken[1] += verdict.accepted() ? 1 : 0;
        taken[2] += ns;
        verdict.fault().ifPresent(text -> fail(seed, verdict.kind() + ": " + text));
    }
}
