package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.sigma.Sigma;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/**
 * A product of two random matrices on SIGMA-like packing, with the operands that STONNE draws for it.
 *
 * <p>Rows of the left matrix, or columns of the right one, stay on the multipliers: in the layer they are the filters, and
 * what streams past are the inputs. Buffers hold everything.
 *
 * @param rows of the left matrix
 * @param columns of the right matrix
 * @param window columns of the left matrix, rows of the right one
 * @param leftSparsityPercent as the tool is given it; zeros are one per cent more
 * @param rightSparsityPercent likewise
 * @param stationary the matrix that stays
 * @param multipliers in the tree
 * @param bandwidth values that reach them in a cycle
 */
public record SigmaRun(
        @Range(min = 1, max = 65536) int rows,
        @Range(min = 1, max = 65536) int columns,
        @Range(min = 1, max = 65536) int window,
        @Range(min = 0, max = 98) int leftSparsityPercent,
        @Range(min = 0, max = 98) int rightSparsityPercent,
        Side stationary,
        @Range(min = 4, max = 65536) int multipliers,
        @Range(min = 1, max = 65536) int bandwidth,
        Quantity quantity)
        implements Measurement {

    /** One of the two matrices. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** What is measured. */
    public enum Quantity {
        /** Times that the networks are configured and weights loaded. */
        ITERATIONS,
        /** Cycles while memory never stalls. */
        CYCLES
    }

    @Override
    public double value() {
        var sigma = Sigma.stonne(bandwidth);
        return switch (quantity) {
            case ITERATIONS -> sigma.iterations(layer(), machine());
            case CYCLES -> sigma.plan(layer(), machine()).computeCycles();
        };
    }

    /** With words of one value, so that the accesses of a plan are values read and written. */
    Machine machine() {
        Machine shipped = AcceleratorLibrary.find("sigma").machine();
        var buffer = new SramBuffer(1 << 30, shipped.precision().activationBits(), 1);
        return new Machine(new PeArray(1, multipliers), 1, shipped.precision(), new Buffers(buffer, buffer, buffer));
    }

    LayerWorkload layer() {
        var random = new StonneRandom();
        Mask left = random.matrix(rows, window, leftSparsityPercent);
        Mask right = transposed(random.matrix(window, columns, rightSparsityPercent));
        boolean leftStays = stationary == Side.LEFT;
        var shape = LayerShape.fullyConnected(leftStays ? columns : rows, window, leftStays ? rows : columns);
        return new LayerWorkload(
                new Layer("product", shape),
                leftStays ? left : right,
                leftStays ? right : left,
                machine().precision().weightBits(),
                Scheme.NON_STRUCTURED);
    }

    private Mask transposed(Mask matrix) {
        return Mask.of(matrix.size(), i -> matrix.get(i % window * columns + i / window));
    }
}
