package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import java.util.List;

/**
 * The fullest of tiles that have the same size: as many elements, rows, scales and slots of groups.
 *
 * <p>What a code takes of such tiles grows with the values that it stores, so no other tile is larger.
 */
final class FullestTile {

    private final LayerMasks masks;
    private final Operand operand;
    private final Format format;
    private final List<List<Box>> choices;
    private final Box tile = new Box();
    private final long elements;

    /** @param choices parts whose combinations are the tiles, each of one or two dimensions, those of filters last */
    FullestTile(LayerMasks masks, Operand operand, Format format, List<List<Box>> choices) {
        this.masks = masks;
        this.operand = operand;
        this.format = format;
        this.choices = choices;
        choices.forEach(parts -> turnTo(parts.get(0)));
        elements = masks.elements(operand, tile);
    }

    /** @param valueBits of a value */
    long bits(int valueBits) {
        Box any = tile.copy();
        long kept = format.isOfGroups() ? 0 : most(0);
        return TrafficCount.stored(masks, operand, format, valueBits, any, elements, kept)
                .bits();
    }

    private void turnTo(Box part) {
        for (int d = 0; d < Dimension.COUNT; d++) {
            if (part.to[d] > 0) {
                tile.from[d] = part.from[d];
                tile.to[d] = part.to[d];
            }
        }
    }

    /** Elements that the fullest tile must store; none is fuller than one without zeros. */
    private long most(int at) {
        if (at == choices.size()) {
            return TrafficCount.kept(masks, operand, format, tile);
        }
        List<Box> parts = choices.get(at);
        if (at == choices.size() - 1 && operand == Operand.WEIGHTS && format.kind() != Format.Kind.RUN_LENGTH) {
            return masks.mostWeights(tile, parts);
        }
        long most = 0;
        for (int i = 0; i < parts.size() && most < elements; i++) {
            turnTo(parts.get(i));
            most = Math.max(most, most(at + 1));
        }
        return most;
    }
}
