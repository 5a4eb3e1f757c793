package archsim.engine.machines.eie;

import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.storage.CscInterleaved;
import java.util.function.Function;

/**
 * What EIE loads from DRAM of a block: nothing if its weights stay in the PEs, else entries and column pointers.
 *
 * @param columns of the rows that a block belongs to
 * @param weightBits width of a codebook index
 */
record EieCode(
        boolean resident, Function<TileRange.WeightBlock, EieColumns> columns, int pes, int weightBits, int indexBits)
        implements WeightCode {

    @Override
    public long valueBits(long present, long positions) {
        return resident ? 0 : present * weightBits;
    }

    /** Indices, padding zeros and, for each PE, pointers to all columns and their end. */
    @Override
    public long indexBits(long present, long positions, TileRange.WeightBlock block) {
        if (resident) {
            return 0;
        }
        EieColumns rows = columns.apply(block);
        long entries = 0;
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            entries += rows.entries(c);
        }
        long pointers = (long) pes * (block.channelTo() - block.channelFrom() + 1);
        return entries * indexBits + (entries - present) * weightBits + pointers * CscInterleaved.POINTER_BITS;
    }
}
