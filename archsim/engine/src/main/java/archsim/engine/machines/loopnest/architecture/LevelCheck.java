package archsim.engine.machines.loopnest.architecture;

import archsim.base.RootLocale;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds all that is wrong with the levels of a machine together. */
public final class LevelCheck {

    /** Of a machine, more than any has: counts of their cycles fit 64 bits. */
    private static final long MOST_MULTIPLIERS = 1 << 24;

    private final List<Level> levels;
    private final List<LevelFault> faults = new ArrayList<>();

    /**
     * A fault.
     *
     * @param pointer within the list of levels; empty if it is of all
     * @param sentence that follows the pointer
     * @param causes levels without whose own faults it would perhaps not be there
     * @param lacksMemory whether a memory more would mend it
     */
    public record LevelFault(String pointer, String sentence, Set<Integer> causes, boolean lacksMemory) {}

    private LevelCheck(List<Level> levels) {
        this.levels = levels;
    }

    /** What is wrong. */
    public static List<LevelFault> faultsOf(List<Level> levels) {
        var check = new LevelCheck(levels);
        check.checkDram();
        check.checkNames();
        check.checkMultipliers();
        check.checkFill();
        check.checkPadding();
        check.checkScales();
        check.checkSubWord();
        if (levels.stream().noneMatch(level -> level instanceof Memory memory && memory.holds(Operand.OUTPUTS))) {
            check.faults.add(new LevelFault(
                    "", "must have a memory that holds outputs: their sums are added up on the chip", Set.of(), true));
        }
        return List.copyOf(check.faults);
    }

    /** The product of whole numbers, {@code Integer.MAX_VALUE} if it is more. */
    public static long saturatedProduct(LongStream factors) {
        return factors.reduce(1, (a, b) -> Math.min(Integer.MAX_VALUE, a * b));
    }

    @FormatMethod
    private void fault(int level, String key, @FormatString String sentence, Object... arguments) {
        faults.add(new LevelFault("/" + level + key, RootLocale.format(sentence, arguments), Set.of(level), false));
    }

    private void checkDram() {
        if (levels.isEmpty() || !(levels.get(0) instanceof Dram)) {
            fault(0, "", "must be of type dram: levels stand outermost first");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i) instanceof Dram) {
                fault(i, "", "must not be of type dram: there is one, the outermost");
            }
        }
    }

    /** A name is known, whatever else of its level is not. */
    private void checkNames() {
        for (int i = 1; i < levels.size(); i++) {
            for (int j = 0; j < i; j++) {
                String name = levels.get(i).name();
                if (levels.get(j).name().equals(name)) {
                    String sentence = RootLocale.format("must be unique, \"%s\" is that of /%d", name, j);
                    faults.add(new LevelFault("/" + i + "/name", sentence, Set.of(), false));
                }
            }
        }
    }

    private void checkMultipliers() {
        long multipliers = saturatedProduct(levels.stream().mapToLong(Level::instances));
        if (multipliers > MOST_MULTIPLIERS) {
            String sentence = RootLocale.format(
                    "must have at most %d multipliers, all instances of spatial levels multiplied, was %s%d",
                    MOST_MULTIPLIERS, multipliers == Integer.MAX_VALUE ? "at least " : "", multipliers);
            faults.add(new LevelFault("", sentence, Set.of(), false));
        }
    }

    /** A tile that is filled is one at a time, and its cycles are those of all instances. */
    private void checkFill() {
        int filled = -1;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Memory memory && memory.fill().isPresent()) {
                if (filled >= 0) {
                    fault(i, "/fill", "must be the only one, /%d has one, too", filled);
                }
                filled = i;
            }
        }
        for (int i = 0; filled >= 0 && i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level instanceof Spatial spatial && spatial.waits() != Spatial.Barrier.STEP) {
                fault(i, "/barrier", "must be step where a level, /%d, is filled", filled);
            }
            boolean saves = level.skips(Operand.WEIGHTS)
                    || level.skips(Operand.INPUTS)
                    || level.packs(Operand.WEIGHTS)
                    || level.packs(Operand.INPUTS);
            if (i < filled && saves) {
                fault(
                        i,
                        "",
                        "must not skip or pack zeros outside /%d, which is filled: whether a tile comes would depend on"
                                + " them",
                        filled);
            }
        }
    }

    /** Padding leaves a level as zeros of their own, which no code has. */
    private void checkPadding() {
        boolean padded = false;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).holds(Operand.INPUTS)) {
                padded |= levels.get(i).padsInputs();
                if (padded && levels.get(i).format(Operand.INPUTS).isCompressed()) {
                    fault(i, "/formats/inputs", "must be uncompressed where padding is read");
                }
            }
        }
    }

    /** Scales go with their values: what has some in DRAM has the same wherever it lies. */
    private void checkScales() {
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            for (int i = 1; i < levels.size(); i++) {
                Level level = levels.get(i);
                if (level.holds(operand)
                        && !level.format(operand)
                                .scales()
                                .equals(levels.get(0).format(operand).scales())) {
                    faults.add(new LevelFault(
                            "/" + i + "/formats/" + operand.jsonName() + "/scales",
                            "must be those of /0: scales go with their values",
                            Set.of(0, i),
                            false));
                }
            }
        }
    }

    /** What is cut is a multiplier, and these stand behind the last level. */
    private void checkSubWord() {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Spatial spatial && spatial.subWord().isPresent()) {
                int most = spatial.subWord().get().most();
                if (i < levels.size() - 1) {
                    fault(i, "/subWord", "belongs to the innermost level: it cuts the multipliers");
                }
                if (spatial.instances() != most) {
                    fault(
                            i,
                            "/x",
                            "must make %d instances, the products of the narrowest operands, was %d",
                            most,
                            spatial.instances());
                }
            }
        }
    }
}
