package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.eyeriss.Eyeriss;
import archsim.engine.machines.eyeriss.RowStationaryMapping;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Networks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many mapping parameters {@code eyeriss} finds as they are published: seven a layer.
 *
 * @param network one that ships
 * @param images the batch
 * @param layers with their published mappings
 */
public record MappingAgreement(
        String network, @Range(min = 1, max = 1024) int images, List<PublishedMapping> layers) implements Measurement {

    /** A layer's parameters in the authors' letters, as {@link RowStationaryMapping} explains them. */
    public record PublishedMapping(
            String layer,
            @Range(min = 1) int m,
            @Range(min = 1) int n,
            @Range(min = 1) int e,
            @Range(min = 1) int p,
            @Range(min = 1) int q,
            @Range(min = 1) int r,
            @Range(min = 1) int t) {

        private int equalTo(RowStationaryMapping found) {
            int[] ours = {found.m(), found.n(), found.e(), found.p(), found.q(), found.r(), found.t()};
            int[] theirs = {m, n, e, p, q, r, t};
            return (int) IntStream.range(0, ours.length)
                    .filter(i -> ours[i] == theirs[i])
                    .count();
        }
    }

    public MappingAgreement {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers must hold at least one");
        }
    }

    @Override
    public double value() {
        return layers.stream()
                .mapToInt(published -> published.equalTo(found(published.layer())))
                .sum();
    }

    private RowStationaryMapping found(String name) {
        Accelerator machine = AcceleratorLibrary.find("eyeriss");
        Layer layer = Networks.shipped(network).layers().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(network + " has no layer " + name))
                .withBatch(images);
        var dense = new LayerWorkload(
                layer,
                Mask.full(Math.toIntExact(layer.shape().weights())),
                Mask.full(Math.toIntExact(layer.shape().inputs())),
                machine.precision().weightBits(),
                Scheme.DENSE);
        return ((Eyeriss) machine.dataflow()).mapping(dense, machine.machine());
    }
}
