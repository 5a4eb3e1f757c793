package archsim.engine.plan;

/** What a mapping makes least; what is equal by it is decided by the next of cycles, energy and bytes of DRAM. */
public enum Objective {
    CYCLES("cycles"),
    ENERGY("energy"),
    /** Energy times delay. */
    EDP("edp"),
    DRAM_BYTES("dramBytes");

    private final String jsonName;

    Objective(String jsonName) {
        this.jsonName = jsonName;
    }

    /** As configurations and results write it. */
    public String jsonName() {
        return jsonName;
    }
}
