package archsim.engine.tiling;

import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * What components do in a piece of work, in the order in which it is counted.
 *
 * <p>Work must say how many products it makes, if only 0, and where its partial sums are until the last channels: what is
 * left unsaid is an {@link IllegalStateException} of the {@link PlanBuilder}.
 */
public final class Actions {

    /** Counts one entry; the tiles are those of the work. */
    @FunctionalInterface
    interface Entry {

        void countIn(PlanBuilder builder, List<TileRange> tiles);
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean saysProducts;
    private boolean saysSums;

    private Actions with(Entry entry) {
        entries.add(entry);
        return this;
    }

    /** Products that multipliers make, and those of them that an adder each adds up. */
    public Actions products(long made, long added) {
        saysProducts = true;
        return with((builder, tiles) -> builder.countProducts(made, added));
    }

    /** Partial sums wait in the output buffer for the layer's remaining channels. */
    public Actions sumsWaitInOutputBuffer() {
        saysSums = true;
        return with((builder, tiles) -> tiles.forEach(builder::countWaitingPsums));
    }

    /** Partial sums stay in the PEs, or the work counts their way itself. */
    public Actions sumsStay() {
        saysSums = true;
        return this;
    }

    /** Any other action. */
    public Actions add(Component component, DataType type, Action action, long count) {
        return with((builder, tiles) -> builder.counts().add(component, type, action, count));
    }

    /** Bits of weights, indices or inputs read from a buffer whose ports never make the lanes wait. */
    public Actions reads(DataType type, long bits) {
        return with((builder, tiles) -> builder.countOperands(type, bits));
    }

    /** Sums that are written to the output buffer and read again. */
    public Actions sumsThroughOutputBuffer(long bits) {
        return with((builder, tiles) -> builder.countSums(bits));
    }

    /** These, then {@code others}. */
    public Actions then(Actions others) {
        entries.addAll(others.entries);
        saysProducts |= others.saysProducts;
        saysSums |= others.saysSums;
        return this;
    }

    void requireComplete() {
        if (!saysProducts || !saysSums) {
            throw new IllegalStateException(RootLocale.format(
                    "work must say its products and where its partial sums are, said %s",
                    saysProducts ? "its products only" : saysSums ? "where its sums are only" : "neither"));
        }
    }

    void countIn(PlanBuilder builder, List<TileRange> tiles) {
        entries.forEach(entry -> entry.countIn(builder, tiles));
    }
}
