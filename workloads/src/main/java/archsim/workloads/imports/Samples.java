package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.workloads.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inputs of a graph that a user gives: one {@code .npz} or {@code .npy} file, or a folder of them in the order of their names.
 *
 * <p>An array of an {@code .npz} has the name of a graph's input; a graph of one input takes a single array of any name. It has
 * the input's shape, or one axis more in front, or instead of a batch of 1, along which the samples lie.
 */
final class Samples {

    private static final int MOST = 1024;

    private final Map<String, List<Integer>> inputs;

    private Samples(Map<String, List<Integer>> inputs) {
        this.inputs = inputs;
    }

    /**
     * The samples in {@code at}.
     *
     * @param inputs shapes of the graph's inputs by name
     * @throws InvalidInputException with all that does not fit
     */
    static List<Map<String, GraphValue>> read(Path at, Map<String, List<Integer>> inputs) {
        var samples = new ArrayList<Map<String, GraphValue>>();
        List<Path> files = files(at);
        if (files.isEmpty()) {
            throw InvalidInputException.of(at.toString(), "must hold .npy or .npz files of samples, was without any");
        }
        for (Path file : files) {
            samples.addAll(new Samples(inputs).read(file));
            if (samples.size() > MOST) {
                throw InvalidInputException.of(at.toString(), "must hold at most %d samples", MOST);
            }
        }
        return samples;
    }

    private static List<Path> files(Path at) {
        if (!Files.isDirectory(at)) {
            return List.of(at);
        }
        try (Stream<Path> all = Files.list(at)) {
            return all.filter(file -> format(file).isPresent()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SourceFormat> format(Path file) {
        return SourceFormat.of(file.toString())
                .filter(format -> format == SourceFormat.NPY || format == SourceFormat.NPZ);
    }

    private List<Map<String, GraphValue>> read(Path file) {
        String name = file.toString();
        ByteBuffer content = InputFile.read(file, TensorSource.LARGEST_FILE_BYTES);
        SourceFormat format = format(file)
                .orElseThrow(() -> InvalidInputException.of(name, "must end with .npy or .npz to be samples"));
        List<SourceTensor> arrays = format.read(name, content).tensors();
        var problems = new Problems(name);
        var parts = new HashMap<String, List<GraphValue>>();
        inputs.forEach((input, shape) -> array(input, arrays)
                .ifPresentOrElse(
                        array -> parts.put(input, parts(array, shape, problems)),
                        () -> problems.add("/" + input, "is missing: the graph reads it, of shape %s", shape)));
        problems.throwIfAny();
        int count = parts.values().iterator().next().size();
        parts.forEach((input, values) -> {
            if (values.size() != count) {
                problems.add("/" + input, "must hold %d samples as others do, was %d", count, values.size());
            }
        });
        problems.throwIfAny();
        var samples = new ArrayList<Map<String, GraphValue>>();
        for (int i = 0; i < count; i++) {
            var sample = new HashMap<String, GraphValue>();
            for (String input : inputs.keySet()) {
                sample.put(input, parts.get(input).get(i));
            }
            samples.add(sample);
        }
        return samples;
    }

    private Optional<SourceTensor> array(String input, List<SourceTensor> arrays) {
        return inputs.size() == 1 && arrays.size() == 1
                ? Optional.of(arrays.get(0))
                : arrays.stream().filter(array -> array.name().equals(input)).findFirst();
    }

    private static List<GraphValue> parts(SourceTensor array, List<Integer> shape, Problems problems) {
        int count = count(array.shape(), shape);
        if (count < 1 || array.leftOut().isPresent()) {
            problems.add(
                    "/" + array.name(),
                    "must be numbers of shape %s, with an axis of samples in front or in place of a batch of 1, was %s",
                    shape,
                    array.shape());
            return List.of();
        }
        GraphValue all = GraphValue.of(array.shape(), array.values().get());
        var parts = new ArrayList<GraphValue>();
        for (int i = 0; i < count; i++) {
            parts.add(all.part(i, shape));
        }
        return parts;
    }

    /** Samples in an array of shape {@code found}; 0 if it does not fit. */
    private static int count(List<Integer> found, List<Integer> shape) {
        boolean batched = !shape.isEmpty() && shape.get(0) == 1;
        List<Integer> rest = batched ? shape.subList(1, shape.size()) : shape;
        if (found.equals(shape) || found.equals(rest)) {
            return 1;
        }
        List<Integer> tail = found.isEmpty() ? found : found.subList(1, found.size());
        boolean fits = tail.equals(shape) || (batched && tail.equals(rest));
        return fits && !found.isEmpty() ? found.get(0) : 0;
    }
}
