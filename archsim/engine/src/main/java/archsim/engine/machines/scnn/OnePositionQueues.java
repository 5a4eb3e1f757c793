package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.workloads.Axis;
import java.nio.LongBuffer;

/**
 * The banks of a layer that has one output position and whose products beyond it meet no bank: of all weights that pass,
 * an input meets those at its own offset. The cost is that of the products that meet a bank, not of the steps.
 */
final class OnePositionQueues implements BankQueues {

    private final ScnnLayer layer;
    private final PlainBankQueues plain;
    private final int[] offsetOfKind;
    private ScnnWeights weights;
    private int channel;
    private int from;
    private int steps;
    private int[] queues;
    private int step;
    private long cycles;

    OnePositionQueues(ScnnLayer layer, PlainBankQueues plain) {
        this.layer = layer;
        this.plain = plain;
        offsetOfKind = new int[layer.kinds().count()];
        for (int kind = 0; kind < offsetOfKind.length; kind++) {
            int[] places = layer.kinds().places(kind);
            while (places[offsetOfKind[kind]] == ScnnKinds.DROPPED) {
                offsetOfKind[kind]++;
            }
        }
    }

    /** Each input of such a layer meets one offset, and each offset one input, if the kernel covers the input and nothing is padded. */
    static boolean fits(ScnnLayer layer) {
        return isWhole(layer.shape().rows())
                && isWhole(layer.shape().columns())
                && !layer.scnn().bankHash().isLocal();
    }

    private static boolean isWhole(Axis axis) {
        return axis.padded() == axis.kernel() && axis.extent() == axis.kernel() && axis.stride() == 1;
    }

    @Override
    public void broadcast(ScnnWeights nextWeights, int firstFilter, int nextChannel, int nextFrom, int nextTo) {
        plain.broadcast(nextWeights, firstFilter, nextChannel, nextFrom, nextTo);
        weights = nextWeights;
        channel = nextChannel;
        from = nextFrom;
        steps = Ceil.div(nextTo - nextFrom, layer.scnn().weightsPerCycle());
    }

    @Override
    public long pass(int element, int[] bricks, int first, int end) {
        queues = plain.waiting(element);
        cycles = 0;
        for (int i = first; i < end; i++) {
            step = -1;
            add(bricks[i]);
            goTo(steps);
        }
        return cycles;
    }

    /** Kinds, and so offsets and weights, are in order within a vector. */
    private void add(int brick) {
        if (brick == ScnnBricks.EMPTY) {
            return;
        }
        add(layer.bricks().parent(brick));
        int kind = layer.bricks().lastKind(brick);
        int offset = offsetOfKind[kind];
        int place = layer.kinds().places(kind)[offset];
        int end = weights.endAt(channel, offset);
        for (int i = weights.startAt(channel, offset); i < end; i++) {
            int next = (i - from) / layer.scnn().weightsPerCycle();
            if (next != step) {
                goTo(next);
            }
            queues[plain.bank(i, place)]++;
        }
    }

    /** Ends the step at hand and those without products up to the next that has some. */
    private void goTo(int next) {
        if (step >= 0) {
            cycles += plain.sum(queues);
        }
        int idle = next - step - 1;
        cycles += idle;
        plain.sumFor(idle, queues);
        step = next;
    }

    @Override
    public long drain(int element) {
        return plain.drain(element);
    }

    @Override
    public LongBuffer queued() {
        return plain.queued();
    }

    @Override
    public void requeue(LongBuffer queued) {
        plain.requeue(queued);
    }
}
