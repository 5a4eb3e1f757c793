package archsim.energy;

/**
 * Something a component does that costs energy.
 *
 * <p>Actions that last rather than happen (leakage, background) are counted in nanoseconds.
 */
public sealed interface Action {

    /** What {@code cases} say of this action. */
    <R> R match(Cases<R> cases);

    /**
     * An answer for every kind of action.
     *
     * @param <R> the answer
     */
    interface Cases<R> {

        /** Answers {@link Multiply}. */
        R multiply(Multiply action);

        /** Answers {@link Add}. */
        R add(Add action);

        /** Answers {@link RegisterAccess}. */
        R registerAccess(RegisterAccess action);

        /** Answers {@link SramAccess}. */
        R sramAccess(SramAccess action);

        /** Answers {@link IndexDecode}. */
        R indexDecode(IndexDecode action);

        /** Answers {@link SramLeakage}. */
        R sramLeakage(SramLeakage action);

        /** Answers {@link DramActivate}. */
        R dramActivate(DramActivate action);

        /** Answers {@link DramBurst}. */
        R dramBurst(DramBurst action);

        /** Answers {@link DramRefresh}. */
        R dramRefresh(DramRefresh action);

        /** Answers {@link DramBackground}. */
        R dramBackground(DramBackground action);

        /** Answers {@link DramPowerDown}. */
        R dramPowerDown(DramPowerDown action);
    }

    /** A product of two {@code operandBits}-wide integers. */
    record Multiply(int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.multiply(this);
        }
    }

    /** A sum of two {@code operandBits}-wide integers. */
    record Add(int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.add(this);
        }
    }

    /** A read or write of one {@code wordBits}-wide word in a register file of {@code words}. */
    record RegisterAccess(int words, int wordBits, boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.registerAccess(this);
        }
    }

    /** A read or write of one {@code wordBits}-wide word in an SRAM of {@code capacityBytes}. */
    record SramAccess(int capacityBytes, int wordBits, boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sramAccess(this);
        }
    }

    /** Turning one stored index of {@code indexBits} into a position. */
    record IndexDecode(int indexBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.indexDecode(this);
        }
    }

    /** One nanosecond of leakage of an SRAM of {@code capacityBytes} with words of {@code wordBits}. */
    record SramLeakage(int capacityBytes, int wordBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sramLeakage(this);
        }
    }

    /** Opening and later closing a row in every device of a DRAM channel of {@code standard}. */
    record DramActivate(String standard) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramActivate(this);
        }
    }

    /** One burst over the whole channel of {@code standard}. */
    record DramBurst(String standard, boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramBurst(this);
        }
    }

    /** One refresh command of a DRAM rank of {@code standard}; of one bank, if the controller refreshes bank by bank. */
    record DramRefresh(String standard) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramRefresh(this);
        }
    }

    /** One nanosecond of a DRAM rank of {@code standard} that stands by, with its rows open or all closed. */
    record DramBackground(String standard, boolean rowsOpen) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramBackground(this);
        }
    }

    /** One nanosecond of a DRAM rank of {@code standard} that is powered down, with its rows open or all closed. */
    record DramPowerDown(String standard, boolean rowsOpen) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramPowerDown(this);
        }
    }
}
