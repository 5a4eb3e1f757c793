package archsim.engine.machines.scnn;

import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A layer in the parts that SCNN's PEs work on one after the other.
 *
 * @param inputsStay whether the inputs of all images at once are on the chip
 * @param outputsStay whether their outputs stay there
 * @param partsFit whether the inputs of each part fit their memory, so that each comes once
 */
record ScnnParts(List<Part> parts, boolean inputsStay, boolean outputsStay, boolean partsFit) {

    /** Cuts that take no more than this times the least cycles count as equally fast; of these the fewest parts win. */
    private static final double AS_FAST = 1.02;

    /** Cuts of the least estimated cycles that are tried before others are. */
    private static final int TRIALS = 12;

    /**
     * A part.
     *
     * @param layer shared by all parts of one shape
     */
    record Part(ScnnRegion region, ScnnLayer layer, ScnnInputs inputs) {}

    ScnnParts {
        parts = List.copyOf(parts);
    }

    /**
     * The parts in which a layer takes about the fewest cycles, and of those the fewest.
     *
     * <p>A map that fits its memories is left whole, and as many images share the fetching of weights as is fastest. One that
     * does not fit, or of which the accumulators do not hold one filter's sums, is cut in space, so that the inputs of each
     * part fit and the accumulators hold more filters at once. Where no part fits, inputs come again for each group of
     * filters. The inputs of a connected layer are read in order, so that it is never cut in space.
     *
     * @throws InfeasibleLayerException if the accumulators of a PE do not hold one filter's sums in any cut
     */
    static ScnnParts of(Scnn scnn, KeptLayer kept, ScnnStorage storage, Machine machine) {
        LayerShape shape = kept.shape();
        requireFeasible(scnn, kept.layer().layer(), machine);
        var search = new Search(scnn, kept, machine, storage, new HashMap<>(), new HashMap<>());
        ScnnParts byImage = search.parts(ScnnCut.whole(shape, 1));
        if (!scnn.tilingInForce().cuts()) {
            return byImage;
        }
        boolean holdsSums = ScnnGrid.sums(scnn, shape.withBatch(1), machine) <= scnn.accumulatorEntries();
        boolean whole = shape.isFullyConnected() || (holdsSums && byImage.stays());
        if (!whole) {
            ScnnParts cut = search.best(ScnnCut.inSpace(shape), ScnnParts::partsFit);
            return new ScnnParts(cut.parts, byImage.inputsStay, byImage.outputsStay, cut.partsFit);
        }
        return shape.n() == 1
                ? byImage
                : search.best(ScnnCut.ofBatch(shape), parts -> shape.isFullyConnected() || parts.stays());
    }

    /** Refuses a layer of which the accumulators do not hold one filter's sums however it is cut. */
    static void requireFeasible(Scnn scnn, Layer layer, Machine machine) {
        LayerShape image = layer.shape().withBatch(1);
        long sums = ScnnGrid.sums(scnn, image, machine);
        if (sums > scnn.accumulatorEntries() && scnn.tilingInForce().cuts()) {
            sums = ScnnCut.inSpace(image).stream()
                    .mapToLong(cut -> ScnnGrid.sums(scnn, cut.largest(image).shape(), machine))
                    .min()
                    .orElse(sums);
        }
        if (sums > scnn.accumulatorEntries()) {
            throw new InfeasibleLayerException(
                    layer.name(),
                    RootLocale.format(
                            "a PE's tile touches %d sums of one filter, its accumulators hold %d",
                            sums, scnn.accumulatorEntries()));
        }
    }

    private boolean stays() {
        return inputsStay && outputsStay;
    }

    /** What is known while cuts of one layer are tried. */
    private record Search(
            Scnn scnn,
            KeptLayer kept,
            Machine machine,
            ScnnStorage storage,
            Map<LayerShape, ScnnLayer> layers,
            Map<ScnnLayer, ScnnInputs> full) {

        ScnnParts parts(ScnnCut cut) {
            var parts = new ArrayList<Part>();
            for (ScnnRegion region : cut.of(kept.shape())) {
                ScnnLayer layer =
                        layers.computeIfAbsent(region.shape(), shape -> new ScnnLayer(scnn, kept, shape, machine));
                parts.add(new Part(region, layer, inputs(region, layer)));
            }
            boolean fit = parts.stream().allMatch(part -> storage.holds(part.inputs()));
            return new ScnnParts(parts, fit, storage.holdsOutputs(cut.images()), fit);
        }

        /** Where no input is zero, regions of one shape share theirs. */
        private ScnnInputs inputs(ScnnRegion region, ScnnLayer layer) {
            Mask inputs = kept.layer().inputs();
            return inputs.isFull()
                    ? full.computeIfAbsent(layer, any -> new ScnnInputs(any, region.inputs(inputs, kept.shape())))
                    : new ScnnInputs(layer, region.inputs(inputs, kept.shape()));
        }

        /** The fastest cut that is good enough, or the fastest of all: of the likeliest at a time, each of which is tried. */
        ScnnParts best(List<ScnnCut> cuts, Predicate<ScnnParts> isGoodEnough) {
            var estimate = new ScnnEstimate(scnn, kept, machine);
            var cycles = new LinkedHashMap<ScnnCut, Double>();
            cuts.forEach(cut -> cycles.put(cut, estimate.cycles(cut)));
            List<ScnnCut> likeliest = cycles.keySet().stream()
                    .filter(cut -> !cycles.get(cut).isInfinite())
                    .sorted(Comparator.comparing(cycles::get))
                    .toList();
            for (int from = 0; from < likeliest.size(); from += TRIALS) {
                List<ScnnCut> tried = likeliest.subList(from, Math.min(likeliest.size(), from + TRIALS)).stream()
                        .filter(storage::mayHold)
                        .toList();
                Optional<ScnnParts> best = best(tried, cycles, isGoodEnough);
                if (best.isPresent()) {
                    return best.get();
                }
            }
            return parts(likeliest.get(0));
        }

        private Optional<ScnnParts> best(
                List<ScnnCut> cuts, Map<ScnnCut, Double> estimates, Predicate<ScnnParts> isGoodEnough) {
            var trial = new ScnnTrial(scnn, kept, machine);
            boolean isFull = kept.layer().weights().density() == 1
                    && kept.layer().inputs().density() == 1;
            boolean estimateSuffices = isFull || kept.shape().isFullyConnected();
            var cycles = new LinkedHashMap<ScnnCut, Double>();
            cuts.forEach(cut -> cycles.put(cut, estimateSuffices ? estimates.get(cut) : (Double) trial.cycles(cut)));
            while (!cycles.isEmpty()) {
                ScnnCut cut = fastest(cycles);
                cycles.remove(cut);
                ScnnParts parts = parts(cut);
                if (isGoodEnough.test(parts)) {
                    return Optional.of(parts);
                }
            }
            return Optional.empty();
        }

        private ScnnCut fastest(Map<ScnnCut, Double> cycles) {
            double least =
                    cycles.values().stream().min(Comparator.naturalOrder()).orElseThrow();
            return cycles.entrySet().stream()
                    .filter(entry -> entry.getValue() <= AS_FAST * least)
                    .map(Map.Entry::getKey)
                    .min(Comparator.comparingInt(cut -> cut.regions(kept.shape())))
                    .orElseThrow();
        }
    }
}
