package archsim.compression.libtorch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A contestant's process, seen from the one that hands out the turns. */
final class WorkerProcess implements AutoCloseable {

    private final int steps;
    private final Process process;
    private final DataOutputStream orders;
    private final DataInputStream answers;

    WorkerProcess(Contestant contestant, Subject subject, int threads) throws IOException {
        this.steps = contestant.steps(subject);
        var builder = new ProcessBuilder(command(contestant, subject, threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        // Threads that spin while they wait would count as processor time, and starve on a busy machine.
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        this.process = builder.start();
        this.orders = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** The natives come from the class path; nothing is fetched while it runs. */
    private static List<String> command(Contestant contestant, Subject subject, int threads) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpeedWorker.class.getName(),
                contestant.name(),
                subject.network(),
                Integer.toString(subject.batch()),
                Integer.toString(threads));
    }

    /** Trains one block while all others wait. */
    BlockCost block() throws IOException {
        orders.writeInt(steps);
        orders.flush();
        return new BlockCost(answers.readDouble(), answers.readDouble(), answers.readDouble());
    }

    /** Asks the process to end; one that cannot be asked is killed. */
    @Override
    public void close() {
        try {
            orders.writeInt(0);
            orders.flush();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
