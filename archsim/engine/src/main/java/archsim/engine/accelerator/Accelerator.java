package archsim.engine.accelerator;

import archsim.base.Source;
import archsim.base.json.Range;
import archsim.engine.dataflow.Dataflow;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.sram.Buffers;
import archsim.tables.SramTransistors;
import java.util.List;
import java.util.Optional;

/**
 * One design.
 *
 * @param name as configurations give it
 * @param title for people
 * @param clockMhz of the PEs and on-chip memories
 * @param technologyNm node that energies are priced at
 * @param peArray grid of multipliers, or of PEs
 * @param precision widths of the data path
 * @param dataflow rule by which cycles are spent
 * @param buffers on-chip memories
 * @param sramTransistors what the buffers are made of, which decides their leakage: low standby power unless given
 * @param source of the published parameters
 * @param assumptions what is ours, a sentence each: shown with the design
 */
public record Accelerator(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        @Range(min = 1, max = 10_000) double clockMhz,
        @Range(min = 1, max = 250) int technologyNm,
        PeArray peArray,
        Precision precision,
        Dataflow dataflow,
        Buffers buffers,
        Optional<SramTransistors> sramTransistors,
        Source source,
        List<String> assumptions) {

    public Accelerator {
        assumptions = List.copyOf(assumptions);
    }

    /** The parts that a dataflow plans with. */
    public Machine machine() {
        return new Machine(peArray, dataflow.multipliersPerPe(), precision, buffers);
    }

    /** What the buffers are made of. */
    public SramTransistors transistors() {
        return sramTransistors.orElse(SramTransistors.LOW_STANDBY_POWER);
    }

    /** Core clock period in picoseconds, to the nearest. */
    public long clockPeriodPs() {
        return Math.max(1, Math.round(1e6 / clockMhz));
    }
}
