package archsim.engine.machines.loopnest.search;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Fill;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.pe.Precision;
import archsim.engine.plan.MemoryRate;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Estimates mappings in closed form: cycles of whole steps, what moves by the reuse that the order of the loops allows.
 *
 * <p>Zeros count by their densities, as if spread evenly; a tile of a code takes what it does at its density and a fifth more.
 */
final class NestEstimate {

    /** Against a bit of DRAM: bits of an SRAM by the root of its bank, and of registers. */
    private static final double DRAM_BIT = 4;

    private static final double REGISTER_BIT = 0.02;
    private static final double MARGIN = 1.2;
    private static final List<Operand> OPERANDS = List.of(Operand.values());

    private final List<Level> levels;
    private final SearchLimits limits;
    private final LayerShape shape;
    private final MemoryRate rate;
    private final int[] bounds;
    private final int[][] holders = new int[OPERANDS.size()][];
    private final double[] storedBits = new double[OPERANDS.size()];
    private final double[][] bitsAt;
    private final double[] bitEnergy;
    private final double timeShare;
    private final double skipShare;
    private final int productCycles;
    private final List<Optional<PackedRounds>> packed;
    private final Imbalance imbalance;
    private final boolean careful;
    private final TileSizes sizes;
    private final int[][] below;
    private final double[] traffic;
    private final double[] dramBits = new double[OPERANDS.size()];
    private final double[] moves = new double[OPERANDS.size()];
    private final double[] moveCycles = new double[OPERANDS.size()];

    /** @param careful whether codes are taken at their largest, so that whatever fits does so on any mask */
    NestEstimate(
            List<Level> levels,
            LayerWorkload layer,
            Precision precision,
            MemoryRate rate,
            SearchLimits limits,
            boolean careful) {
        this.levels = levels;
        this.limits = limits;
        this.shape = layer.shape();
        this.rate = rate;
        this.careful = careful;
        sizes = new TileSizes(shape, levels.size());
        below = sizes.below;
        bounds = sizes.bounds;
        traffic = new double[2 * levels.size()];
        bitEnergy = new double[levels.size()];
        bitsAt = new double[OPERANDS.size()][levels.size()];
        double weightDensity = layer.weights().density();
        double inputDensity = layer.inputs().density();
        for (Operand operand : OPERANDS) {
            int at = operand.at();
            holders[at] = IntStream.range(0, levels.size())
                    .filter(level -> levels.get(level).holds(operand))
                    .toArray();
            storedBits[at] = operand == Operand.WEIGHTS
                    ? layer.weightBits()
                    : operand == Operand.INPUTS ? precision.activationBits() : precision.accumulatorBits();
            double density = operand == Operand.WEIGHTS ? weightDensity : operand == Operand.INPUTS ? inputDensity : 1;
            for (int level = 0; level < levels.size(); level++) {
                Format format = levels.get(level).format(operand);
                bitsAt[at][level] =
                        bits(format, storedBits[at], careful ? 1 : density, careful) + scaleBits(format, careful);
            }
        }
        double share = 1;
        double skipped = 1;
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            double density = operand == Operand.WEIGHTS ? weightDensity : inputDensity;
            boolean skips = levels.stream().anyMatch(level -> level.skips(operand));
            boolean packs = levels.stream().anyMatch(level -> level.packs(operand));
            share *= skips || packs ? density : 1;
            skipped *= skips ? density : 1;
        }
        timeShare = Math.max(share, 1e-6);
        productCycles = precision.productCycles(layer.weightBits());
        skipShare = Math.max(skipped, 1e-6);
        imbalance = new Imbalance(levels, layer);
        packed = IntStream.range(0, levels.size())
                .mapToObj(level -> PackedRounds.of(levels, level, layer))
                .toList();
        for (int level = 0; level < levels.size(); level++) {
            bitEnergy[level] = levels.get(level) instanceof Memory memory
                    ? memory.made() == Memory.Cells.SRAM
                            ? 0.05 + 0.02 * Math.sqrt(memory.bankBytes() / 1024.0)
                            : REGISTER_BIT
                    : DRAM_BIT;
        }
    }

    /** @param most of which a tile of a few elements may have that cuts groups, a slot an element */
    private static double bits(Format format, double valueBits, double density, boolean most) {
        return switch (format.kind()) {
            case UNCOMPRESSED -> valueBits;
            case BITMASK -> valueBits * density + 1;
            case COORDINATES, CSR, CSC -> density * (valueBits + Math.max(8, format.entryBits(1 << 12)));
            case RUN_LENGTH -> Math.max(density, 1.0 / (format.longestRun() + 1)) * (valueBits + format.entryBits(1));
            case NM -> (most ? 1 : share(format)) * (valueBits + format.entryBits(1));
            case HIERARCHICAL_NM -> (most ? 1 : share(format)) * (valueBits + format.entryBits(1) + 2);
        };
    }

    /** Of the elements of whole groups, those that a code of groups has slots for. */
    private static double share(Format format) {
        return (double) format.n().getAsInt()
                / format.m().getAsInt()
                * format.blocksN().orElse(1)
                / format.blocksM().orElse(1);
    }

    /** A scale an element is the most that a tile can have. */
    private static double scaleBits(Format format, boolean most) {
        return format.scales()
                .map(scales -> (double) scales.type().bits() / (most ? 1 : scales.block()))
                .orElse(0.0);
    }

    /** The estimate; impossible if a tile does not fit or sums would leave the chip. */
    Estimate of(Candidate candidate) {
        below(candidate, 0);
        double excess = overflow();
        if (excess == 0 || !limits.isNone()) {
            excess += repeatedSums(candidate);
        }
        if (excess > 0) {
            return Estimate.impossible(excess);
        }
        double compute = withFill(candidate, steps(candidate) * skipShare * imbalance.of(candidate) * productCycles);
        Arrays.fill(traffic, 0);
        move(candidate, Operand.WEIGHTS);
        move(candidate, Operand.INPUTS);
        move(candidate, Operand.OUTPUTS);
        return sum(candidate, compute);
    }

    private double withFill(Candidate candidate, double compute) {
        for (int level = 1; level < levels.size(); level++) {
            if (levels.get(level) instanceof Memory memory && memory.fill().isPresent()) {
                Fill fill = memory.fill().get();
                double exchanges = exchanges(candidate, memory, level);
                return fill.overlaps()
                        ? fill.cycles()
                                + Math.max(
                                        compute, exchanges * fill.loadCycles().getAsInt())
                        : compute + exchanges * fill.cycles();
            }
        }
        return compute;
    }

    /** How often another tile comes into {@code level}: all iterations around the innermost that chooses one. */
    private double exchanges(Candidate candidate, Memory memory, int level) {
        boolean outside = false;
        double exchanges = 1;
        for (int i = level - 1; i >= 0; i--) {
            Dimension[] order = limits.order(i, candidate.order[i]);
            for (int j = order.length - 1; j >= 0 && !(levels.get(i) instanceof Spatial); j--) {
                int factor = candidate.factors[i][order[j].at()];
                Dimension dimension = order[j];
                outside |= factor > 1 && memory.holds().stream().anyMatch(operand -> operand.uses(dimension));
                exchanges *= outside ? factor : 1;
            }
        }
        return exchanges;
    }

    private Estimate sum(Candidate candidate, double compute) {
        double bits = traffic[0] + traffic[1];
        double busy = compute;
        double energy = bits * DRAM_BIT;
        double instances = 1;
        for (int level = 1; level < levels.size(); level++) {
            if (levels.get(level) instanceof Memory memory) {
                long read = (long) (traffic[2 * level] / memory.wordBits());
                long written = (long) traffic[2 * level + 1];
                busy = Math.max(busy, (double)
                        memory.portCycles(read, written, written / memory.wordBits(), (long) instances));
                energy += (traffic[2 * level] + traffic[2 * level + 1]) * bitEnergy[level];
            } else {
                for (int d = 0; d < Dimension.COUNT; d++) {
                    instances *= candidate.factors[level][d];
                }
            }
        }
        double cycles = withDram(candidate, busy);
        return new Estimate(cycles, energy + cycles * rate.bitsPerCycle() / 4, bits);
    }

    /**
     * A tile that waits for the one before to be done pays for its transfer; others pay only for what takes longer than the work
     * of one tile. Tensors that move less often move with those that move more often, since the loops of the DRAM are nested.
     */
    private double withDram(Candidate candidate, double busy) {
        double waiting = 0;
        double waits = 0;
        double first = 0;
        for (int i = 0; i < OPERANDS.size(); i++) {
            Operand operand = OPERANDS.get(i);
            moves[i] = moves(candidate, operand);
            moveCycles[i] = rate.cycles(dramBits[operand.at()] / moves[i]);
            if (operand != Operand.OUTPUTS && !isAhead(operand)) {
                waiting += moves[i] * moveCycles[i];
                waits = Math.max(waits, moves[i]);
                moveCycles[i] = 0;
            } else {
                first += moveCycles[i];
            }
        }
        double tiles = 1;
        for (int factor : candidate.factors[0]) {
            tiles *= factor;
        }
        return beside(candidate, tiles, busy / tiles) + waiting + (waits + 1) * rate.latencyCycles() + first;
    }

    /**
     * Work and transfers beside it: of each tile the longer of the two.
     *
     * @param work of a tile, the smaller ones of cut loops included
     */
    private double beside(Candidate candidate, double tiles, double work) {
        double fullest = work;
        for (int d = 0; d < Dimension.COUNT; d++) {
            int factor = candidate.factors[0][d];
            fullest *= factor / (factor - 1 + lastShare(factor, d));
        }
        double sum = 0;
        for (double often = tiles; often > 0; ) {
            double together = 0;
            double rarer = 0;
            for (int i = 0; i < moves.length; i++) {
                boolean moved = moves[i] >= often;
                together += moved ? moveCycles[i] : 0;
                rarer = moved ? rarer : Math.max(rarer, moves[i]);
            }
            sum += (often - rarer) * longer(candidate, 0, fullest, together > 0 ? together + rate.latencyCycles() : 0);
            often = rarer;
        }
        return sum;
    }

    /** The longer of the two, over all tiles: the last one of a cut loop has less to do. */
    private double longer(Candidate candidate, int d, double work, double transfers) {
        if (d == Dimension.COUNT) {
            return Math.max(work, transfers);
        }
        int factor = candidate.factors[0][d];
        double last = lastShare(factor, d);
        double full = longer(candidate, d + 1, work, transfers);
        return last == 1 ? full : ((factor - 1) * full + longer(candidate, d + 1, work * last, transfers)) / factor;
    }

    /** Of a full iteration of the DRAM's loop over {@code d}, what the last one is. */
    private double lastShare(int factor, int d) {
        int full = below[1][d];
        return factor == 1 ? 1 : (double) (bounds[d] - (factor - 1) * full) / full;
    }

    private boolean isAhead(Operand operand) {
        int[] at = holders[operand.at()];
        return at.length < 2 || ((Memory) levels.get(at[1])).doubleBuffered().orElse(true);
    }

    /** Tiles that the loops of the DRAM move of a tensor: all iterations around the innermost that it uses. */
    private double moves(Candidate candidate, Operand operand) {
        double moves = 1;
        boolean outside = false;
        Dimension[] order = limits.order(0, candidate.order[0]);
        for (int j = order.length - 1; j >= 0; j--) {
            int factor = candidate.factors[0][order[j].at()];
            outside |= factor > 1 && operand.uses(order[j]);
            moves *= outside ? factor : 1;
        }
        return moves;
    }

    /** How many times what is there tiles take where they do not fit; 0 if all do. */
    private double overflow() {
        double excess = 0;
        for (int level = 1; level < levels.size(); level++) {
            if (levels.get(level) instanceof Memory memory) {
                excess += overflow(level, memory);
            }
        }
        return excess;
    }

    private double overflow(int level, Memory memory) {
        double excess = 0;
        double together = 0;
        for (Operand operand : memory.holds()) {
            double bits = sizes.elements(level, operand) * bitsAt[operand.at()][level];
            if (!careful && memory.format(operand).isCompressed()) {
                bits *= MARGIN;
            }
            together += bits;
            if (memory.partition().isPresent() && bits > memory.tileBits(operand)) {
                excess += bits / memory.tileBits(operand);
            }
        }
        double there = memory.tileBits(memory.holds().get(0));
        return memory.partition().isEmpty() && together > there ? excess + together / there : excess;
    }

    /** Whether the tile that the factors from {@code level} inwards make fits it. */
    boolean fits(Candidate candidate, int level) {
        below(candidate, level);
        return overflow(level, (Memory) levels.get(level)) == 0;
    }

    private void below(Candidate candidate, int from) {
        int last = levels.size();
        for (int d = 0; d < Dimension.COUNT; d++) {
            below[last][d] = 1;
            for (int level = last - 1; level >= from; level--) {
                below[level][d] = below[level + 1][d] * candidate.factors[level][d];
            }
        }
    }

    /** Cycles that the steps of a way to spread loops take at least, whatever the memories' loops are. */
    double leastCycles(Candidate spread) {
        double steps = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            int places = 1;
            for (int level = 1; level < levels.size(); level++) {
                places *= levels.get(level) instanceof Spatial ? spread.factors[level][d] : 1;
            }
            steps *= Ceil.div(bounds[d], places);
        }
        return steps * rounds(spread, PackedRounds::least) * skipShare * imbalance.least(spread) * productCycles;
    }

    /** Steps in time: the fullest instances need them all. */
    private double steps(Candidate candidate) {
        double steps = rounds(candidate, PackedRounds::of);
        for (int d = 0; d < Dimension.COUNT; d++) {
            steps *= steps(candidate, d, 0, bounds[d]);
        }
        return steps;
    }

    /** Rounds that a step takes where zeros are packed. */
    private double rounds(Candidate candidate, ToDoubleBiFunction<PackedRounds, Candidate> ofLevel) {
        double rounds = 1;
        for (int level = 1; level < levels.size(); level++) {
            if (packed.get(level).isPresent()) {
                rounds *= ofLevel.applyAsDouble(packed.get(level).get(), candidate);
            }
        }
        return rounds;
    }

    private double steps(Candidate candidate, int d, int level, int extent) {
        if (level == levels.size()) {
            return 1;
        }
        int step = below[level + 1][d];
        if (extent <= step) {
            return steps(candidate, d, level + 1, extent);
        }
        if (levels.get(level) instanceof Spatial) {
            return steps(candidate, d, level + 1, step);
        }
        int whole = extent / step;
        double sum = whole * steps(candidate, d, level + 1, step);
        return extent % step == 0 ? sum : sum + steps(candidate, d, level + 1, extent % step);
    }

    /** How often outputs that leave the chip come back to be added to. */
    private double repeatedSums(Candidate candidate) {
        int[] at = holders[Operand.OUTPUTS.at()];
        return repeats(candidate, Operand.OUTPUTS, at[1]) - 1;
    }

    /** How often a tensor moves whole into {@code level}: iterations that it does not use, outside the last that it does. */
    private double repeats(Candidate candidate, Operand operand, int level) {
        boolean outside = level == levels.size();
        double repeats = 1;
        for (int i = level - 1; i >= 0; i--) {
            if (levels.get(i) instanceof Spatial) {
                continue;
            }
            Dimension[] order = limits.order(i, candidate.order[i]);
            for (int j = order.length - 1; j >= 0; j--) {
                int factor = candidate.factors[i][order[j].at()];
                if (factor > 1) {
                    boolean used = operand.uses(order[j]);
                    outside |= used;
                    repeats *= outside && !used ? factor : 1;
                }
            }
        }
        return repeats;
    }

    private double copies(Candidate candidate, Operand operand, int from, int to, boolean shared) {
        double copies = 1;
        for (int i = from; i < to; i++) {
            if (levels.get(i) instanceof Spatial spatial) {
                boolean together = operand == Operand.OUTPUTS ? spatial.reduces() : spatial.multicasts(operand);
                for (int d = 0; d < Dimension.COUNT; d++) {
                    copies *= operand.uses(d) || (shared && together) ? 1 : candidate.factors[i][d];
                }
            }
        }
        return copies;
    }

    private void move(Candidate candidate, Operand operand) {
        int[] at = holders[operand.at()];
        double valueBits = storedBits[operand.at()];
        double before = traffic[0] + traffic[1];
        for (int i = 0; i < at.length; i++) {
            int to = i + 1 < at.length ? at[i + 1] : levels.size();
            double once = whole(operand, to) * repeats(candidate, operand, to);
            double outside = copies(candidate, operand, 0, at[i], false);
            double sent = once * outside * copies(candidate, operand, at[i], to, true);
            if (to == levels.size()) {
                sent *= timeShare;
            }
            double sentBits = sent * (operand == Operand.OUTPUTS ? valueBits : bitsAt[operand.at()][at[i]]);
            traffic[2 * at[i]] += sentBits;
            if (operand == Operand.OUTPUTS) {
                traffic[2 * at[i] + 1] += sentBits;
            }
            if (to < levels.size()) {
                traffic[2 * to + 1] += once * copies(candidate, operand, 0, to, false) * bitsAt[operand.at()][to];
            }
        }
        if (operand == Operand.OUTPUTS) {
            traffic[0] -= 2 * whole(operand, at[1]) * valueBits - whole(operand, at[1]) * storedBits[1];
        }
        dramBits[operand.at()] = traffic[0] + traffic[1] - before;
    }

    /** All elements as tiles of {@code level} bring them, halos as often as tiles overlap. */
    private double whole(Operand operand, int level) {
        if (operand != Operand.INPUTS) {
            double all = 1;
            for (int d = 0; d < Dimension.COUNT; d++) {
                all *= operand.uses(d) ? bounds[d] : 1;
            }
            return all;
        }
        return (double) shape.n()
                * shape.c()
                * tiles(level, Dimension.P, Dimension.R, shape.rows())
                * tiles(level, Dimension.Q, Dimension.S, shape.columns());
    }

    private double tiles(int level, Dimension output, Dimension tap, Axis axis) {
        double outputs = sizes.extent(level, output);
        double taps = sizes.extent(level, tap);
        double count = Math.ceil(bounds[output.at()] / outputs) * Math.ceil(bounds[tap.at()] / taps);
        return count * TileSizes.along(axis, outputs, taps);
    }
}
