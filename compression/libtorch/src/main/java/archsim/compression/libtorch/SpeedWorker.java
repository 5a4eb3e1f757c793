package archsim.compression.libtorch;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process of one contestant: trains a number of steps on each request and answers with the time they took. */
final class SpeedWorker {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SpeedWorker() {}

    /**
     * Reads numbers of steps from the standard input until a zero; writes {@link BlockCost}s to the standard output.
     *
     * @param args contestant, network, images of a batch, and threads
     */
    public static void main(String[] args) throws IOException {
        var orders = new DataInputStream(System.in);
        var answers = new DataOutputStream(System.out);
        var subject = new Subject(args[1], Integer.parseInt(args[2]));
        try (Training training = Contestant.valueOf(args[0]).start(subject, Integer.parseInt(args[3]))) {
            for (int steps = orders.readInt(); steps > 0; steps = orders.readInt()) {
                BlockCost cost = block(training, steps);
                answers.writeDouble(cost.cpuMs());
                answers.writeDouble(cost.wallMs());
                answers.writeDouble(cost.peakMb());
                answers.flush();
            }
        }
    }

    private static BlockCost block(Training training, int steps) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        training.train(steps);
        double wallNs = System.nanoTime() - wall;
        double cpuNs = SYSTEM.getProcessCpuTime() - cpu;
        return new BlockCost(cpuNs / 1e6 / steps, wallNs / 1e6 / steps, peakMb());
    }

    /** Linux's "high water mark", which it gives in units of 1,024 bytes. */
    private static double peakMb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }
}
