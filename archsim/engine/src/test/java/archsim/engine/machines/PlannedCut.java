package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.pe.Machine;
import archsim.engine.tiling.TileRange;
import java.util.List;

/**
 * The tiles that a machine chose, as pieces of the stored layer: each product is in exactly one, and each piece fits half of
 * each buffer and the place for its sums.
 */
public final class PlannedCut {

    private PlannedCut() {}

    public static List<Piece> pieces(StoredLayer layer, Machine machine, CutRule rule, List<TileRange> tiles) {
        List<Piece> pieces = tiles.stream().map(PlannedCut::piece).toList();
        assertThat(pieces.stream()
                        .mapToLong(piece -> piece.positions() * piece.weights().stored(layer))
                        .sum())
                .as("products of all tiles")
                .isEqualTo(layer.positions() * layer.allFilters() * layer.columns(0, layer.channels()));
        pieces.forEach(piece -> assertFits(piece, layer, machine, rule));
        return pieces;
    }

    private static Piece piece(TileRange tile) {
        var block = new Block(tile.group(), tile.filterFrom(), tile.filterTo(), tile.channelFrom(), tile.channelTo());
        var outputs = new Outputs(
                tile.patch().rowFrom(),
                tile.patch().rowTo(),
                tile.patch().qFrom(),
                tile.patch().qTo());
        return new Piece(block, outputs, tile.lastChannels());
    }

    private static void assertFits(Piece piece, StoredLayer layer, Machine machine, CutRule rule) {
        Block block = piece.weights();
        long inputBits = piece.outputs().inputs(layer)
                * (block.channelTo() - block.channelFrom())
                * machine.precision().activationBits();
        long weightBits =
                rule.storage().valueBits(layer, block) + rule.storage().indexBits(layer, block);
        assertThat(2 * inputBits).isLessThanOrEqualTo(machine.buffers().inputs().capacityBytes() * 8L);
        assertThat(2 * weightBits)
                .isLessThanOrEqualTo(machine.buffers().weights().capacityBytes() * 8L);
        Outputs outputs = piece.outputs();
        boolean whole = block.channelTo() - block.channelFrom() == layer.channels();
        assertThat(rule.sums()
                        .test(
                                outputs.rowTo() - outputs.rowFrom(),
                                outputs.qTo() - outputs.qFrom(),
                                block.filters(),
                                whole))
                .as("sums of %s have a place", piece)
                .isTrue();
    }
}
