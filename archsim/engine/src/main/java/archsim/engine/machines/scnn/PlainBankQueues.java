package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Banks as an array of counts: for any number of banks, and for the few steps that others cannot count. */
final class PlainBankQueues implements BankQueues {

    private final ScnnLayer layer;
    private final int banks;
    private final int weightsPerStep;
    private final int queueDepth;
    private final int[][] waiting;
    private final int[] products;
    private ScnnWeights weights;
    private int firstFilter;
    private final int places;
    private int[] bankOf = new int[0];
    private int from;
    private int to;

    PlainBankQueues(ScnnLayer layer) {
        this.layer = layer;
        banks = layer.scnn().accumulatorBanks();
        weightsPerStep = layer.scnn().weightsPerCycle();
        queueDepth = layer.scnn().queueDepth();
        places = layer.scnn().bankHash().places(layer.scnn());
        waiting = new int[layer.elements()][banks];
        products = new int[banks];
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to) {
        this.weights = weights;
        if (this.firstFilter != firstFilter || weights.filters() * places > bankOf.length) {
            this.firstFilter = firstFilter;
            bankOf = banksOf(weights.filters());
        }
        this.from = from;
        this.to = to;
    }

    private int[] banksOf(int filters) {
        int[] numbers = new int[filters * places];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = layer.scnn().bankHash().bank(firstFilter + i / places, i % places, banks);
        }
        return numbers;
    }

    int steps() {
        return Ceil.div(to - from, weightsPerStep);
    }

    @Override
    public long pass(int element, int[] bricks, int first, int end) {
        long cycles = 0;
        for (int i = first; i < end; i++) {
            for (int step = 0; step < steps(); step++) {
                cycles += step(element, bricks[i], step);
            }
        }
        return cycles;
    }

    /** One step of a vector, and the cycles that it takes. */
    long step(int element, int brick, int step) {
        int first = from + step * weightsPerStep;
        add(waiting[element], brick, first, Math.min(to, first + weightsPerStep));
        return sum(waiting[element]);
    }

    /** Products of one step of a vector by bank; the array is the same each time. */
    int[] products(int brick, int step) {
        Arrays.fill(products, 0);
        int first = from + step * weightsPerStep;
        add(products, brick, first, Math.min(to, first + weightsPerStep));
        return products;
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
        return bankOf[weights.filter(number) * places + place];
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

    @Override
    public LongBuffer queued() {
        return LongBuffer.wrap(Arrays.stream(waiting)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray());
    }

    @Override
    public void requeue(LongBuffer queued) {
        for (int element = 0; element < waiting.length; element++) {
            for (int bank = 0; bank < banks; bank++) {
                waiting[element][bank] = (int) queued.get(element * banks + bank);
            }
        }
    }

    /** Products that wait in front of the banks of a PE, for reading and writing. */
    int[] waiting(int element) {
        return waiting[element];
    }
}
