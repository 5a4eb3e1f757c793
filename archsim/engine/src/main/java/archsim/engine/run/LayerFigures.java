package archsim.engine.run;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
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

/**
 * The figures of one layer.
 *
 * @param layer that was run
 * @param plan how
 * @param outcome when it ended
 */
record LayerFigures(
        LayerWorkload layer, LayerPlan plan, MemoryOutcome outcome, Accelerator accelerator, DramStandard memory) {

    /** Everything that costs energy: on the chip, in the memory, and leakage over the layer's time. */
    ActionCounts counts() {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        outcome.dram().addTo(counts, memory);
        long timeNs = Math.round(timeNs());
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

    private double timeNs() {
        return outcome.cycles() * 1000.0 / accelerator.clockMhz();
    }

    /** All figures, with {@code counts} of {@link #counts()} priced by {@code model}. */
    Figures priced(ActionCounts counts, EnergyModel model) {
        int multipliers = accelerator.machine().multipliers();
        long stallCycles = outcome.cycles() - plan.computeCycles();
        long keptMatrix = layer.scheme() == Scheme.DENSE || isActivationProduct(layer)
                ? layer.shape().weights()
                : layer.weights().count();
        return new Figures(
                outcome.cycles(),
                plan.computeCycles(),
                outcome.analyticalCycles(),
                timeNs(),
                layer.shape().macs(),
                keptMatrix * layer.shape().outputPositions(),
                EffectualMacs.count(layer),
                layer.layer().parameters(),
                isActivationProduct(layer) ? 0 : keptMatrix,
                multipliers,
                plan.computeSlots().plusDramStall(Math.multiplyExact(stallCycles, multipliers)),
                EnergyBreakdown.of(counts, model),
                outcome.dram().bytes(memory),
                sramAccesses(counts),
                storage(layer));
    }

    /** Whether nothing of the layer can be pruned or stored, as both its operands are activations. */
    private static boolean isActivationProduct(LayerWorkload layer) {
        return layer.layer().kind() == LayerKind.ACTIVATION_PRODUCT;
    }

    /** Name of the format of {@link Figures#storage}; empty if there is nothing to store. */
    String storageFormat() {
        return isActivationProduct(layer) ? "" : StorageFormat.usual(layer).name();
    }

    private static StorageBits storage(LayerWorkload layer) {
        return isActivationProduct(layer)
                ? StorageBits.NONE
                : StorageFormat.usual(layer).size(layer.weights(), layer.shape(), layer.weightBits());
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
