package archsim.engine.machines.systolic;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.CutRule;
import archsim.engine.machines.Piece;
import archsim.engine.machines.PlannedCut;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;
import archsim.engine.machines.Traffic;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.List;

/**
 * A systolic array fold by fold. In a fold, one value enters each used row in each of its steps; where outputs stay, one
 * enters each used column, too, else each used PE is given one value that stays, and one sum leaves each used column in
 * each step. Sums of a fold over further parts of the window come back first.
 *
 * <p>A product reads both operands and the sum in its PE's registers, and writes those of the three that move on.
 */
final class SystolicModel {

    /** What stays in the PEs. */
    enum Stays {
        OUTPUTS,
        WEIGHTS,
        INPUTS
    }

    private final Stays stays;
    private final StoredLayer layer;
    private final Machine machine;
    private final Tally tally = new Tally();
    private final Traffic traffic;
    private final int rows;
    private final int columns;

    private SystolicModel(Stays stays, LayerWorkload workload, Machine machine) {
        this.stays = stays;
        this.layer = new StoredLayer(workload);
        this.machine = machine;
        this.traffic = new Traffic(layer, machine, Storage.dense(), tally);
        this.rows = machine.peArray().rows();
        this.columns = machine.peArray().columns();
    }

    static Counted count(Stays stays, LayerWorkload workload, Machine machine) {
        var model = new SystolicModel(stays, workload, machine);
        List<Piece> pieces = PlannedCut.pieces(
                model.layer, machine, model.rule(), systolic(stays).tiles(workload, machine));
        model.traffic.move(pieces);
        if (stays == Stays.OUTPUTS) {
            pieces.forEach(model.traffic::waitForChannels);
        }
        for (int group = 0; group < workload.shape().groups(); group++) {
            model.multiply(group);
        }
        return Counted.of(model.tally, model.traffic);
    }

    private static Systolic systolic(Stays stays) {
        return Systolic.serial(
                switch (stays) {
                    case OUTPUTS -> Systolic.Stationary.OUTPUT;
                    case WEIGHTS -> Systolic.Stationary.WEIGHT;
                    case INPUTS -> Systolic.Stationary.INPUT;
                });
    }

    private CutRule rule() {
        return new CutRule(
                Storage.dense(),
                (outputRows, qs, filters, whole) ->
                        waiting((long) outputRows * qs, filters, whole) <= CutRule.sums(machine));
    }

    /** Sums that wait in the output buffer: of cut channels all, else those of the columns until the next fold. */
    private long waiting(long positions, int filters, boolean whole) {
        if (!whole) {
            return positions * filters;
        }
        return switch (stays) {
            case OUTPUTS -> 0;
            case WEIGHTS -> positions * Math.min(filters, columns);
            case INPUTS -> Math.min(positions, columns) * filters;
        };
    }

    private void multiply(int group) {
        long positions = layer.positions();
        long window = layer.columns(0, layer.channels());
        long filters = layer.filters(group).length;
        switch (stays) {
            case OUTPUTS -> fold(positions, filters, window, DataType.INPUTS, DataType.WEIGHTS);
            case WEIGHTS -> fold(window, filters, positions, DataType.INPUTS, DataType.WEIGHTS);
            case INPUTS -> fold(window, positions, filters, DataType.WEIGHTS, DataType.INPUTS);
            default -> throw new IllegalStateException("three operands");
        }
    }

    /** What lies over rows and columns, the steps of a fold, and what enters at the rows and at the columns. */
    private void fold(long high, long wide, long steps, DataType atRows, DataType atColumns) {
        long enteredRows = 0;
        long enteredColumns = 0;
        long sumsBack = 0;
        long products = 0;
        for (long row = 0; row < high; row += rows) {
            for (long column = 0; column < wide; column += columns) {
                long usedRows = Math.min(rows, high - row);
                long usedColumns = Math.min(columns, wide - column);
                enteredRows += usedRows * steps;
                enteredColumns += usedColumns * (stays == Stays.OUTPUTS ? steps : usedRows);
                products += usedRows * usedColumns * steps;
                sumsBack += stays != Stays.OUTPUTS && row > 0 ? usedColumns * steps : 0;
            }
        }
        operandWords(atRows, enteredRows);
        operandWords(atColumns, enteredColumns);
        long sumBits = sumsBack * machine.precision().accumulatorBits();
        traffic.outputWords(DataType.PSUMS, true, sumBits);
        traffic.outputWords(DataType.PSUMS, false, sumBits);
        traffic.multiplyAndAdd(products);
        registers(DataType.WEIGHTS, machine.precision().weightBits(), products, stays != Stays.WEIGHTS);
        registers(DataType.INPUTS, machine.precision().activationBits(), products, stays != Stays.INPUTS);
        registers(DataType.PSUMS, machine.precision().accumulatorBits(), products, true);
    }

    private void operandWords(DataType type, long elements) {
        if (type == DataType.INPUTS) {
            traffic.inputWords(false, elements * machine.precision().activationBits());
        } else {
            traffic.weightWords(type, false, elements * layer.workload().weightBits());
        }
    }

    private void registers(DataType type, int bits, long products, boolean written) {
        tally.add("registers", type, new Action.RegisterAccess(1, bits, false), products);
        if (written) {
            tally.add("registers", type, new Action.RegisterAccess(1, bits, true), products);
        }
    }
}
