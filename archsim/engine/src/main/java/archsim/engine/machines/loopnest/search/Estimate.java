package archsim.engine.machines.loopnest.search;

/** What a mapping is estimated to cost: cycles, energy in any unit, bits of DRAM. */
record Estimate(double cycles, double energy, double dramBits) {

    /** Of a mapping that is known to take more cycles than another, and no more than that. */
    static final Estimate SLOWER = impossible(Double.MAX_VALUE);

    /** Of a mapping that cannot run; the less {@code excess} it has over what is there, the nearer is one that can. */
    static Estimate impossible(double excess) {
        return new Estimate(Double.MAX_VALUE, excess, Double.MAX_VALUE);
    }

    boolean isPossible() {
        return cycles < Double.MAX_VALUE;
    }
}
