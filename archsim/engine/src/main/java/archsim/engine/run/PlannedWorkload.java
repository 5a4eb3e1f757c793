package archsim.engine.run;

import archsim.engine.run.config.WorkloadContent;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.language.Language;
import archsim.workloads.storage.Compaction;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A workload whose configuration was checked, so that it can be made when it is needed.
 *
 * @param name unique in its run configuration
 * @param content what it is made from
 * @param sha256 of the model or tensor file; empty for generated masks
 * @param layers that its masks will be drawn for; empty if it is read from a file
 * @param maker makes it, the same whenever it is asked
 * @param language what its layers stand for, if it is a language model
 */
public record PlannedWorkload(
        String name,
        WorkloadContent content,
        String sha256,
        List<Layer> layers,
        Supplier<Workload> maker,
        Optional<Language> language) {

    public PlannedWorkload {
        layers = List.copyOf(layers);
    }

    /** Anything but a language model. */
    public PlannedWorkload(
            String name, WorkloadContent content, String sha256, List<Layer> layers, Supplier<Workload> maker) {
        this(name, content, sha256, layers, maker, Optional.empty());
    }

    /** The workload. */
    public Workload make() {
        return maker.get();
    }

    /** How many equal layers the one at {@code index} stands for. */
    long timesOfLayer(int index) {
        return language.map(found -> found.layers().get(index).repeat().times()).orElse(1L);
    }

    /** What all its weights take in {@code format}; its masks are drawn for it. */
    public StorageBits stored(StorageFormat format) {
        List<LayerWorkload> made = make().layers();
        return IntStream.range(0, made.size())
                .filter(i -> made.get(i).layer().hasParameters())
                .mapToObj(i -> LayerFacts.stored(made.get(i), format).times(timesOfLayer(i)))
                .reduce(StorageBits.NONE, StorageBits::plus);
    }

    /** The same workload with its convolutions only; its accuracy is still that of the whole model. */
    public PlannedWorkload onlyConvolutions() {
        return new PlannedWorkload(
                name,
                content.onlyConvolutions(),
                sha256,
                layers.stream().filter(Layer::isConvolution).toList(),
                () -> onlyConvolutions(make()));
    }

    /**
     * The same workload, layers that were pruned weight by weight and yet lost whole filters and columns only being structured ones:
     * they need no index, and run in the shape that is left.
     */
    public PlannedWorkload withCompactLayers() {
        return new PlannedWorkload(
                name, content.withCompactLayers(), sha256, layers, () -> withCompactLayers(make()), language);
    }

    private static Workload withCompactLayers(Workload workload) {
        return new Workload(
                workload.name(),
                workload.origin(),
                workload.sha256(),
                workload.layers().stream().map(PlannedWorkload::compact).toList(),
                workload.accuracy());
    }

    private static LayerWorkload compact(LayerWorkload layer) {
        boolean whole = layer.scheme() == Scheme.NON_STRUCTURED
                && layer.layer().hasParameters()
                && Compaction.isWhole(layer.weights(), layer.shape());
        return whole ? layer.withScheme(Scheme.COLUMN_FILTER) : layer;
    }

    private static Workload onlyConvolutions(Workload workload) {
        List<LayerWorkload> layers = workload.layers().stream()
                .filter(layer -> layer.layer().isConvolution())
                .toList();
        return new Workload(workload.name(), workload.origin(), workload.sha256(), layers, workload.accuracy());
    }
}
