package archsim.engine.machines.loopnest.count;

import archsim.energy.DataType;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerShape;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where tiles lie in DRAM: coded ones, weights and scales in the order in which they are first loaded, maps as they are. */
final class StoredPlaces {

    private final LayerShape shape;
    private final int activationBits;
    private final Map<IntBuffer, Long> weights = new HashMap<>();
    private final Map<IntBuffer, Long> inputs = new HashMap<>();
    private final long inputPlacesFrom;
    private long weightEnd;
    private long inputEnd;

    StoredPlaces(LayerShape shape, int weightBits, int activationBits) {
        this.shape = shape;
        this.activationBits = activationBits;
        inputPlacesFrom = shape.weights() * (weightBits + 32L);
    }

    void load(Operand operand, Box box, Moved moved, boolean coded, List<Transfer> loads) {
        if (operand == Operand.WEIGHTS) {
            long start = weights.computeIfAbsent(key(operand, box), unused -> weightEnd);
            if (start == weightEnd) {
                weightEnd += moved.bits();
            }
            loads.add(new Transfer(DataType.WEIGHTS, start, moved.valueBits()));
            if (moved.placeBits() > 0) {
                loads.add(new Transfer(DataType.INDICES, start + moved.valueBits(), moved.placeBits()));
            }
            if (moved.scaleBits() > 0) {
                loads.add(new Transfer(
                        DataType.SCALES, start + moved.valueBits() + moved.placeBits(), moved.scaleBits()));
            }
            return;
        }
        if (!coded && moved.scaleBits() == 0) {
            loads.add(new Transfer(DataType.INPUTS, firstBit(box), moved.valueBits()));
            return;
        }
        long start = inputs.computeIfAbsent(key(operand, box), unused -> inputEnd);
        if (start == inputEnd) {
            inputEnd += moved.bits();
        }
        loads.add(new Transfer(DataType.INPUTS, coded ? start : firstBit(box), moved.valueBits()));
        if (moved.placeBits() > 0) {
            loads.add(new Transfer(DataType.INDICES, inputPlacesFrom + start + moved.valueBits(), moved.placeBits()));
        }
        if (moved.scaleBits() > 0) {
            loads.add(new Transfer(
                    DataType.SCALES,
                    inputPlacesFrom + start + moved.valueBits() + moved.placeBits(),
                    moved.scaleBits()));
        }
    }

    private static IntBuffer key(Operand operand, Box box) {
        int[] key = new int[Dimension.COUNT];
        for (int d = 0; d < key.length; d++) {
            key[d] = operand.uses(d) ? box.from[d] : 0;
        }
        return IntBuffer.wrap(key);
    }

    private long firstBit(Box box) {
        int channel = box.from[Dimension.G.at()] * shape.channelsPerGroup() + box.from[Dimension.C.at()];
        int row = Math.max(0, shape.rows().position(box.from[Dimension.P.at()], box.from[Dimension.R.at()]));
        int column = Math.max(0, shape.columns().position(box.from[Dimension.Q.at()], box.from[Dimension.S.at()]));
        long line =
                ((long) box.from[Dimension.N.at()] * shape.c() + channel) * shape.h() + Math.min(row, shape.h() - 1);
        return (line * shape.w() + Math.min(column, shape.w() - 1)) * activationBits;
    }
}
