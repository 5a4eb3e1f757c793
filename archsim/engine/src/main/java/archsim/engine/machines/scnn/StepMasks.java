package archsim.engine.machines.scnn;

/**
 * Products by bank as four sets of banks: those that get at least one product, at least two, three and four. The first
 * word of a step holds the first two sets, the lower one first, the second word the others.
 */
final class StepMasks extends StepRows {

    private static final long LOWER = 0xffff_ffffL;
    private static final long BOTH = 0x1_0000_0001L;

    StepMasks(ScnnLayer layer, PlainBankQueues plain) {
        super(layer, plain);
    }

    @Override
    void addProduct(long[] words, int at, int bank) {
        add(words, at, words[at], words[at + 1], 1L << bank, 0);
    }

    @Override
    void join(long[] words, int at, int length, int lower, int lowerTurn, int upper, int upperTurn) {
        long lowerBeyond = ((1L << lowerTurn) - 1) * BOTH;
        long upperBeyond = ((1L << upperTurn) - 1) * BOTH;
        for (int i = 0; i < length; i += 2) {
            add(
                    words,
                    at + i,
                    turned(words[lower + i], lowerTurn, lowerBeyond),
                    turned(words[lower + i + 1], lowerTurn, lowerBeyond),
                    turned(words[upper + i], upperTurn, upperBeyond),
                    turned(words[upper + i + 1], upperTurn, upperBeyond));
        }
    }

    /** Two sets moved by some banks; those {@code beyond} the last go on with the first. */
    private static long turned(long pair, int by, long beyond) {
        return ((pair << by) & ~beyond) | ((pair >>> (MOST_BANKS - by)) & beyond);
    }

    /** Of both words together: the upper sets get what the lower ones have in common. */
    private static void add(long[] words, int at, long pair, long upperPair, long more, long upperMore) {
        long swapped = (pair >>> 32) | (pair << 32);
        long ofUnequal = swapped & more;
        long ofEqual = pair & more;
        long three = ((ofUnequal | (ofUnequal >>> 32)) & LOWER);
        long four = (ofEqual & ~LOWER) | (((upperPair & more) | (pair & upperMore)) << 32);
        words[at] = pair | more | (ofEqual << 32);
        words[at + 1] = upperPair | upperMore | three | four;
    }
}
