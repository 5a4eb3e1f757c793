package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Coordinate lists with skipping against bitmasks with gating, {@code 128 x 128 x 128} with both operands at one density, as in
 * Y. N. Wu et al., Sparseloop, MICRO 2022: coordinates are faster below a density of 0.5 to 0.6 and take less energy below 0.06
 * to 0.08.
 *
 * <p>DRAM, a buffer and one multiplier; lists are walked for each sum. An entry of 8 bits and a place among 16,384 takes as much
 * as a bit for each of the elements and 8 for those present where {@code (8 + 14) d = 1 + 8 d}, at 1 / 14. Ours is the buffer's
 * port of 24 bits a cycle: two lists of 22-bit entries take it longer than multiplying all from {@code 44 d = 24} on, at 0.55.
 */
final class CoordinatesOrBitmaskTest {

    /** Half of the source's: what differs between the two scales with all iterations alike. */
    private static final int SIDE = 64;

    private static final long ALL = (long) SIDE * SIDE * SIDE;
    private static final List<Double> DENSITIES = List.of(0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4, 0.6, 0.8);
    private static final double DRAM_PJ_PER_BIT = 8;

    private static Accelerator machine(String format, String zeros) {
        String formats = ", \"formats\": {\"weights\": %s, \"inputs\": %s}".formatted(format, format);
        return ZerosNestTest.machine(
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"sram\", \"words\": 65536, \"wordBits\": 32,"
                        + " \"holds\": [\"weights\", \"inputs\", \"outputs\"], \"doubleBuffered\": false,"
                        + " \"readBitsPerCycle\": 24"
                        + formats + "}, {\"type\": \"memory\", \"name\": \"sum\", \"made\": \"registers\", \"words\":"
                        + " 1, \"wordBits\": 32, \"holds\": [\"outputs\"], \"doubleBuffered\": false},"
                        + " {\"type\": \"memory\", \"name\": \"pair\", \"made\": \"registers\", \"words\":"
                        + " 2, \"wordBits\": 24, \"holds\": [\"weights\", \"inputs\"], \"doubleBuffered\":"
                        + " false, \"" + zeros
                        + "\": [\"weights\", \"inputs\"]" + formats + "}");
    }

    private static final Accelerator COORDINATES = machine("{\"kind\": \"coordinates\", \"indexBits\": 14}", "skip");
    private static final Accelerator BITMASK = machine("{\"kind\": \"bitmask\"}", "gate");

    private static LayerPlan plan(Accelerator machine, double density) {
        LayerWorkload layer = Described.product(
                SIDE,
                SIDE,
                SIDE,
                1,
                Described.random(SIDE * SIDE, density, 31),
                Described.random(SIDE * SIDE, density, 32));
        return Described.plan(machine, layer, Described.mapping("buffer: k64 q64 c64"));
    }

    /** What is switched: clock and leakage are not in the source. */
    private static double energyPj(LayerPlan plan) {
        EnergyModel model = EnergyModels.of(
                TableSet.shipped(), BITMASK.technologyNm(), BITMASK.transistors(), DramStandards.find("lpddr4-2400"));
        double dramBits = plan.tiles().stream()
                .mapToDouble(tile -> tile.store().bits()
                        + tile.loads().stream().mapToLong(Transfer::bits).sum())
                .sum();
        return EnergyBreakdown.of(plan.onChip(), model).totalPj() + dramBits * DRAM_PJ_PER_BIT;
    }

    @Test
    void coordinatesWinWhereTheSourceSaysSo() {
        var faster = new ArrayList<Double>();
        var cheaper = new ArrayList<Double>();
        for (double density : DENSITIES) {
            LayerPlan coordinates = plan(COORDINATES, density);
            LayerPlan bitmask = plan(BITMASK, density);
            assertThat(bitmask.computeCycles()).as("density " + density).isEqualTo(ALL);
            if (coordinates.computeCycles() < bitmask.computeCycles()) {
                faster.add(density);
            }
            if (energyPj(coordinates) < energyPj(bitmask)) {
                cheaper.add(density);
            }
        }
        assertThat(cheaper).isEqualTo(DENSITIES.subList(0, 4));
        assertThat(faster).isEqualTo(DENSITIES.subList(0, 8));
    }
}
