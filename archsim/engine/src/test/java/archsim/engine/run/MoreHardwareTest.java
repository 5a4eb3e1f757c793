package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerObserver;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice as much of one part of a machine, or of its memory's channels, costs no cycles on layers of four kinds, but where a rule of
 * the machine makes it so, or a search missed the cut of the smaller machine: see {@link #SLOWER}.
 */
class MoreHardwareTest {

    private static final DramStandard MEMORY = DramStandards.find("lpddr4-2400");

    /** Parts that every machine has: sides, buffers, their words and their banks. */
    private static final List<List<String>> OF_ALL = List.of(
            List.of("/peArray/rows"),
            List.of("/peArray/columns"),
            List.of("/buffers/weights/capacityBytes"),
            List.of("/buffers/inputs/capacityBytes"),
            List.of("/buffers/outputs/capacityBytes"),
            List.of("/buffers/inputs/capacityBytes", "/buffers/outputs/capacityBytes"),
            List.of("/buffers/weights/wordBits"),
            List.of("/buffers/inputs/wordBits"),
            List.of("/buffers/outputs/wordBits"),
            List.of("/buffers/weights/banks", "/buffers/weights/capacityBytes"),
            List.of("/buffers/inputs/banks", "/buffers/inputs/capacityBytes"),
            List.of("/buffers/outputs/banks", "/buffers/outputs/capacityBytes"));

    /** Numbers of a dataflow that stand for hardware, by kind; more products a cycle come with more banks to add them in. */
    private static final Map<String, List<List<String>>> OF_KIND = Map.of(
            "scnn",
            List.of(
                    List.of("activationsPerCycle", "accumulatorBanks"),
                    List.of("weightsPerCycle", "accumulatorBanks"),
                    List.of("accumulatorEntries"),
                    List.of("accumulatorBanks"),
                    List.of("queueDepth"),
                    List.of("prefetchBytes")),
            "dcnn",
            List.of(List.of("channelsPerCycle"), List.of("accumulatorEntries"), List.of("prefetchBytes")),
            "sticker",
            List.of(List.of("accumulatorEntries"), List.of("accumulatorWays")),
            "pattern",
            List.of(List.of("accumulatorEntries")),
            "nm-tensor-core",
            List.of(List.of("dotProductWidth")),
            "eie",
            List.of(List.of("queueDepth"), List.of("registersPerFile"), List.of("pointerBytes")),
            "sigma",
            List.of(List.of("distributionBandwidth")),
            "eyeriss",
            List.of(
                    List.of("inputSpadWords"),
                    List.of("filterSpadWords"),
                    List.of("psumSpadWords"),
                    List.of("filterWordsPerCycle"),
                    List.of("inputWordsPerCycle"),
                    List.of("psumWordsPerCycle")));

    private static final String HANDED_OVER =
            "work on a queue's fill of weights begins when all of it is there: a deeper"
                    + " queue, or more PEs with queues, begin later";

    private static final String FEW_WORDS =
            "mappings are chosen for few words moved, as the chip's are, and other ones fit";

    /**
     * What makes more of a part cost cycles.
     *
     * @param part that a pointer contains
     * @param most times the cycles
     */
    private record Slower(String kind, String part, double most, String why) {}

    private static final List<Slower> SLOWER = List.of(
            new Slower("scnn", "/buffers/weights", 1.07, HANDED_OVER),
            new Slower("scnn", "/peArray", 1.04, HANDED_OVER),
            new Slower("dcnn", "/buffers/weights", 1.04, HANDED_OVER),
            new Slower("systolic", "/peArray", 1.005, "a fold of a larger array takes longer to fill: T + R + C - 2"),
            new Slower("nm-tensor-core", "/peArray", 1.001, "a larger array takes longer to fill"),
            new Slower("eyeriss", "psumSpadWords", 1.08, FEW_WORDS),
            new Slower("eyeriss", "/buffers/inputs/capacityBytes and /buffers/outputs/capacityBytes", 1.51, FEW_WORDS),
            new Slower("diannao", "/peArray", 1.07, "a search is no proof: the smaller machine's cut was not tried"),
            new Slower(
                    "nm-tensor-core",
                    "channels",
                    1.02,
                    "a search is no proof: the smaller machine's cut was not tried"));

    private static List<LayerWorkload> layers() {
        return List.of(
                layer("strided", UniformLayer.shape(1, 40, 72, 14, 14, 3, 3, 2, 1, 1), 0.2, 0.5),
                layer("pointwise", UniformLayer.shape(1, 64, 48, 13, 13, 1, 1, 1, 0, 1), 0.5, 0.2),
                layer("dense", UniformLayer.shape(1, 32, 64, 16, 16, 3, 3, 1, 1, 1), 1, 1),
                layer("fc", LayerShape.fullyConnected(1, 384, 160), 0.2, 0.5));
    }

    private static LayerWorkload layer(String name, LayerShape shape, double weights, double inputs) {
        var random = new SplittableRandom(26);
        return new LayerWorkload(
                new Layer(name, shape),
                RandomLayers.mask(shape.weights(), weights, random),
                RandomLayers.mask(shape.inputs(), inputs, random),
                8,
                weights < 1 ? Scheme.NON_STRUCTURED : Scheme.DENSE);
    }

    private static long cycles(Accelerator machine, DramStandard memory, LayerWorkload layer) {
        var goal = new RunGoal(Tiling.DEFAULT, machine, memory, () -> {
            throw new IllegalStateException("no energy is compared");
        });
        var plan = machine.dataflow().plan(layer, machine.machine(), goal);
        return MemoryOutcome.simulated(plan, machine, memory, LayerObserver.NONE)
                .cycles();
    }

    static Stream<String> machines() {
        return AcceleratorLibrary.names().stream();
    }

    /** A machine with more of something, and its memory. */
    private record Upgrade(String what, Accelerator machine, DramStandard memory) {}

    private static List<Upgrade> upgrades(String name, JsonObject json, String kind) {
        Stream<List<String>> own = OF_KIND.getOrDefault(kind, List.of()).stream()
                .map(parts -> parts.stream().map(part -> "/dataflow/" + part).toList());
        var upgrades = new ArrayList<Upgrade>();
        Stream.concat(OF_ALL.stream(), own)
                .filter(pointers -> pointers.stream()
                        .allMatch(pointer -> Json.createPointer(pointer).containsValue(json)))
                .filter(pointers -> mayBeDoubled(kind, pointers))
                .forEach(pointers -> upgrades.add(new Upgrade(
                        String.join(" and ", pointers),
                        StrictJson.bind(name, doubled(json, pointers), Accelerator.class),
                        MEMORY)));
        upgrades.add(new Upgrade("channels", AcceleratorLibrary.find(name), withTwiceTheChannels()));
        return upgrades;
    }

    /** Eyeriss's banks hold inputs or sums and are of one size; SparTen has as many banks of weights as there may be. */
    private static boolean mayBeDoubled(String kind, List<String> pointers) {
        boolean oneBuffer = pointers.size() == 1 && pointers.get(0).matches("/buffers/(in|out)puts/capacityBytes");
        return !(kind.equals("eyeriss") && oneBuffer)
                && !(kind.equals("sparten") && pointers.contains("/buffers/weights/banks"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void moreHardwareCostsNoCycles(String name) {
        JsonObject json = AcceleratorLibrary.json(name);
        String kind = json.getJsonObject("dataflow").getString("kind");
        Accelerator machine = AcceleratorLibrary.find(name);
        List<Upgrade> upgrades = upgrades(name, json, kind);
        List<LayerWorkload> layers = layers().stream()
                .filter(layer -> machine.dataflow().runs(layer.layer()))
                .toList();
        var unexplained = new ArrayList<String>();
        for (LayerWorkload layer : layers) {
            long before = cycles(machine, MEMORY, layer);
            for (Upgrade upgrade : upgrades) {
                long after = cycles(upgrade.machine(), upgrade.memory(), layer);
                Optional<Slower> slower = slower(kind, upgrade.what());
                String line = RootLocale.format(
                        "%s with twice %s: %d cycles, before %d", layer.layer().name(), upgrade.what(), after, before);
                if (after > slower.map(Slower::most).orElse(1.0) * before) {
                    unexplained.add(line);
                } else if (after > before) {
                    System.out.println(
                            name + ", " + line + ": " + slower.orElseThrow().why());
                }
            }
        }
        System.out.println(RootLocale.format("%s: %d upgrades tried", name, upgrades.size() * layers.size()));
        assertThat(layers).isNotEmpty();
        assertThat(unexplained).isEmpty();
    }

    private static Optional<Slower> slower(String kind, String what) {
        return SLOWER.stream()
                .filter(slower -> slower.kind().equals(kind) && what.contains(slower.part()))
                .findFirst();
    }

    private static DramStandard withTwiceTheChannels() {
        return new DramStandard(
                MEMORY.name(),
                2 * MEMORY.channels(),
                MEMORY.geometry(),
                MEMORY.timing(),
                MEMORY.power(),
                MEMORY.controller(),
                MEMORY.onChip(),
                MEMORY.gbPerSecond(),
                MEMORY.source());
    }

    private static JsonObject doubled(JsonObject json, List<String> pointers) {
        JsonObject changed = json;
        for (String text : pointers) {
            JsonPointer pointer = Json.createPointer(text);
            int value = ((JsonNumber) pointer.getValue(json)).intValue();
            changed = pointer.replace(changed, Json.createValue(2 * value));
        }
        return changed;
    }
}
