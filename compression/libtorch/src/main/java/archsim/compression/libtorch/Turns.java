package archsim.compression.libtorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All blocks of all contestants with one network, batch and number of threads: entry i of each list is from round i.
 *
 * @param subject that they train
 * @param threads of each contestant
 * @param blocks by contestant, in their order
 */
record Turns(Subject subject, int threads, Map<Contestant, List<BlockCost>> blocks) {

    private static final int WARM_UP_ROUNDS = 6;

    Turns {
        blocks = Collections.unmodifiableMap(new EnumMap<>(blocks));
    }

    /** Lets the contestants train in turn, after six rounds that do not count. */
    static Turns taken(Subject subject, int threads, int rounds) throws IOException {
        var processes = new EnumMap<Contestant, WorkerProcess>(Contestant.class);
        var blocks = new EnumMap<Contestant, List<BlockCost>>(Contestant.class);
        try {
            for (Contestant contestant : subject.contestants()) {
                processes.put(contestant, new WorkerProcess(contestant, subject, threads));
                blocks.put(contestant, new ArrayList<>());
            }
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                for (Contestant contestant : subject.contestants()) {
                    BlockCost cost = processes.get(contestant).block();
                    if (round >= 0) {
                        blocks.get(contestant).add(cost);
                    }
                }
            }
        } finally {
            processes.values().forEach(WorkerProcess::close);
        }
        return new Turns(subject, threads, blocks);
    }
}
