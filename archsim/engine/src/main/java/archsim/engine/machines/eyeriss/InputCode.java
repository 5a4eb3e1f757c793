package archsim.engine.machines.eyeriss;

import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.RunLengthStream;

/** Where the rows of a layer's inputs {@code [n][c][h]} lie in memory. */
interface InputCode {

    /** First bit to read for {@code row}. */
    long startBit(int row);

    /** One past the last bit to read for the row before {@code row}. */
    long endBit(int row);

    /** Run lengths where they are shorter than the values alone, as they are not for the first layer's dense input. */
    static InputCode shorter(LayerWorkload layer, int activationBits) {
        int rowElements = layer.shape().w();
        long rawBits = (long) layer.inputs().size() * activationBits;
        var stream = new RunLengthStream(layer.inputs(), rowElements, activationBits);
        return stream.bits() < rawBits ? of(stream) : raw((long) rowElements * activationBits);
    }

    private static InputCode raw(long rowBits) {
        return new InputCode() {
            @Override
            public long startBit(int row) {
                return row * rowBits;
            }

            @Override
            public long endBit(int row) {
                return row * rowBits;
            }
        };
    }

    private static InputCode of(RunLengthStream stream) {
        return new InputCode() {
            @Override
            public long startBit(int row) {
                return stream.startBit(row);
            }

            @Override
            public long endBit(int row) {
                return stream.endBit(row);
            }
        };
    }
}
