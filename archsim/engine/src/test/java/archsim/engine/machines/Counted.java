package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a layer does: actions on the chip by component, data type and kind, and what each tile moves between DRAM and
 * the buffers, loads first.
 */
public record Counted(Map<String, Long> actions, List<List<Transfer>> transfers) {

    public static Counted of(Tally tally, Traffic traffic) {
        return new Counted(tally.counts(), traffic.transfers());
    }

    public static Counted of(LayerPlan plan) {
        List<List<Transfer>> transfers = plan.tiles().stream()
                .map(tile -> {
                    var moved = new ArrayList<>(tile.loads());
                    moved.add(tile.store());
                    return (List<Transfer>) moved;
                })
                .toList();
        return new Counted(Tally.of(plan), transfers);
    }

    /** Bits between DRAM and the buffers. */
    public Map<DataType, Long> dramBits() {
        var bits = new TreeMap<DataType, Long>();
        transfers.forEach(
                moved -> moved.forEach(transfer -> bits.merge(transfer.dataType(), transfer.bits(), Long::sum)));
        return bits;
    }

    /** Bits that a layer's weights or indices take in memory: each place once, however often it is loaded. */
    public long storedBits(DataType type) {
        return transfers.stream()
                .flatMap(List::stream)
                .filter(transfer -> transfer.dataType() == type)
                .distinct()
                .mapToLong(Transfer::bits)
                .sum();
    }

    /** Fails unless {@code plan} does the same; the first difference that is reported is the most telling one. */
    public void assertSameAs(LayerPlan plan) {
        Counted planned = of(plan);
        assertThat(planned.dramBits()).isEqualTo(dramBits());
        assertThat(planned.actions).isEqualTo(actions);
        assertThat(planned.transfers).isEqualTo(transfers);
    }
}
