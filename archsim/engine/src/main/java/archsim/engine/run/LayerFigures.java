package archsim.engine.run;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.dataflow.EffectualMacs;
import archsim.engine.dataflow.LayerPlan;
import archsim.tables.DramStandard;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the figures of one layer together. */
final class LayerFigures {

    private LayerFigures() {}

    /** Everything that costs energy: on the chip, in the memory, and leakage over the layer's time. */
    static ActionCounts counts(LayerPlan plan, MemoryOutcome outcome, Accelerator accelerator, DramStandard memory) {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        outcome.dram().addTo(counts, memory);
        long timeNs = Math.round(timeNs(outcome, accelerator));
        accelerator
                .buffers()
                .byDataType()
                .forEach((type, buffer) -> counts.add(
                        "leakage",
                        type,
                        new Action.SramLeakage(buffer.bankBytes(), buffer.wordBits()),
                        timeNs * buffer.banks()));
        return counts;
    }

    private static double timeNs(MemoryOutcome outcome, Accelerator accelerator) {
        return outcome.cycles() * 1000.0 / accelerator.clockMhz();
    }

    static Figures of(
            LayerWorkload layer,
            LayerPlan plan,
            MemoryOutcome outcome,
            Accelerator accelerator,
            DramStandard memory,
            ActionCounts counts,
            EnergyBreakdown energy) {
        int multipliers = accelerator.machine().multipliers();
        long stallCycles = outcome.cycles() - plan.computeCycles();
        long keptMatrix = layer.scheme() == Scheme.DENSE || isActivationProduct(layer)
                ? layer.shape().weights()
                : layer.weights().count();
        return new Figures(
                outcome.cycles(),
                plan.computeCycles(),
                outcome.analyticalCycles(),
                timeNs(outcome, accelerator),
                layer.shape().macs(),
                keptMatrix * layer.shape().outputPositions(),
                EffectualMacs.count(layer),
                layer.layer().parameters(),
                isActivationProduct(layer) ? 0 : keptMatrix,
                multipliers,
                plan.computeSlots().plusDramStall(Math.multiplyExact(stallCycles, multipliers)),
                energy,
                outcome.dram().bytes(memory),
                sramAccesses(counts),
                storage(layer));
    }

    /** Whether nothing of the layer can be pruned or stored, as both its operands are activations. */
    private static boolean isActivationProduct(LayerWorkload layer) {
        return layer.layer().kind() == LayerKind.ACTIVATION_PRODUCT;
    }

    private static StorageBits storage(LayerWorkload layer) {
        return isActivationProduct(layer)
                ? StorageBits.NONE
                : StorageFormat.usual(layer.scheme()).size(layer.weights(), layer.shape(), layer.weightBits());
    }

    private static Map<String, Long> sramAccesses(ActionCounts counts) {
        var accesses = new LinkedHashMap<String, Long>();
        counts.forEach((key, count) -> {
            if (key.action() instanceof Action.SramAccess) {
                accesses.merge(key.component(), count, Math::addExact);
            }
        });
        return accesses;
    }
}
