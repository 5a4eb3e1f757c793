package archsim.engine.plan;

import java.util.List;

/** Tiles that a test writes down instead of having them planned. */
public final class HandMadeTiles {

    private HandMadeTiles() {}

    /** A tile whose {@code lanes} compute for that many core cycles each. */
    public static Tile tile(List<Transfer> loads, Transfer store, boolean barrierAfter, long... lanes) {
        return new Tile(loads, store, lanes, barrierAfter);
    }
}
