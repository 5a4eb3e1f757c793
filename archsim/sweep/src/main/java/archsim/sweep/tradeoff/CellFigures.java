package archsim.sweep.tradeoff;

import archsim.base.json.Range;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.TokenRates.PhaseCost;
import archsim.workloads.storage.StorageBits;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Figures of a network at a point.
 *
 * @param denseWeights weights before pruning
 * @param storage bits of all weights in the point's format
 * @param timeNs of the run
 * @param energyPj of the run
 * @param units generated tokens, tokens of the prompts or images of the run, whichever it has first
 * @param unitTimeNs of the phase that makes these
 * @param unitEnergyPj of the phase that makes these
 * @param topsPerWatt two operations a multiply-accumulate of the dense layers
 * @param areaMm2 of the machine
 * @param drawnPj energy of the run in each draw of all prices, which the points of a network share
 * @param losses of the run
 */
public record CellFigures(
        @Range(min = 1, max = 1e15) long denseWeights,
        Bits storage,
        @Range(min = 0, max = 1e15) long cycles,
        @Range(min = 0, max = 1e18) double timeNs,
        @Range(min = 0, max = 1e30) double energyPj,
        @Range(min = 1, max = 1e15) long units,
        @Range(min = 0, max = 1e18) double unitTimeNs,
        @Range(min = 0, max = 1e30) double unitEnergyPj,
        @Range(min = 0, max = 1e12) double topsPerWatt,
        @Range(min = 0, max = 1e9) double areaMm2,
        List<Double> drawnPj,
        Losses losses) {

    /** Bits by what they are for. */
    public record Bits(
            @Range(min = 0, max = 1e18) long weights,
            @Range(min = 0, max = 1e18) long indices,
            @Range(min = 0, max = 1e18) long fillers,
            @Range(min = 0, max = 1e18) long pointers,
            @Range(min = 0, max = 1e18) long scales) {

        private static Bits of(StorageBits stored) {
            return new Bits(stored.weights(), stored.indices(), stored.fillers(), stored.pointers(), stored.scales());
        }

        /** All of them. */
        public long total() {
            return weights + indices + fillers + pointers + scales;
        }
    }

    private static final double NS_A_SECOND = 1e9;

    public CellFigures {
        drawnPj = List.copyOf(drawnPj);
    }

    static CellFigures of(RunResult run, StorageBits stored, double areaMm2, double[] drawnPj) {
        Metrics totals = run.totals();
        double energyPj = totals.energy().totalPj();
        Optional<PhaseCost> phase =
                run.tokenRates().flatMap(rates -> rates.decode().or(rates::prefill));
        return new CellFigures(
                totals.weights(),
                Bits.of(stored),
                totals.cycles(),
                totals.timeNs(),
                energyPj,
                phase.map(PhaseCost::tokens).orElse((long) run.images()),
                phase.map(PhaseCost::timeNs).orElse(totals.timeNs()),
                phase.map(PhaseCost::energyPj).orElse(energyPj),
                2 * totals.macs() / energyPj,
                areaMm2,
                DoubleStream.of(drawnPj).boxed().toList(),
                Losses.of(totals));
    }

    /** Share of the draws in which the run takes less energy than {@code first}. */
    public double winShare(CellFigures first) {
        long won = IntStream.range(0, drawnPj.size())
                .filter(draw -> drawnPj.get(draw) < first.drawnPj.get(draw))
                .count();
        return (double) won / drawnPj.size();
    }

    /** How many times fewer bits its weights take than those of {@code first}. */
    public double timesFewerBits(CellFigures first) {
        return first.bitsPerDenseWeight() / bitsPerDenseWeight();
    }

    /** How many times more bits its weights take than their values alone. */
    public double timesValues() {
        return (double) storage.total() / storage.weights();
    }

    /** How many times the tokens or images a second of {@code first}. */
    public double speedUp(CellFigures first) {
        return unitsPerSecond() / first.unitsPerSecond();
    }

    /** How many times less energy a token or an image takes than of {@code first}. */
    public double timesLessEnergy(CellFigures first) {
        return first.unitEnergyMj() / unitEnergyMj();
    }

    /** Bits stored for each weight of the dense network. */
    public double bitsPerDenseWeight() {
        return share(storage.total());
    }

    /** {@code bits} for each weight of the dense network. */
    public double share(long bits) {
        return (double) bits / denseWeights;
    }

    /** Tokens or images a second. */
    public double unitsPerSecond() {
        return units * NS_A_SECOND / unitTimeNs;
    }

    /** Energy of a token or an image, in millijoules. */
    public double unitEnergyMj() {
        return unitEnergyPj / units / 1e9;
    }

    /** Mean power of the machine and its memory while it makes tokens or images, in milliwatts. */
    public double averagePowerMw() {
        return unitEnergyPj / unitTimeNs;
    }

    /** Energy times time of a token or an image. */
    public double unitEdpPjNs() {
        return unitEnergyPj / units * (unitTimeNs / units);
    }
}
