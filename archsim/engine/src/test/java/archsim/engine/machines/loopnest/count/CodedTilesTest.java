package archsim.engine.machines.loopnest.count;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodedTilesTest {

    private static final int CASES = 2_000;
    private static final int VALUE_BITS = 5;

    @Test
    void theLargestTileIsThatOfAllTilesOneByOne() {
        int coded = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomNest random = RandomNest.of(seed);
            var masks = new LayerMasks(random.layer());
            for (int level = 1; level < random.nest().levels(); level++) {
                for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                    if (random.nest().level(level).format(operand).isCompressed()) {
                        CodedTiles tiles = CodedTiles.of(random.nest(), level, operand, VALUE_BITS);
                        coded++;
                        assertThat(tiles.largestBits(masks))
                                .as("seed %d level %d %s: %s", seed, level, operand, random)
                                .isEqualTo(largest(tiles, masks, 0, new Box()));
                    }
                }
            }
        }
        assertThat(coded).isGreaterThan(CASES / 4);
    }

    private static long largest(CodedTiles tiles, LayerMasks masks, int d, Box tile) {
        if (d == Dimension.COUNT) {
            return bits(tiles, masks, tile);
        }
        long most = 0;
        tile.from[d] = 0;
        for (int to : tiles.ends().get(d)) {
            tile.to[d] = to;
            most = Math.max(most, largest(tiles, masks, d + 1, tile));
            tile.from[d] = to;
        }
        return most;
    }

    private static long bits(CodedTiles tiles, LayerMasks masks, Box tile) {
        Format format = tiles.format();
        Operand operand = tiles.operand();
        long elements = masks.elements(operand, tile);
        if (elements == 0) {
            return 0;
        }
        long fillers = format.kind() == Format.Kind.RUN_LENGTH ? masks.fillers(operand, tile, format.longestRun()) : 0;
        long rows = masks.rowsOf(operand, tile);
        boolean grouped = format.isOfGroups();
        long slots = grouped ? rows * masks.slots(format, tile).values() : 0;
        long blocks = grouped ? rows * masks.slots(format, tile).blocks() : 0;
        long values = format.values(elements, masks.present(operand, tile), fillers, slots);
        int channels = Dimension.C.at();
        long scales = format.scales()
                .map(each -> each.bits(elements, tile.from[channels], tile.to[channels]))
                .orElse(0L);
        return values * VALUE_BITS + format.placeBits(elements, values, rows, blocks) + scales;
    }
}
