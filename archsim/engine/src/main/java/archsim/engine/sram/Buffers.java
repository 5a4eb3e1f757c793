package archsim.engine.sram;

import archsim.energy.DataType;
import java.util.EnumMap;
import java.util.Map;

/**
 * On-chip memories by what they hold.
 *
 * @param weights weights and their indices, as stored
 * @param inputs input activations
 * @param outputs outputs, and partial sums where the PEs cannot keep them
 */
public record Buffers(SramBuffer weights, SramBuffer inputs, SramBuffer outputs) {

    /** Of a machine whose dataflow describes its memories itself. */
    public static final Buffers NONE = new Buffers(SramBuffer.NONE, SramBuffer.NONE, SramBuffer.NONE);

    /** The buffers, each with the kind of data that it is for. */
    public Map<DataType, SramBuffer> byDataType() {
        return new EnumMap<>(Map.of(
                DataType.WEIGHTS, weights,
                DataType.INPUTS, inputs,
                DataType.OUTPUTS, outputs));
    }
}
