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

    /** Of the cycles to beat, what a bound on them may be off by rounding. */
    private static final double ROUNDING = 1e-6;

    private final List<Level> levels;
    /** By level; null at others. */
    private final Memory[] memories;

    private final boolean[] spatial;
    /** By memory, places of the tensors that it holds. */
    private final int[][] held;
    /** By memory and tensor, bits for the tile; of all tensors together where the memory has no parts. */
    private final double[][] tileBits;
    /** By level and tensor, whether instances share one transfer. */
    private final boolean[][] together;

    private final SearchLimits limits;
    private final LayerShape shape;
    private final MemoryRate rate;
    private final int[] bounds;
    private final int[][] holders = new int[OPERANDS.size()][];
    private final double[] storedBits = new double[OPERANDS.size()];
    private final double[][] bitsAt;
    /** By tensor and level, what of {@link #bitsAt} must be free for a tile. */
    private final double[][] margins;

    private final double[] bitEnergy;
    private final double timeShare;
    private final double skipShare;
    private final int productCycles;
    private final List<PackedRounds> packed;
    /** Level whose exchange of tiles takes time, 0 if there is none. */
    private final int filled;

    private final Imbalance imbalance;
    private final TileSizes sizes;
    private final int[][] below;
    private final double[] traffic;
    private final double[] dramBits = new double[OPERANDS.size()];
    private final double[] moves = new double[OPERANDS.size()];
    private final double[] moveCycles = new double[OPERANDS.size()];
    private final boolean[] ahead = new boolean[OPERANDS.size()];
    private double waitingCycles;
    private double waits;
    private double firstCycles;

    /** @param careful whether codes are taken at their largest, so that whatever fits does so on any mask */
    NestEstimate(
            List<Level> levels,
            LayerWorkload layer,
            Precision precision,
            MemoryRate rate,
            SearchLimits limits,
            boolean careful) {
        this.levels = levels;
        memories = new Memory[levels.size()];
        spatial = new boolean[levels.size()];
        held = new int[levels.size()][];
        tileBits = new double[levels.size()][OPERANDS.size()];
        together = new boolean[levels.size()][OPERANDS.size()];
        this.limits = limits;
        this.shape = layer.shape();
        this.rate = rate;
        sizes = new TileSizes(shape, levels.size());
        below = sizes.below;
        bounds = sizes.bounds;
        traffic = new double[2 * levels.size()];
        bitEnergy = new double[levels.size()];
        bitsAt = new double[OPERANDS.size()][levels.size()];
        margins = new double[OPERANDS.size()][levels.size()];
        double weightDensity = layer.weights().density();
        double inputDensity = layer.inputs().density();
        for (Operand operand : OPERANDS) {
            int at = operand.at();
            holders[at] = IntStream.range(0, levels.size())
                    .filter(level -> levels.get(level).holds(operand))
                    .toArray();
            ahead[at] = isAhead(operand);
            storedBits[at] = operand == Operand.WEIGHTS
                    ? layer.weightBits()
                    : operand == Operand.INPUTS ? precision.activationBits() : precision.accumulatorBits();
            double density = operand == Operand.WEIGHTS ? weightDensity : operand == Operand.INPUTS ? inputDensity : 1;
            for (int level = 0; level < levels.size(); level++) {
                Format format = levels.get(level).format(operand);
                bitsAt[at][level] =
                        bits(format, storedBits[at], careful ? 1 : density, careful) + scaleBits(format, careful);
                margins[at][level] = !careful && format.isCompressed() ? MARGIN : 1;
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
        packed = IntStream.range(1, levels.size())
                .mapToObj(level -> PackedRounds.of(levels, level, layer))
                .flatMap(Optional::stream)
                .toList();
        for (int level = 0; level < levels.size(); level++) {
            bitEnergy[level] = DRAM_BIT;
            if (levels.get(level) instanceof Memory memory) {
                describe(level, memory);
            } else if (levels.get(level) instanceof Spatial instances) {
                spatial[level] = true;
                for (Operand operand : OPERANDS) {
                    together[level][operand.at()] =
                            operand == Operand.OUTPUTS ? instances.reduces() : instances.multicasts(operand);
                }
            }
        }
        filled = IntStream.range(1, levels.size())
                .filter(level ->
                        memories[level] != null && memories[level].fill().isPresent())
                .findFirst()
                .orElse(0);
    }

    private void describe(int level, Memory memory) {
        memories[level] = memory;
        bitEnergy[level] = memory.made() == Memory.Cells.SRAM
                ? 0.05 + 0.02 * Math.sqrt(memory.bankBytes() / 1024.0)
                : REGISTER_BIT;
        held[level] = memory.holds().stream().mapToInt(Operand::at).toArray();
        for (Operand operand : memory.holds()) {
            tileBits[level][operand.at()] = memory.tileBits(operand);
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
        return of(candidate, Double.MAX_VALUE);
    }

    /**
     * The same as far as it matters.
     *
     * @param cyclesToBeat of a mapping that can run: of one that takes clearly more cycles nothing else is estimated
     */
    Estimate of(Candidate candidate, double cyclesToBeat) {
        below(candidate, 0);
        double compute = compute(candidate);
        if (isSlower(compute, cyclesToBeat)) {
            return Estimate.SLOWER;
        }
        double excess = overflow();
        if (excess == 0 || !limits.isNone()) {
            excess += repeatedSums(candidate);
        }
        if (excess > 0) {
            return Estimate.impossible(excess);
        }
        Arrays.fill(traffic, 0);
        for (int i = 0; i < dramBits.length; i++) {
            moveByDram(candidate, OPERANDS.get(i));
        }
        setTransfers(candidate);
        double least = withDram(candidate, compute);
        if (isSlower(least, cyclesToBeat)) {
            return Estimate.SLOWER;
        }
        for (int i = 0; i < dramBits.length; i++) {
            moveOnChip(candidate, OPERANDS.get(i));
        }
        return sum(candidate, compute, least);
    }

    private static boolean isSlower(double atLeast, double cyclesToBeat) {
        return atLeast - cyclesToBeat > ROUNDING * cyclesToBeat;
    }

    private double compute(Candidate candidate) {
        return withFill(candidate, steps(candidate) * skipShare * imbalance.of(candidate) * productCycles);
    }

    private double withFill(Candidate candidate, double compute) {
        if (filled == 0) {
            return compute;
        }
        Fill fill = memories[filled].fill().get();
        double exchanges = exchanges(candidate, memories[filled], filled);
        return fill.overlaps()
                ? fill.cycles()
                        + Math.max(compute, exchanges * fill.loadCycles().getAsInt())
                : compute + exchanges * fill.cycles();
    }

    /** How often another tile comes into {@code level}: all iterations around the innermost that chooses one. */
    private double exchanges(Candidate candidate, Memory memory, int level) {
        boolean outside = false;
        double exchanges = 1;
        for (int i = level - 1; i >= 0; i--) {
            Dimension[] order = limits.order(i, candidate.order[i]);
            for (int j = order.length - 1; j >= 0 && !spatial[i]; j--) {
                int factor = candidate.factors[i][order[j].at()];
                outside |= factor > 1 && isUsed(memory, order[j]);
                exchanges *= outside ? factor : 1;
            }
        }
        return exchanges;
    }

    private static boolean isUsed(Memory memory, Dimension dimension) {
        for (Operand operand : memory.holds()) {
            if (operand.uses(dimension)) {
                return true;
            }
        }
        return false;
    }

    /** @param least cycles if no memory on the chip is waited for */
    private Estimate sum(Candidate candidate, double compute, double least) {
        double bits = traffic[0] + traffic[1];
        double busy = compute;
        double energy = bits * DRAM_BIT;
        double instances = 1;
        for (int level = 1; level < levels.size(); level++) {
            if (memories[level] != null) {
                Memory memory = memories[level];
                long read = (long) (traffic[2 * level] / memory.wordBits());
                long written = (long) traffic[2 * level + 1];
                busy = Math.max(
                        busy, (double) memory.portCycles(read, written, written / memory.wordBits(), (long) instances));
                energy += (traffic[2 * level] + traffic[2 * level + 1]) * bitEnergy[level];
            } else {
                for (int d = 0; d < Dimension.COUNT; d++) {
                    instances *= candidate.factors[level][d];
                }
            }
        }
        double cycles = busy == compute ? least : withDram(candidate, busy);
        return new Estimate(cycles, energy + cycles * rate.bitsPerCycle() / 4, bits);
    }

    /** What the tiles of each tensor take of the DRAM, before any is waited for. */
    private void setTransfers(Candidate candidate) {
        waitingCycles = 0;
        waits = 0;
        firstCycles = 0;
        for (int i = 0; i < moves.length; i++) {
            Operand operand = OPERANDS.get(i);
            moves[i] = moves(candidate, operand);
            moveCycles[i] = rate.cycles(dramBits[operand.at()] / moves[i]);
            if (operand != Operand.OUTPUTS && !ahead[i]) {
                waitingCycles += moves[i] * moveCycles[i];
                waits = Math.max(waits, moves[i]);
                moveCycles[i] = 0;
            } else {
                firstCycles += moveCycles[i];
            }
        }
    }

    /**
     * A tile that waits for the one before to be done pays for its transfer; others pay only for what takes longer than the work
     * of one tile. Tensors that move less often move with those that move more often, since the loops of the DRAM are nested.
     */
    private double withDram(Candidate candidate, double busy) {
        double tiles = 1;
        for (int factor : candidate.factors[0]) {
            tiles *= factor;
        }
        return beside(candidate, tiles, busy / tiles)
                + waitingCycles
                + (waits + 1) * rate.latencyCycles()
                + firstCycles;
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
        for (int level = 1; level < memories.length && (excess == 0 || !limits.isNone()); level++) {
            excess += memories[level] == null
                    ? 0
                    : overflow(level, memories[level].partition().isPresent());
        }
        return excess;
    }

    private double overflow(int level, boolean apart) {
        double excess = 0;
        double all = 0;
        double[] there = tileBits[level];
        for (int operand : held[level]) {
            double bits =
                    sizes.elements(level, OPERANDS.get(operand)) * bitsAt[operand][level] * margins[operand][level];
            all += bits;
            if (apart && bits > there[operand]) {
                excess += bits / there[operand];
            }
        }
        double shared = there[held[level][0]];
        return !apart && all > shared ? excess + all / shared : excess;
    }

    /** Whether the tile that the factors from {@code level} inwards make fits it. */
    boolean fits(Candidate candidate, int level) {
        below(candidate, level);
        return overflow(level, memories[level].partition().isPresent()) == 0;
    }

    private void below(Candidate candidate, int from) {
        int last = spatial.length;
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
            for (int level = 1; level < spatial.length; level++) {
                places *= spatial[level] ? spread.factors[level][d] : 1;
            }
            steps *= Ceil.div(bounds[d], places);
        }
        return steps * rounds(spread, PackedRounds::least) * skipShare * imbalance.least(spread) * productCycles;
    }

    /** Steps in time: the fullest instances need them all. */
    private double steps(Candidate candidate) {
        double steps = rounds(candidate, PackedRounds::of);
        for (int d = 0; d < Dimension.COUNT; d++) {
            steps *= steps(d, 0, bounds[d]);
        }
        return steps;
    }

    /** Rounds that a step takes where zeros are packed. */
    private double rounds(Candidate candidate, ToDoubleBiFunction<PackedRounds, Candidate> ofLevel) {
        double rounds = 1;
        for (PackedRounds level : packed) {
            rounds *= ofLevel.applyAsDouble(level, candidate);
        }
        return rounds;
    }

    private double steps(int d, int level, int extent) {
        if (level == spatial.length) {
            return 1;
        }
        int step = below[level + 1][d];
        if (extent <= step) {
            return steps(d, level + 1, extent);
        }
        if (spatial[level]) {
            return steps(d, level + 1, step);
        }
        int whole = extent / step;
        double sum = whole * steps(d, level + 1, step);
        int rest = extent - whole * step;
        return rest == 0 ? sum : sum + steps(d, level + 1, rest);
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
            if (spatial[i]) {
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
            if (spatial[i] && !(shared && together[i][operand.at()])) {
                for (int d = 0; d < Dimension.COUNT; d++) {
                    copies *= operand.uses(d) ? 1 : candidate.factors[i][d];
                }
            }
        }
        return copies;
    }

    private void moveByDram(Candidate candidate, Operand operand) {
        int[] at = holders[operand.at()];
        double before = traffic[0] + traffic[1];
        sendFrom(candidate, operand, 0);
        if (operand == Operand.OUTPUTS) {
            double once = whole(operand, at[1]);
            traffic[0] -= 2 * once * storedBits[operand.at()] - once * storedBits[1];
        }
        dramBits[operand.at()] = traffic[0] + traffic[1] - before;
    }

    /** All that arrives at levels on the chip, and what they send. */
    private void moveOnChip(Candidate candidate, Operand operand) {
        int[] at = holders[operand.at()];
        for (int i = 0; i < at.length; i++) {
            if (i > 0) {
                sendFrom(candidate, operand, i);
            }
            if (i + 1 < at.length) {
                int to = at[i + 1];
                double once = whole(operand, to) * repeats(candidate, operand, to);
                traffic[2 * to + 1] += once * copies(candidate, operand, 0, to, false) * bitsAt[operand.at()][to];
            }
        }
    }

    /** What the {@code i}-th level that holds a tensor sends; of sums as much comes back. */
    private void sendFrom(Candidate candidate, Operand operand, int i) {
        int[] at = holders[operand.at()];
        int to = i + 1 < at.length ? at[i + 1] : spatial.length;
        double once = whole(operand, to) * repeats(candidate, operand, to);
        double outside = copies(candidate, operand, 0, at[i], false);
        double sent = once * outside * copies(candidate, operand, at[i], to, true);
        if (to == spatial.length) {
            sent *= timeShare;
        }
        double sentBits = sent * (operand == Operand.OUTPUTS ? storedBits[operand.at()] : bitsAt[operand.at()][at[i]]);
        traffic[2 * at[i]] += sentBits;
        if (operand == Operand.OUTPUTS) {
            traffic[2 * at[i] + 1] += sentBits;
        }
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
