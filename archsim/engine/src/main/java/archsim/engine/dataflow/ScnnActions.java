package archsim.engine.dataflow;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;
import java.util.List;

/** What SCNN's PEs do on the chip, as counts. */
final class ScnnActions {

    private final ScnnLayer layer;
    private final Machine machine;
    private final ActionCounts counts = new ActionCounts();

    ScnnActions(ScnnLayer layer) {
        this.layer = layer;
        machine = layer.machine();
    }

    ActionCounts of(ScnnSteps steps, ScnnStorage storage, List<Tile> tiles, long sums) {
        addMoves(tiles, storage);
        addSteps(steps, storage, sums);
        return counts;
    }

    /** Weights go into every PE's queue, or of a fully connected layer into that of the PE whose filters they are. */
    private void addMoves(List<Tile> tiles, ScnnStorage storage) {
        long receivers = layer.shape().isFullyConnected() ? 1 : machine.peArray().size();
        for (Tile tile : tiles) {
            for (Transfer load : tile.loads()) {
                boolean input = load.dataType() == DataType.INPUTS;
                SramBuffer buffer =
                        input ? machine.buffers().inputs() : machine.buffers().weights();
                access(
                        input ? "inputBuffer" : "weightBuffer",
                        buffer,
                        load.dataType(),
                        true,
                        buffer.words(load.bits()) * (input ? 1 : receivers));
            }
            SramBuffer outputs = machine.buffers().outputs();
            access("outputBuffer", outputs, DataType.OUTPUTS, false, outputs.words(tile.store().bits()));
        }
        SramBuffer outputs = machine.buffers().outputs();
        access("outputBuffer", outputs, DataType.OUTPUTS, true, outputs.words(storage.outputBits()));
    }

    private void addSteps(ScnnSteps steps, ScnnStorage storage, long sums) {
        int weightBits = layer.kept().layer().weightBits();
        SramBuffer weights = machine.buffers().weights();
        SramBuffer inputs = machine.buffers().inputs();
        long weightsRead = steps.steps() * layer.scnn().weightsPerCycle();
        access("weightBuffer", weights, DataType.WEIGHTS, false, weights.words(weightsRead * weightBits));
        access("weightBuffer", weights, DataType.INDICES, false, weights.words(weightsRead * ScnnStorage.RUN_BITS));
        long inputsRead = steps.vectors() * layer.scnn().activationsPerCycle();
        access("inputBuffer", inputs, DataType.INPUTS, false, inputs.words(inputsRead * storage.entryBits()));
        counts.add("indexing", DataType.INDICES, new Action.IndexDecode(ScnnStorage.RUN_BITS), weightsRead + inputsRead);
        counts.add(
                "multipliers",
                DataType.PSUMS,
                new Action.Multiply(machine.precision().operandBits()),
                steps.products());
        int sumBits = machine.precision().accumulatorBits();
        counts.add("adders", DataType.PSUMS, new Action.Add(sumBits), sums);
        int entries = Math.max(1, layer.scnn().accumulatorEntries() / layer.scnn().accumulatorBanks());
        counts.add("accumulators", DataType.PSUMS, new Action.RegisterAccess(entries, sumBits, false), sums);
        counts.add("accumulators", DataType.PSUMS, new Action.RegisterAccess(entries, sumBits, true), sums);
    }

    private void access(String component, SramBuffer buffer, DataType type, boolean write, long words) {
        counts.add(component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write), words);
    }
}
