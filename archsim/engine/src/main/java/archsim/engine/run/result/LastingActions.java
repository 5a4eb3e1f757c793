package archsim.engine.run.result;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.ActionCounts.Counter;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import java.util.ArrayList;
import java.util.List;

/** What lasts as long as layers do: the clock, which runs also while the machine waits, and leakage. */
public final class LastingActions {

    private final double clockMhz;
    private final List<Counter> clocks;
    private final List<Leaking> leaking = new ArrayList<>();

    /** @param parts that leak side by side */
    private record Leaking(Counter ns, long parts) {}

    /** @param counts that they are added to */
    public LastingActions(ActionCounts counts, Accelerator accelerator) {
        clockMhz = accelerator.clockMhz();
        clocks = accelerator.flipFlops().cycles().stream()
                .map(cycle -> counts.counter(Component.CLOCK, DataType.PSUMS, cycle))
                .toList();
        if (accelerator.temperatureK().isPresent()) {
            for (Action leakage : accelerator.logicLeakage()) {
                leaking.add(new Leaking(counts.counter(Component.LEAKAGE, DataType.PSUMS, leakage), 1));
            }
        }
        accelerator
                .srams()
                .forEach(placed -> leaking.add(new Leaking(
                        counts.counter(Component.LEAKAGE, placed.dataType(), placed.leakage()),
                        placed.buffer().banks() * placed.instances())));
    }

    /** Those of a layer of {@code cycles}, {@code times} over. */
    public void add(long cycles, long times) {
        clocks.forEach(clock -> clock.add(cycles * times));
        long timeNs = Math.round(cycles * 1000.0 / clockMhz) * times;
        leaking.forEach(each -> each.ns().add(timeNs * each.parts()));
    }
}
