package archsim.engine.machines.scnn;

import java.util.Arrays;

/**
 * The steps that send four products or more to one bank: sets of banks for each number of products, counted when first
 * asked for and once for all PEs.
 */
final class StepCrowds {

    /** The smallest number of products whose set is kept. */
    private static final int LEAST = 3;

    private final PlainBankQueues plain;
    private int broadcasts;
    private int[] countedAt = new int[0];
    private int[] startOf = new int[0];
    private int[] sets = new int[64];
    private int end;

    StepCrowds(PlainBankQueues plain) {
        this.plain = plain;
    }

    /** Forgets everything for the weights that pass next, which {@link PlainBankQueues} has already. */
    void broadcast() {
        broadcasts++;
        end = 0;
    }

    /**
     * Most products that one bank gets in a step.
     *
     * @param at index of the step's first word among the rows of {@link StepMasks}
     * @param brick whose row it is
     * @param step of the row
     */
    int most(int at, int brick, int step) {
        int index = at / 2;
        if (index >= countedAt.length) {
            countedAt = Arrays.copyOf(countedAt, 2 * index + 1);
            startOf = Arrays.copyOf(startOf, 2 * index + 1);
        }
        if (countedAt[index] != broadcasts) {
            countedAt[index] = broadcasts;
            startOf[index] = end;
            count(plain.products(brick, step));
        }
        return sets[startOf[index]];
    }

    private void count(int[] products) {
        int most = 0;
        for (int ofBank : products) {
            most = Math.max(most, ofBank);
        }
        int start = end;
        end += most - LEAST + 2;
        if (end > sets.length) {
            sets = Arrays.copyOf(sets, 2 * end);
        }
        sets[start] = most;
        Arrays.fill(sets, start + 1, end, 0);
        for (int bank = 0; bank < products.length; bank++) {
            for (int number = LEAST; number <= products[bank]; number++) {
                sets[start + 1 + number - LEAST] |= 1 << bank;
            }
        }
    }

    /** Banks that get at least {@code number} products, from 3 to the most, in a step that was counted. */
    int banks(int at, int number) {
        return sets[startOf[at / 2] + 1 + number - LEAST];
    }
}
