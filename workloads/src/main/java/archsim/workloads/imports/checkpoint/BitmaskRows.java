package archsim.workloads.imports.checkpoint;

import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Rows of kept values that a bitmask spreads over all inputs. */
final class BitmaskRows implements Rows {

    private static final int FOUR = 4;

    private final Tensor bitmask;
    private final Tensor values;
    private final boolean grouped;
    private final ByteBuffer bits;
    private final ByteBuffer data;
    private final int maskBytes;
    private final int[] starts;

    /**
     * @param grouped whether each four inputs keep two
     * @param offsets where each row starts, which the bitmask says, too
     */
    BitmaskRows(Tensor bitmask, Tensor values, int columns, boolean grouped, Optional<Tensor> offsets) {
        this.bitmask = bitmask;
        this.values = values;
        this.grouped = grouped;
        this.bits = bitmask.bytes().get();
        this.data = values.bytes().get();
        this.maskBytes = (columns + 7) / 8;
        this.starts = starts(bitmask.shape().get(0), columns);
        offsets.ifPresent(this::check);
    }

    private int[] starts(int rows, int columns) {
        int[] found = new int[rows];
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            found[row] = kept;
            for (int i = 0; i < maskBytes; i++) {
                kept += Integer.bitCount(Byte.toUnsignedInt(bits.get(row * maskBytes + i)));
            }
            int last = Byte.toUnsignedInt(bits.get(row * maskBytes + maskBytes - 1));
            if (last >>> ((columns - 1) % 8 + 1) != 0) {
                throw bitmask.fault("must keep none of the inputs past %d, was 0x%02X in row %d", columns, last, row);
            }
        }
        if (kept != values.elements()) {
            throw bitmask.fault("must keep the %d values of %s, was %d", values.elements(), values.name(), kept);
        }
        return found;
    }

    private void check(Tensor offsets) {
        ByteBuffer said = offsets.bytes().get();
        for (int row = 0; row < starts.length; row++) {
            if (said.getLong(row * Long.BYTES) != starts[row]) {
                throw offsets.fault(
                        "must be the values kept before each row, %d in row %d, was %d",
                        starts[row], row, said.getLong(row * Long.BYTES));
            }
        }
    }

    @Override
    public void read(int row, float[] into) {
        ElementType type = values.type();
        int next = starts[row];
        for (int column = 0; column < into.length; column++) {
            int mask = Byte.toUnsignedInt(bits.get(row * maskBytes + column / 8));
            if (grouped && column % FOUR == 0) {
                requireTwo(mask >>> (column & FOUR) & 0xf, row, column);
            }
            boolean kept = (mask >>> column % 8 & 1) != 0;
            into[column] = kept ? type.value(data, next++ * type.bytes()) : 0;
            if (!Float.isFinite(into[column])) {
                throw values.fault("must hold finite numbers only, was %s at element %d", into[column], next - 1);
            }
        }
    }

    private void requireTwo(int four, int row, int column) {
        if (Integer.bitCount(four) != 2) {
            throw bitmask.fault(
                    "must keep two of each four inputs, was %d of those from %d on in row %d",
                    Integer.bitCount(four), column, row);
        }
    }
}
