package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.workloads.LayerShape;
import java.util.Arrays;

/**
 * What an N:M code sets apart for a tile's part of one filter: room for whatever weights that keep to the code lie there.
 *
 * <p>Groups are those of the whole filter. Of one that a tile cuts, as many weights as the tile has of it may be present, up
 * to {@code n}; so with the blocks of a hierarchical code, of which those with most such room are counted.
 */
final class GroupSlots {

    private final int n;
    private final int m;
    private final int blocksM;
    /** Elements of the tile in each block of the group of blocks that is being gone through. */
    private final int[] inBlock;

    private final int kept;
    private long group = -1;
    private long values;
    private long blocks;

    private GroupSlots(Format format) {
        n = format.n().getAsInt();
        m = format.m().getAsInt();
        blocksM = format.blocksM().orElse(1);
        kept = format.blocksN().orElse(1);
        inBlock = new int[blocksM];
    }

    /** Of the weights in {@code tile}, whose channels and places are those of each of its filters. */
    static GroupSlots of(Format format, LayerShape shape, Box tile) {
        var slots = new GroupSlots(format);
        int c = Dimension.C.at();
        int r = Dimension.R.at();
        int s = Dimension.S.at();
        if (tile.extent(s) < shape.s()) {
            for (int channel = tile.from[c]; channel < tile.to[c]; channel++) {
                for (int row = tile.from[r]; row < tile.to[r]; row++) {
                    long at = ((long) channel * shape.r() + row) * shape.s();
                    slots.run(at + tile.from[s], at + tile.to[s]);
                }
            }
        } else if (tile.extent(r) < shape.r()) {
            for (int channel = tile.from[c]; channel < tile.to[c]; channel++) {
                long at = (long) channel * shape.r() * shape.s();
                slots.run(at + (long) tile.from[r] * shape.s(), at + (long) tile.to[r] * shape.s());
            }
        } else {
            long places = (long) shape.r() * shape.s();
            slots.run(tile.from[c] * places, tile.to[c] * places);
        }
        slots.close();
        return slots;
    }

    /** Values of one filter. */
    long values() {
        return values;
    }

    /** Blocks of one filter that hold them. */
    long blocks() {
        return blocks;
    }

    /** Weights that follow one another, behind all of before. */
    private void run(long from, long to) {
        for (long at = from; at < to; ) {
            long block = at / m;
            if (block / blocksM != group) {
                close();
                group = block / blocksM;
            }
            long end = Math.min(to, (block + 1) * m);
            inBlock[(int) (block % blocksM)] += (int) (end - at);
            at = end;
        }
    }

    private void close() {
        if (blocksM > 1) {
            Arrays.sort(inBlock);
        }
        for (int i = blocksM - 1; i >= Math.max(0, blocksM - kept) && inBlock[i] > 0; i--) {
            values += Math.min(n, inBlock[i]);
            blocks++;
        }
        Arrays.fill(inBlock, 0);
    }
}
