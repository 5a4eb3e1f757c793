package archsim.workloads.imports;

import archsim.base.Problems;
import archsim.workloads.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The four tensors of a batch normalisation, as PyTorch and Keras call them, each of one element a filter.
 *
 * <p>It follows the layer whose weights are called alike: {@code conv1} and {@code bn1}, {@code downsample.0} and {@code
 * downsample.1}. Where no name tells, and there are as many normalisations as convolutions, of the same filters, they follow
 * each other in order.
 */
record NormTensors(SourceTensor factors, SourceTensor summands, SourceTensor means, SourceTensor variances) {

    private static final List<List<String>> ENDINGS = List.of(
            List.of("weight", "bias", "running_mean", "running_var"),
            List.of("gamma", "beta", "moving_mean", "moving_variance"));

    private static final List<String> CALLED = List.of("bn", "norm", "batch_norm", "batchnorm");
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)([0-9]{1,9})([^0-9]*)");

    /** The normalisation of each layer that has one. */
    static Map<Layer, NormTensors> of(TensorSource source, Map<Layer, SourceTensor> weights) {
        Map<String, NormTensors> all = all(source);
        var found = new LinkedHashMap<Layer, NormTensors>();
        weights.forEach((layer, tensor) -> byName(layer, tensor, all).ifPresent(norm -> found.put(layer, norm)));
        return found.isEmpty() ? inOrder(all, weights) : found;
    }

    private static Map<String, NormTensors> all(TensorSource source) {
        var all = new LinkedHashMap<String, NormTensors>();
        for (SourceTensor tensor : TensorOrder.ofExecution(source.tensors())) {
            for (List<String> endings : ENDINGS) {
                String mean = endings.get(2);
                if (tensor.name().endsWith(mean)) {
                    String stem = tensor.name().substring(0, tensor.name().length() - mean.length());
                    List<SourceTensor> four = endings.stream()
                            .flatMap(ending -> source.tensor(stem + ending).stream())
                            .filter(one ->
                                    one.shape().size() == 1 && one.shape().equals(tensor.shape()))
                            .toList();
                    if (four.size() == endings.size()) {
                        all.put(stem, new NormTensors(four.get(0), four.get(1), four.get(2), four.get(3)));
                    }
                }
            }
        }
        return all;
    }

    private static Optional<NormTensors> byName(Layer layer, SourceTensor weights, Map<String, NormTensors> all) {
        String stem = TensorNames.layer(weights.name());
        return candidates(stem).stream()
                .flatMap(name -> Optional.ofNullable(all.get(name + ".")).stream())
                .filter(norm -> norm.fits(layer))
                .findFirst();
    }

    private static List<String> candidates(String stem) {
        var names = new ArrayList<String>();
        int at = stem.lastIndexOf("conv");
        for (String called : CALLED) {
            if (at >= 0) {
                names.add(stem.substring(0, at) + called + stem.substring(at + "conv".length()));
            }
            names.add(stem + "." + called);
        }
        Matcher number = LAST_NUMBER.matcher(stem);
        if (number.matches()) {
            names.add(number.group(1) + (Integer.parseInt(number.group(2)) + 1) + number.group(3));
        }
        return names;
    }

    private static Map<Layer, NormTensors> inOrder(Map<String, NormTensors> all, Map<Layer, SourceTensor> weights) {
        List<Layer> convolutions =
                weights.keySet().stream().filter(Layer::isConvolution).toList();
        List<NormTensors> norms = List.copyOf(all.values());
        var found = new LinkedHashMap<Layer, NormTensors>();
        for (int i = 0; i < convolutions.size() && convolutions.size() == norms.size(); i++) {
            if (!norms.get(i).fits(convolutions.get(i))) {
                return Map.of();
            }
            found.put(convolutions.get(i), norms.get(i));
        }
        return found;
    }

    private boolean fits(Layer layer) {
        return factors.shape().equals(List.of(layer.shape().k()));
    }

    List<String> names() {
        return List.of(factors.name(), summands.name(), means.name(), variances.name());
    }

    TrainedWeights.Normalisation read() {
        return new TrainedWeights.Normalisation(
                factors.values().get(),
                summands.values().get(),
                means.values().get(),
                variances.values().get(),
                TrainedWeights.Normalisation.USUAL_EPSILON);
    }

    /** @throws archsim.base.InvalidInputException if a variance is below zero */
    TrainedWeights.Normalisation readSound() {
        var problems = new Problems("batch normalisation");
        check(problems);
        problems.throwIfAny();
        return read();
    }

    /** Adds a fault if a variance is below zero. */
    void check(Problems problems) {
        float[] values = variances.values().get();
        TrainedWeights.negative(values)
                .ifPresent(i -> problems.add(
                        "/" + variances.name(), "must hold variances, was %s at element %d", values[i], i));
    }
}
