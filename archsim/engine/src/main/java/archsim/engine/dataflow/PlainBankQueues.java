package archsim.engine.dataflow;

import archsim.base.Ceil;

/** Banks as an array of counts: for any number of banks, and for the few vectors that others cannot count. */
final class PlainBankQueues implements BankQueues {

    private final ScnnLayer layer;
    private final int banks;
    private final int weightsPerStep;
    private final int queueDepth;
    private final int[][] waiting;
    private ScnnWeights weights;
    private int firstFilter;
    private int from;
    private int to;

    PlainBankQueues(ScnnLayer layer) {
        this.layer = layer;
        banks = layer.scnn().accumulatorBanks();
        weightsPerStep = layer.scnn().weightsPerCycle();
        queueDepth = layer.scnn().queueDepth();
        waiting = new int[layer.machine().peArray().size()][banks];
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to) {
        this.weights = weights;
        this.firstFilter = firstFilter;
        this.from = from;
        this.to = to;
    }

    int steps() {
        return Ceil.div(to - from, weightsPerStep);
    }

    @Override
    public long pass(int element, int lowerHalf, int upperHalf) {
        long cycles = 0;
        for (int first = from; first < to; first += weightsPerStep) {
            int end = Math.min(to, first + weightsPerStep);
            add(waiting[element], lowerHalf, first, end);
            add(waiting[element], upperHalf, first, end);
            cycles += sum(waiting[element]);
        }
        return cycles;
    }

    private void add(int[] queues, int brick, int first, int end) {
        for (int node = brick; node != ScnnBricks.EMPTY; node = layer.bricks().parent(node)) {
            add(queues, layer.kinds().places(layer.bricks().lastKind(node)), first, end);
        }
    }

    private void add(int[] queues, int[] places, int first, int end) {
        for (int i = first; i < end; i++) {
            int place = places[weights.offset(i)];
            if (place != ScnnKinds.DROPPED) {
                queues[bank(i, place)]++;
            }
        }
    }

    /** Bank of the product of weight {@code number} for an output at {@code place}. */
    int bank(int number, int place) {
        return layer.scnn().bankHash().bank(firstFilter + weights.filter(number), place, banks);
    }

    /** Ends a step whose products are in the queues, and returns the cycles that it takes. */
    long sum(int[] queues) {
        int most = 0;
        for (int queue : queues) {
            most = Math.max(most, queue);
        }
        int cycles = Math.max(1, most - queueDepth);
        sumFor(cycles, queues);
        return cycles;
    }

    /** Lets each bank sum what it can in some cycles. */
    void sumFor(int cycles, int[] queues) {
        for (int bank = 0; bank < banks; bank++) {
            queues[bank] = Math.max(0, queues[bank] - cycles);
        }
    }

    @Override
    public long drain(int element) {
        int most = 0;
        for (int bank = 0; bank < banks; bank++) {
            most = Math.max(most, waiting[element][bank]);
            waiting[element][bank] = 0;
        }
        return most;
    }

    /** Products that wait in front of the banks of a PE, for reading and writing. */
    int[] waiting(int element) {
        return waiting[element];
    }
}
