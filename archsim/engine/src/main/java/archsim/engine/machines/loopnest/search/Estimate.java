package archsim.engine.machines.loopnest.search;

/** What a mapping is estimated to cost: cycles, energy in any unit, bits of DRAM. */
record Estimate(double cycles, double energy, double dramBits) {

    static final Estimate IMPOSSIBLE = new Estimate(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);

    boolean isPossible() {
        return cycles < Double.MAX_VALUE;
    }
}
