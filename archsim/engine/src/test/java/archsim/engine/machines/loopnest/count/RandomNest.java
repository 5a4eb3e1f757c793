package archsim.engine.machines.loopnest.count;

import archsim.base.number.ScaleType;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Dram;
import archsim.engine.machines.loopnest.architecture.Fill;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Formats;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Scales;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.architecture.SubWord;
import archsim.engine.machines.loopnest.mapping.GivenLoop;
import archsim.engine.machines.loopnest.mapping.LevelLoops;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.pe.Precision;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** A machine of a few levels, a layer of a few hundred products, masks and a mapping that holds. */
record RandomNest(Nest nest, LayerWorkload layer, Precision precision, List<Level> levels, NestMapping mapping) {

    @Override
    public String toString() {
        return layer.shape() + "\n" + levels + "\n" + mapping + "\n" + layer.weights() + layer.inputs();
    }

    static RandomNest of(int seed) {
        var random = new Random(seed * 7919L + 13);
        var types = new Random(seed * 104729L + 7);
        var codes = new Random(seed * 15485863L + 3);
        while (true) {
            LayerWorkload drawn = layer(random);
            Precision precision = precision(types);
            List<Level> levels = levels(random, types);
            Optional<Format> groups = groups(codes);
            LayerWorkload layer = groups.map(code -> pruned(drawn, code, codes)).orElse(drawn);
            groups.ifPresent(code -> levels.replaceAll(level -> coded(level, code, codes)));
            List<Level> described = levels;
            if (precision.bitSerial().isEmpty()) {
                cut(levels, types);
                described = List.copyOf(levels);
                levels.replaceAll(level -> level.ofWidths(layer.weightBits(), precision.activationBits()));
            }
            NestMapping mapping = mapping(random, levels, layer.shape());
            var check = new NestCheck(layer.shape(), levels);
            Nest nest = check.nest(mapping);
            if (check.faults().isEmpty() && LevelCheck.faultsOf(described).isEmpty() && sumsLeave(nest)) {
                return new RandomNest(nest, layer, precision, levels, mapping);
            }
        }
    }

    /** Whether some level skips steps over which a tile stays, those of the DRAM among them. */
    boolean skipsWhatStays() {
        for (Operand operand : Operand.values()) {
            List<Integer> holders = nest.holders(operand);
            for (int to : holders.subList(1, holders.size())) {
                int last = nest.lastLoopThatMoves(operand, to);
                for (int i = last + 1; i < nest.first(1); i++) {
                    if (nest.factor(i) > 1 && nest.skipsBetween(1, to)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Of one in four the weights keep to a code of groups. */
    private static Optional<Format> groups(Random random) {
        if (random.nextInt(4) > 0) {
            return Optional.empty();
        }
        int m = 2 + random.nextInt(5);
        int n = 1 + random.nextInt(m);
        int blocksM = 2 + random.nextInt(3);
        return Optional.of(
                random.nextBoolean()
                        ? Format.nm(n, m)
                        : new Format(
                                Format.Kind.HIERARCHICAL_NM,
                                OptionalInt.empty(),
                                OptionalInt.of(n),
                                OptionalInt.of(m),
                                Optional.empty(),
                                OptionalInt.of(1 + random.nextInt(blocksM)),
                                OptionalInt.of(blocksM),
                                Optional.empty()));
    }

    /** A layer without the weights of a group beyond those that {@code code} keeps, which are any of them. */
    private static LayerWorkload pruned(LayerWorkload layer, Format code, Random random) {
        int perFilter = (int) layer.shape().weightsPerFilter();
        int m = code.m().getAsInt();
        int blocksM = code.blocksM().orElse(1);
        boolean[] kept = new boolean[(int) layer.shape().weights()];
        for (int filter = 0; filter < kept.length; filter += perFilter) {
            for (int group = 0; group < perFilter; group += m * blocksM) {
                List<Integer> blocks = shuffled(group, Math.min(perFilter, group + m * blocksM), m, random);
                for (int block : blocks.subList(0, Math.min(code.blocksN().orElse(1), blocks.size()))) {
                    List<Integer> places = shuffled(block, Math.min(perFilter, block + m), 1, random);
                    for (int place : places.subList(0, Math.min(code.n().getAsInt(), places.size()))) {
                        kept[filter + place] = true;
                    }
                }
            }
        }
        return new LayerWorkload(
                layer.layer(),
                Mask.of(kept.length, i -> kept[i] && layer.weights().get(i)),
                layer.inputs(),
                layer.weightBits(),
                Scheme.NON_STRUCTURED);
    }

    private static List<Integer> shuffled(int from, int to, int step, Random random) {
        var numbers = new ArrayList<Integer>();
        for (int at = from; at < to; at += step) {
            numbers.add(at);
        }
        Collections.shuffle(numbers, random);
        return numbers;
    }

    /** In half of the levels that hold weights they lie in {@code code}. */
    private static Level coded(Level level, Format code, Random random) {
        return random.nextBoolean() ? level.withWeights(format -> code.with(format.scales())) : level;
    }

    /** One in four takes weights, activations or both bit by bit. */
    private static Precision precision(Random random) {
        List<Precision.Serial> serial = Arrays.stream(Precision.Serial.values())
                .filter(operand -> random.nextInt(8) == 0)
                .toList();
        return new Precision(8, 6, 20, Optional.empty(), serial.isEmpty() ? Optional.empty() : Optional.of(serial));
    }

    /** Of half of the vectors, the products that a multiplier of 16 bits makes in a cycle of parts of 2 bits or more. */
    private static void cut(List<Level> levels, Random random) {
        int last = levels.size() - 1;
        if (random.nextBoolean()
                && levels.get(last) instanceof Spatial spatial
                && spatial.waits() == Spatial.Barrier.STEP) {
            var cut = new SubWord(
                    16,
                    2 << random.nextInt(3),
                    random.nextBoolean()
                            ? List.of(Precision.Serial.WEIGHTS)
                            : List.of(Precision.Serial.ACTIVATIONS, Precision.Serial.WEIGHTS));
            levels.set(
                    last,
                    new Spatial(
                            spatial.name(),
                            cut.most(),
                            Optional.empty(),
                            spatial.spread(),
                            spatial.multicast(),
                            spatial.reduction(),
                            spatial.barrier(),
                            spatial.pack(),
                            spatial.unicast(),
                            Optional.of(cut),
                            spatial.hopMm(),
                            spatial.technologyNm()));
        }
    }

    /** Whether instances that share outputs outside all that hold them add their sums up. */
    private static boolean sumsLeave(Nest nest) {
        int level = nest.holders(Operand.OUTPUTS).get(1);
        for (int i = 0; i < nest.first(level); i++) {
            if (nest.isSpatial(i)
                    && nest.factor(i) > 1
                    && !nest.uses(Operand.OUTPUTS, i)
                    && !((Spatial) nest.level(nest.levelOf(i))).reduces()) {
                return false;
            }
        }
        return true;
    }

    private static LayerWorkload layer(Random random) {
        while (true) {
            int groups = random.nextInt(4) == 0 ? 2 : 1;
            int kernel = 1 + random.nextInt(3);
            int kernelAcross = random.nextBoolean() ? kernel : 1 + random.nextInt(2);
            int stride = 1 + random.nextInt(2);
            int size = 1 + random.nextInt(5);
            int padding = random.nextInt(2);
            int dilation = random.nextInt(6) == 0 ? 2 : 1;
            try {
                LayerShape shape = LayerShape.convolution(
                                groups * (1 + random.nextInt(4)), groups * (1 + random.nextInt(4)))
                        .groups(groups)
                        .batch(1 + random.nextInt(2))
                        .map(size, 1 + random.nextInt(5))
                        .kernel(kernel, kernelAcross)
                        .stride(stride)
                        .padding(padding)
                        .dilation(dilation)
                        .build();
                if (shape.macs() > 160) {
                    continue;
                }
                double weightDensity = density(random);
                double inputDensity = density(random);
                return new LayerWorkload(
                        new Layer("layer", shape, Optional.empty()),
                        Mask.of((int) shape.weights(), i -> random.nextDouble() < weightDensity),
                        Mask.of((int) shape.inputs(), i -> random.nextDouble() < inputDensity),
                        5,
                        Scheme.NON_STRUCTURED);
            } catch (IllegalArgumentException e) {
                // the kernel does not fit the map
            }
        }
    }

    private static double density(Random random) {
        return List.of(0.1, 0.35, 0.6, 1.0).get(random.nextInt(4));
    }

    private static List<Level> levels(Random random, Random types) {
        boolean sparse = random.nextInt(3) > 0;
        var levels = new ArrayList<Level>();
        List<Optional<Scales>> scales = List.of(scales(types), scales(types));
        levels.add(new Dram("dram", scaled(formats(random), scales)));
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(2) == 0) {
                levels.add(spatial("s" + i, random, sparse));
            }
            if (random.nextInt(3) > 0 || i == 0) {
                levels.add(memory("m" + i, random, sparse, scales));
            }
        }
        if (random.nextBoolean()) {
            levels.add(spatial("last", random, sparse));
        }
        return levels;
    }

    private static Optional<Formats> formats(Random random) {
        return random.nextInt(3) > 0 ? Optional.empty() : Optional.of(new Formats(format(random), format(random)));
    }

    private static Optional<Format> format(Random random) {
        return Optional.of(
                switch (random.nextInt(6)) {
                    case 0 -> Format.of(Format.Kind.BITMASK);
                    case 1 -> Format.of(Format.Kind.COORDINATES);
                    case 2 ->
                        Format.of(
                                Format.Kind.RUN_LENGTH,
                                OptionalInt.of(1 + random.nextInt(2)),
                                OptionalInt.empty(),
                                OptionalInt.empty());
                    case 3 -> Format.of(Format.Kind.CSR);
                    case 4 -> Format.of(Format.Kind.CSC);
                    default -> Format.UNCOMPRESSED;
                });
    }

    private static Optional<Scales> scales(Random random) {
        return random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(new Scales(
                        1 + random.nextInt(3),
                        List.of(ScaleType.E8M0, ScaleType.FP16).get(random.nextInt(2))));
    }

    private static Optional<Formats> scaled(Optional<Formats> formats, List<Optional<Scales>> scales) {
        Formats lying = formats.orElse(Formats.NONE);
        return Optional.of(new Formats(
                Optional.of(lying.of(Operand.WEIGHTS).with(scales.get(0))),
                Optional.of(lying.of(Operand.INPUTS).with(scales.get(1)))));
    }

    private static List<Operand> leaders(Random random, boolean sparse) {
        if (!sparse) {
            return List.of();
        }
        return switch (random.nextInt(6)) {
            case 0 -> List.of(Operand.WEIGHTS);
            case 1 -> List.of(Operand.INPUTS);
            case 2 -> List.of(Operand.WEIGHTS, Operand.INPUTS);
            default -> List.of();
        };
    }

    private static Memory memory(String name, Random random, boolean sparse, List<Optional<Scales>> scales) {
        var holds = new ArrayList<>(Arrays.asList(Operand.values()));
        if (random.nextBoolean()) {
            holds.remove(random.nextInt(holds.size()));
        }
        if (random.nextInt(3) == 0) {
            holds.remove(random.nextInt(holds.size()));
        }
        int wordBits = 1 + random.nextInt(40);
        int banks = 1 << random.nextInt(3);
        OptionalDouble reads =
                random.nextInt(3) == 0 ? OptionalDouble.of(1 + random.nextInt(60)) : OptionalDouble.empty();
        Formats formats = scaled(formats(random), scales).orElseThrow();
        List<Operand> skip = leaders(random, sparse);
        Optional<Integer> look = random.nextBoolean() ? Optional.of(random.nextInt(3)) : Optional.empty();
        return new Memory(
                name,
                Memory.Cells.REGISTERS,
                1 << 16,
                wordBits,
                Optional.of(banks),
                random.nextInt(4) == 0 ? Optional.of(1 + random.nextInt(2)) : Optional.empty(),
                holds,
                Optional.empty(),
                Optional.empty(),
                reads,
                OptionalDouble.empty(),
                Optional.of(new Formats(
                        formats.weights().filter(code -> holds.contains(Operand.WEIGHTS)),
                        formats.inputs().filter(code -> holds.contains(Operand.INPUTS)))),
                Optional.of(skip),
                look.filter(cycles -> !skip.isEmpty()),
                Optional.of(leaders(random, sparse)),
                holds.contains(Operand.INPUTS) && random.nextInt(4) == 0 ? Optional.of(true) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(fill(random)) : Optional.empty(),
                OptionalInt.empty());
    }

    private static Fill fill(Random random) {
        return new Fill(
                random.nextInt(20), random.nextBoolean() ? OptionalInt.of(random.nextInt(12)) : OptionalInt.empty());
    }

    private static Spatial spatial(String name, Random random, boolean sparse) {
        List<Operand> pack = random.nextBoolean() ? leaders(random, sparse) : List.of();
        return new Spatial(
                name,
                1 + random.nextInt(4),
                random.nextBoolean() ? Optional.of(1 + random.nextInt(2)) : Optional.empty(),
                Arrays.asList(Dimension.values()),
                random.nextBoolean() ? Optional.of(random.nextBoolean()) : Optional.empty(),
                Optional.of(List.of(Spatial.Reduction.values()).get(random.nextInt(3))),
                pack.isEmpty()
                        ? Optional.of(List.of(Spatial.Barrier.values()).get(random.nextInt(3)))
                        : Optional.empty(),
                Optional.of(pack),
                random.nextInt(4) == 0 ? Optional.of(List.of(Operand.INPUTS)) : Optional.empty(),
                Optional.empty(),
                pack.isEmpty() && random.nextBoolean() ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
                OptionalInt.empty());
    }

    /** Every factor at a level that may have it, loops of a level in any order. */
    private static NestMapping mapping(Random random, List<Level> levels, LayerShape shape) {
        var loops = new ArrayList<List<GivenLoop>>();
        levels.forEach(level -> loops.add(new ArrayList<>()));
        for (Dimension dimension : Dimension.values()) {
            int left = dimension.bound(shape);
            var inner = new ArrayList<GivenLoop>();
            var at = new ArrayList<Integer>();
            for (int level = levels.size() - 1; level >= 0 && left > 1; level--) {
                int factor = level == 0 ? left : 1 + random.nextInt(left);
                if (levels.get(level) instanceof Spatial spatial) {
                    int used = loops.get(level).stream()
                            .mapToInt(GivenLoop::factor)
                            .reduce(1, (a, b) -> a * b);
                    boolean other = loops.get(level).stream()
                            .anyMatch(loop -> loop.loop().isReduced() != dimension.isReduced());
                    int most = spatial.packs() ? 12 : spatial.instances() / used;
                    factor = other ? 1 : Math.max(1, Math.min(factor, most));
                }
                if (factor > 1) {
                    inner.add(GivenLoop.whole(dimension, factor));
                    at.add(level);
                    left = -Math.floorDiv(-left, factor);
                }
            }
            if (left > 1) {
                inner.add(GivenLoop.whole(dimension, left));
                at.add(0);
            }
            place(inner, at, dimension.bound(shape), loops);
        }
        var given = new ArrayList<LevelLoops>();
        for (int i = 0; i < levels.size(); i++) {
            Collections.shuffle(loops.get(i), random);
            given.add(new LevelLoops(levels.get(i).name(), loops.get(i)));
        }
        return new NestMapping(given);
    }

    private static void place(List<GivenLoop> inner, List<Integer> at, int bound, List<List<GivenLoop>> loops) {
        int product = inner.stream().mapToInt(GivenLoop::factor).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < inner.size(); i++) {
            GivenLoop loop = inner.get(i);
            boolean outermost = i == inner.size() - 1;
            loops.get(at.get(i))
                    .add(
                            outermost && product != bound
                                    ? new GivenLoop(loop.loop(), loop.factor(), Optional.of(true))
                                    : loop);
        }
    }
}
