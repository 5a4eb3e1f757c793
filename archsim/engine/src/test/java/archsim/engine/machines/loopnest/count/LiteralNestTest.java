package archsim.engine.machines.loopnest.count;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random tiny machines, mappings and masks: all counts are those of a literal walk, iteration by iteration. */
final class LiteralNestTest {

    private static final int CASES = 2_500;
    /** Besides these, cases in which zeros decide when a tile that stays is fetched. */
    private static final int STAYING = 150;

    @Test
    void allCountsAreThoseOfTheLiteralLoops() {
        int sparse = 0;
        int filled = 0;
        int scaled = 0;
        int serial = 0;
        int cut = 0;
        int hopping = 0;
        int converting = 0;
        int grouped = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomNest random = RandomNest.of(seed);
            var literal = new LiteralNest(random.nest(), random.layer(), random.precision());
            LayerPlan plan = NestPlan.of(random.nest(), random.layer(), random.precision(), "");
            assertEqual(plan, literal, "seed " + seed + ": " + random);
            filled += literal.fill > 0 ? 1 : 0;
            scaled += plan.onChip().toList().stream().anyMatch(count -> count.dataType() == DataType.SCALES) ? 1 : 0;
            serial += random.precision().bitSerial().isPresent() ? 1 : 0;
            hopping += plan.onChip().toList().stream().anyMatch(count -> count.action() instanceof Action.WireTransfer)
                    ? 1
                    : 0;
            converting +=
                    plan.onChip().toList().stream().anyMatch(count -> count.action() instanceof Action.Compare) ? 1 : 0;
            grouped += random.levels().stream()
                            .anyMatch(level -> level.format(Operand.WEIGHTS).isOfGroups())
                    ? 1
                    : 0;
            cut += literal.slotsOfProduct() > 1 ? 1 : 0;
            sparse += literal.useful
                            < random.layer().shape().macs()
                                    * literal.slotsOfProduct()
                                    * random.precision()
                                            .productCycles(random.layer().weightBits())
                    ? 1
                    : 0;
        }
        // the generator makes both kinds: two machines in three know some zeros
        assertThat(scaled).isGreaterThan(CASES / 4);
        assertThat(cut).isGreaterThan(CASES / 20);
        assertThat(hopping).isGreaterThan(CASES / 5);
        assertThat(converting).isGreaterThan(CASES / 10);
        assertThat(serial).isGreaterThan(CASES / 6);
        assertThat(grouped).isGreaterThan(CASES / 8);
        assertThat(filled).isGreaterThan(CASES / 20);
        assertThat(sparse).isBetween(CASES / 4, CASES * 3 / 4);
    }

    /** A tile that stays over steps of the DRAM of which some are skipped comes in the first that is not. */
    @Test
    void whatStaysOverSkippedStepsIsFetchedOnce() {
        IntStream.iterate(CASES, seed -> seed + 1)
                .mapToObj(RandomNest::of)
                .filter(RandomNest::skipsWhatStays)
                .limit(STAYING)
                .forEach(random -> assertEqual(
                        NestPlan.of(random.nest(), random.layer(), random.precision(), ""),
                        new LiteralNest(random.nest(), random.layer(), random.precision()),
                        random.toString()));
    }

    private static void assertEqual(LayerPlan plan, LiteralNest literal, String what) {
        assertThat(plan.computeCycles()).as(what).isEqualTo(literal.cycles);
        assertThat(plan.computeSlots().useful()).as(what).isEqualTo(literal.useful);
        assertThat(plan.computeSlots().of(Cause.FRAGMENTATION)).as(what).isEqualTo(literal.fragmentation);
        assertThat(plan.computeSlots().of(Cause.IMBALANCE)).as(what).isEqualTo(literal.imbalance);
        assertThat(plan.computeSlots().of(Cause.INDEX)).as(what).isEqualTo(literal.index);
        assertThat(plan.computeSlots().of(Cause.FILL)).as(what).isEqualTo(literal.fill);
        assertThat(plan.computeSlots().of(Cause.CONFLICT)).as(what).isEqualTo(literal.conflict);
        assertThat(difference(counts(plan.onChip()), counts(literal.counts)))
                .as(what)
                .isEmpty();
        assertThat(plan.tiles().stream()
                        .map(tile ->
                                tile.loads().stream().mapToLong(Transfer::bits).sum())
                        .toList())
                .as(what)
                .isEqualTo(literal.loadBits.stream()
                        .map(step -> step.stream().mapToLong(Long::longValue).sum())
                        .toList());
        assertThat(plan.tiles().stream().map(tile -> tile.store().bits()).toList())
                .as(what)
                .isEqualTo(literal.storeBits);
    }

    private static List<String> difference(Map<String, Long> found, Map<String, Long> expected) {
        var keys = new TreeSet<String>(found.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(found.get(key), expected.get(key)))
                .map(key -> key + " was " + found.get(key) + ", expected " + expected.get(key))
                .toList();
    }

    private static Map<String, Long> counts(ActionCounts counts) {
        var byKey = new TreeMap<String, Long>();
        counts.forEach((key, count) -> byKey.put(key.toString(), count));
        return byKey;
    }
}
