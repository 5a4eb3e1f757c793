package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import java.nio.LongBuffer;

/** The steps of SCNN's PEs on regions of one shape, channel by channel, and what they add up to. */
final class ScnnSteps {

    private final ScnnLayer layer;
    private final BankQueues queues;
    private final int classes;
    private final int weightsPerStep;
    private long products;
    private long steps;
    private long vectors;
    private long busyCycles;

    ScnnSteps(ScnnLayer layer) {
        this.layer = layer;
        queues = BankQueues.of(layer);
        classes = layer.shape().strideClasses();
        weightsPerStep = layer.scnn().weightsPerCycle();
    }

    /** Broadcasts a channel's weights to PEs that each hold a tile of the map; adds what each PE takes to {@code cycles}. */
    void broadcast(ScnnInputs inputs, ScnnWeights weights, int firstFilter, int group, int channel, long[] cycles) {
        int inputChannel = layer.kept().channel(group, channel);
        for (int strideClass = 0; strideClass < classes; strideClass++) {
            int from = weights.from(channel, strideClass);
            int to = weights.to(channel, strideClass);
            if (from == to) {
                continue;
            }
            queues.broadcast(weights, firstFilter, channel, from, to);
            long stepsOfVector = Ceil.div(to - from, weightsPerStep);
            for (int element = 0; element < cycles.length; element++) {
                int first = inputs.from(inputChannel, strideClass, element);
                int end = inputs.to(inputChannel, strideClass, element);
                long spent = queues.pass(element, inputs.bricks(), first, end);
                cycles[element] += spent;
                busyCycles += spent;
                vectors += end - first;
                steps += (end - first) * stepsOfVector;
                products += (long) inputs.present(inputChannel, strideClass, element) * (to - from);
            }
        }
    }

    /** Lets a PE multiply its own filters' weights with the inputs of a channel that all PEs see. */
    void multiply(ScnnInputs inputs, int inputChannel, ScnnWeights weights, int channel, int element, long[] cycles) {
        int from = weights.from(channel, 0);
        int to = weights.to(channel, 0);
        int first = inputs.from(inputChannel, 0, 0);
        int end = inputs.to(inputChannel, 0, 0);
        vectors += end - first;
        if (from == to || first == end) {
            return;
        }
        queues.broadcast(weights, 0, channel, from, to);
        long spent = queues.pass(element, inputs.bricks(), first, end);
        cycles[element] += spent;
        busyCycles += spent;
        steps += (end - first) * (long) Ceil.div(to - from, weightsPerStep);
        products += (long) inputs.present(inputChannel, 0, 0) * (to - from);
    }

    /** Lets all queues run empty. */
    void drain(long[] cycles) {
        for (int element = 0; element < cycles.length; element++) {
            long spent = queues.drain(element);
            cycles[element] += spent;
            busyCycles += spent;
        }
    }

    /** What waits in front of the banks, equal if the same waits. */
    LongBuffer queued() {
        return queues.queued();
    }

    /** Lets the same wait as when {@link #queued} was asked. */
    void requeue(LongBuffer queued) {
        queues.requeue(queued);
    }

    /** What has been counted so far. */
    ScnnWork soFar() {
        return new ScnnWork(products, steps, vectors, busyCycles - steps);
    }

    /** Counts what the same vectors add again. */
    void repeat(ScnnWork more) {
        products += more.products();
        steps += more.steps();
        vectors += more.vectors();
        busyCycles += more.steps() + more.conflictCycles();
    }

    /** Products made, those beyond the map included. */
    long products() {
        return products;
    }

    /** Vectors of inputs times vectors of weights, over all PEs. */
    long steps() {
        return steps;
    }

    /** Vectors of inputs fetched, over all PEs. */
    long vectors() {
        return vectors;
    }

    /** Cycles beyond one a step, over all PEs. */
    long conflictCycles() {
        return busyCycles - steps;
    }
}
