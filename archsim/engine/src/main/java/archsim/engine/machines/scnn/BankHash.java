package archsim.engine.machines.scnn;

/**
 * Which accumulator bank holds an output.
 *
 * <p>The bank depends on the filter and on the output's <em>place</em>, a small number made of its row and column. SCNN's
 * own hash is not published.
 */
public enum BankHash {

    /**
     * Interleaved so that a brick of neighbours has no conflict: one filter further is one bank further, one column
     * {@code F} banks, one row {@code F * I} banks; modulo the banks.
     *
     * <p>Filters count from the first of their group, rows and columns from the corner of the PE's own sums, which reach
     * beyond the edge of the map: a PE does not know where the map ends, and what lies beyond is dropped when the group
     * leaves.
     */
    MODULAR {
        @Override
        int place(int row, int column, Scnn scnn) {
            long columns = (long) row * scnn.activationsPerCycle() + column;
            return (int) (columns * scnn.weightsPerCycle() % scnn.accumulatorBanks());
        }

        @Override
        int places(Scnn scnn) {
            return scnn.accumulatorBanks();
        }

        @Override
        int bank(int filter, int place, int banks) {
            return (filter + place) % banks;
        }

        @Override
        int period(Scnn scnn) {
            return scnn.accumulatorBanks();
        }

        @Override
        int turns(Scnn scnn) {
            int turns = 1;
            while (turns * scnn.weightsPerCycle() % scnn.accumulatorBanks() != 0) {
                turns++;
            }
            return turns;
        }

        @Override
        boolean isLocal() {
            return true;
        }
    },

    /**
     * The hash of DNNsim's model of SCNN, over the layer's own filter, row and column numbers; products beyond the edge of
     * the map meet no bank.
     */
    DNNSIM {
        @Override
        int place(int row, int column, Scnn scnn) {
            return ((row & 2) << 3 ^ (column & 2) << 3) + ((row & 1) << 3) + ((column & 1) << 2);
        }

        @Override
        int places(Scnn scnn) {
            return 32;
        }

        @Override
        int bank(int filter, int place, int banks) {
            return (((filter & 4) << 2 ^ place) + (filter & 3)) % banks;
        }

        @Override
        int period(Scnn scnn) {
            return 4;
        }

        @Override
        int turns(Scnn scnn) {
            return 1;
        }

        @Override
        boolean isLocal() {
            return false;
        }
    };

    /** Place of an output. */
    abstract int place(int row, int column, Scnn scnn);

    /** Places are 0 up to but without this. */
    abstract int places(Scnn scnn);

    /** Bank of an output, 0 to {@code banks - 1}. */
    abstract int bank(int filter, int place, int banks);

    /** Rows, and columns, after which places repeat. */
    abstract int period(Scnn scnn);

    /** In how many ways, a whole part of the banks apart, places move all products by as many banks, modulo the banks. */
    abstract int turns(Scnn scnn);

    /** Whether numbers count within the group and the PE's tile, and products beyond the map are summed too. */
    abstract boolean isLocal();
}
