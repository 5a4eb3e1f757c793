package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Ceil;
import archsim.base.json.StrictJson;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.tiling.GivenCut;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A machine of archsim and its description as a nest of loops, of one array and the same three buffers. */
final class SameMachine {

    /** Of each of the three buffers; its words are small, so that it makes no difference how often one is filled up. */
    private static final int CAPACITY_BYTES = 1 << 20;

    private final Accelerator own;
    private final Accelerator nest;

    private SameMachine(Accelerator own, Accelerator nest) {
        this.own = own;
        this.nest = nest;
    }

    /**
     * Both machines.
     *
     * @param wordBits of the buffers
     * @param dataflow of the machine, as its file has it
     * @param levels of the nest behind the buffers
     * @param padding whether the machine reads padding from the buffer
     * @param weights how they lie in DRAM and their buffer: {@code ""} or {@code , "formats": ...}
     */
    static SameMachine of(
            int rows,
            int columns,
            int wordBits,
            int banks,
            String dataflow,
            String levels,
            boolean padding,
            String weights) {
        String head = """
            {"schemaVersion": 1, "name": "small", "title": "small", "clockMhz": 1000, "technologyNm": 45,
             "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 32},
             "source": {"citation": "none", "confidence": "c"}, "assumptions": [],
            """;
        String buffer =
                "{\"capacityBytes\": %d, \"wordBits\": %d, \"banks\": %d}".formatted(CAPACITY_BYTES, wordBits, banks);
        String own = head
                + "\"peArray\": {\"rows\": %d, \"columns\": %d}, \"dataflow\": %s,".formatted(rows, columns, dataflow)
                + "\"buffers\": {\"weights\": %s, \"inputs\": %s, \"outputs\": %s}}".formatted(buffer, buffer, buffer);
        String memory = "{\"type\": \"memory\", \"name\": \"%sBuffer\", \"made\": \"sram\", \"words\": "
                + (CAPACITY_BYTES / wordBits * 8) + ", \"wordBits\": " + wordBits + ", \"banks\": " + banks
                + ", \"holds\": [\"%ss\"]%s},";
        String unlimited = ", \"readBitsPerCycle\": 1e9";
        String described = head + "\"dataflow\": {\"kind\": \"loop-nest\", \"levels\": ["
                + "{\"type\": \"dram\", \"name\": \"dram\"" + weights + "},"
                + memory.formatted("weight", "weight", weights)
                + memory.formatted("input", "input", padding ? ", \"readsPadding\": true" : "")
                + memory.formatted("output", "output", unlimited) + levels + "]}}";
        return new SameMachine(
                StrictJson.read("own", own, Accelerator.class), StrictJson.read("nest", described, Accelerator.class));
    }

    /** The plans by a cut and by loops that say the same: products, transfers, accesses and cycles are equal. */
    void requireSame(LayerWorkload layer, GivenCut cut, String mapping) {
        LayerPlan expected = own.dataflow().plan(layer, own.machine(), Described.given(cut));
        NestMapping loops = Described.mapping(mapping);
        LayerPlan found = Described.plan(nest, layer, loops);
        String what = layer.shape() + " " + cut + " " + mapping;
        assertThat(onChip(found)).as(what).isEqualTo(onChip(expected));
        assertThat(dramBits(found)).as(what).isEqualTo(dramBits(expected));
        assertThat(found.computeCycles()).as(what).isEqualTo(expected.computeCycles());
        assertThat(found.tiles()).as(what).hasSameSizeAs(expected.tiles());
    }

    LayerPlan plan(LayerWorkload layer, GivenCut cut) {
        return own.dataflow().plan(layer, own.machine(), Described.given(cut));
    }

    LayerPlan plan(LayerWorkload layer, String mapping) {
        return Described.plan(nest, layer, Described.mapping(mapping));
    }

    /** Products, and accesses of the three buffers. */
    private static Map<String, Long> onChip(LayerPlan plan) {
        var counts = new TreeMap<String, Long>();
        List<String> compared = Stream.of(
                        Component.MULTIPLIERS, Component.WEIGHT_BUFFER, Component.INPUT_BUFFER, Component.OUTPUT_BUFFER)
                .map(Component::name)
                .toList();
        plan.onChip().forEach((key, count) -> {
            if (compared.contains(key.component()) && count > 0) {
                counts.merge(key.toString(), count, Long::sum);
            }
        });
        return counts;
    }

    private static Map<DataType, Long> dramBits(LayerPlan plan) {
        var bits = new TreeMap<DataType, Long>();
        for (Tile tile : plan.tiles()) {
            Stream.concat(tile.loads().stream(), Stream.of(tile.store()))
                    .filter(transfer -> transfer.bits() > 0)
                    .forEach((Transfer transfer) -> bits.merge(transfer.dataType(), transfer.bits(), Long::sum));
        }
        return bits;
    }

    /** All of a dimension, or once or twice what a {@code unit} of the machine takes. */
    static int part(int all, int unit, Random random) {
        return all <= unit || random.nextBoolean() ? all : Math.min(all, unit * (1 + random.nextInt(2)));
    }

    /** The order of a cut whose outermost loop is over patches, or else over filters. */
    static Optional<GivenCut.Order> outermost(boolean patches) {
        return Optional.of(patches ? GivenCut.Order.PATCHES_OUTERMOST : GivenCut.Order.FILTERS_OUTERMOST);
    }

    static LayerWorkload layer(LayerShape shape, Mask weights, Scheme scheme) {
        return new LayerWorkload(
                new Layer("layer", shape, Optional.empty()), weights, Mask.full((int) shape.inputs()), 8, scheme);
    }

    /** The loops over one dimension: its factors by level, those left out 1; the outermost may be cut. */
    static final class Loops {

        private final Map<String, List<String>> byLevel = new TreeMap<>();

        /**
         * Adds loops.
         *
         * @param bound of the layer
         * @param tile of the DRAM
         * @param inner the innermost factor, as far as the tile has so many
         * @param middle level of the loop between
         * @param inside level of the innermost loop
         */
        Loops split(char name, int bound, int tile, int inner, String middle, String inside) {
            int innermost = Math.min(inner, tile);
            int between = Ceil.div(tile, innermost);
            add(name, bound, new String[] {"dram", middle, inside}, new int[] {
                Ceil.div(bound, between * innermost), between, innermost
            });
            return this;
        }

        private void add(char name, int bound, String[] levels, int[] factors) {
            long product = 1;
            for (int factor : factors) {
                product *= factor;
            }
            boolean cut = product != bound;
            for (int i = 0; i < factors.length; i++) {
                if (factors[i] > 1) {
                    byLevel.computeIfAbsent(levels[i], unused -> new ArrayList<>())
                            .add("" + name + factors[i] + (cut ? "?" : ""));
                    cut = false;
                }
            }
        }

        /** As {@link Described#mapping} reads it, the loops of each level by {@code order}. */
        String inOrder(Map<String, String> order) {
            var text = new ArrayList<String>();
            byLevel.forEach((level, loops) -> {
                String names = order.getOrDefault(level, "ngkcrspq");
                loops.sort((a, b) -> names.indexOf(a.charAt(0)) - names.indexOf(b.charAt(0)));
                text.add(level + ": " + String.join(" ", loops));
            });
            return String.join("; ", text);
        }
    }
}
