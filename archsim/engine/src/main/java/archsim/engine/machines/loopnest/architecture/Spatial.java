package archsim.engine.machines.loopnest.architecture;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.engine.pe.Precision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Instances side by side of all that stands behind.
 *
 * @param x instances along a row
 * @param y rows; 1 if absent
 * @param spread loops that may be spread over the instances
 * @param multicast whether instances that need the same data at the same time get it by one read; true if absent
 * @param reduction how sums of the same output leave instances that share it; none if absent
 * @param barrier when instances wait for each other; at each step if absent
 * @param pack tensors whose zeros save time: only places in which none of them is zero throughout take an instance, in
 *     rounds of all instances, so that more places than instances may be spread
 * @param unicast of weights and inputs those that each instance reads on its own, whatever {@code multicast} says; none if
 *     absent
 * @param subWord of the innermost level: its instances are the products that one multiplier makes in a cycle of the narrowest
 *     operands, of which wider ones leave fewer; multipliers of their own if absent
 * @param hopMm length of the link from one instance to the next, by which weights and inputs are handed on to the last instance
 *     that takes them, and sums come back; nothing is counted if absent
 * @param technologyNm of these links; the machine's if absent
 */
public record Spatial(
        String name,
        @Range(min = 1, max = 65536) int x,
        @Range(min = 1, max = 65536) Optional<Integer> y,
        List<Dimension> spread,
        Optional<Boolean> multicast,
        Optional<Reduction> reduction,
        Optional<Barrier> barrier,
        Optional<List<Operand>> pack,
        Optional<List<Operand>> unicast,
        Optional<SubWord> subWord,
        @Range(min = 0.0001, max = 100) OptionalDouble hopMm,
        @Range(min = 1, max = 250) OptionalInt technologyNm)
        implements Level {

    private static final int MOST_INSTANCES = 1 << 20;

    /** How instances that work on the same outputs hand on their sums. */
    public enum Reduction {
        /** Each on its own. */
        NONE,
        /** Summed up by a tree of adders. */
        ADDER_TREE,
        /** Summed up from instance to instance. */
        FORWARDING
    }

    /** When instances wait for each other. */
    public enum Barrier {
        /** After each step of the loops around them. */
        STEP,
        /** After all loops of the memory around them. */
        LEVEL,
        /** Not before the next tile comes from DRAM. */
        NONE
    }

    public Spatial {
        spread = List.copyOf(spread);
        new ComponentFaults()
                .require(name.matches("[a-z][A-Za-z0-9]*"), "name", "must be in camel case, was \"%s\"", name)
                .require((long) x * y.orElse(1) <= MOST_INSTANCES, "x", "times y must be at most %d", MOST_INSTANCES)
                .require(spread.stream().distinct().count() == spread.size(), "spread", "names a loop twice")
                .require(!pack.orElse(List.of()).contains(Operand.OUTPUTS), "pack", "must name weights or inputs only")
                .require(
                        !unicast.orElse(List.of()).contains(Operand.OUTPUTS),
                        "unicast",
                        "must name weights or inputs only")
                .require(
                        pack.orElse(List.of()).isEmpty() || barrier.orElse(Barrier.STEP) == Barrier.STEP,
                        "barrier",
                        "must be step where zeros are packed: the places of a round begin together")
                .require(
                        hopMm.isEmpty() || pack.orElse(List.of()).isEmpty(),
                        "hopMm",
                        "must be left out where zeros are packed: which instance takes a place is not known")
                .require(
                        technologyNm.isEmpty() || hopMm.isPresent(),
                        "technologyNm",
                        "must be left out: %s has no links, and the multipliers are in the machine's node",
                        name)
                .require(
                        subWord.isEmpty() || barrier.orElse(Barrier.STEP) == Barrier.STEP,
                        "barrier",
                        "must be step: the parts of one multiplier work in step")
                .throwIfAny();
    }

    /** Of its links in results. */
    public Component links() {
        return new Component(name + "Links", "links of " + name, 710);
    }

    /** What moves {@code bits} over a link. */
    public Action hop(int bits) {
        return new Action.WireTransfer(bits, hopMm.orElseThrow()).in(technologyNm);
    }

    /** The loops that it may spread as text, e.g. {@code k, c}; {@code none} if there are none. */
    public String spreadText() {
        return spread.isEmpty()
                ? "none"
                : spread.stream().map(Dimension::jsonName).collect(Collectors.joining(", "));
    }

    @Override
    public int instances() {
        return x * y.orElse(1);
    }

    /** The same as it is for a layer: of a multiplier that is cut, with the products that operands of these widths leave. */
    @Override
    public Level ofWidths(int weightBits, int activationBits) {
        return subWord.isEmpty()
                ? this
                : new Spatial(
                        name,
                        subWord.get().products(weightBits, activationBits),
                        Optional.empty(),
                        spread,
                        multicast,
                        reduction,
                        barrier,
                        pack,
                        unicast,
                        subWord,
                        hopMm,
                        technologyNm);
    }

    @Override
    public boolean holds(Operand operand) {
        return false;
    }

    @Override
    public boolean packs(Operand operand) {
        return pack.orElse(List.of()).contains(operand);
    }

    /** Whether some tensor's zeros take no instance. */
    public boolean packs() {
        return !pack.orElse(List.of()).isEmpty();
    }

    /** When instances wait for each other. */
    public Barrier waits() {
        return barrier.orElse(Barrier.STEP);
    }

    /** Whether one read of {@code operand} serves all instances that need it. */
    public boolean multicasts(Operand operand) {
        return multicast.orElse(true) && !unicast.orElse(List.of()).contains(operand);
    }

    /** Whether sums of the same output leave as one. */
    public boolean reduces() {
        return reduction.orElse(Reduction.NONE) != Reduction.NONE;
    }

    /** Records what of {@code precision} does not go with the products of a multiplier that is cut. */
    public void check(Precision precision, ComponentFaults faults) {
        subWord.ifPresent(cut -> cut.check(precision, name, faults));
    }
}
