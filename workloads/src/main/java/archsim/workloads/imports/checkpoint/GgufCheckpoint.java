package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The weights in a GGUF file: {@code NAME.weight} of inputs and outputs, and of experts where there are three axes. */
final class GgufCheckpoint {

    private static final String WEIGHT = ".weight";
    private static final Pattern LOOKED_UP =
            Pattern.compile("token_embd|position_embd|token_types|.*_norm|rope_freqs.*");

    private final GgufFile file;
    private final Problems problems;
    private final Map<String, GgufTensor> byName = new HashMap<>();
    private final List<StoredMatrix> matrices = new ArrayList<>();
    private final List<StoredMatrix> embeddings = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private GgufCheckpoint(GgufFile file) {
        this.file = file;
        this.problems = new Problems(file.file().toString());
        file.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
    }

    static Checkpoint open(Path path) {
        GgufFile file = GgufFile.open(path);
        var reading = new GgufCheckpoint(file);
        file.tensors().forEach(reading::add);
        reading.problems.throwIfAny();
        reading.matrices.sort(Comparator.comparing(matrix -> new NaturalName(matrix.name())));
        return new Checkpoint(
                path.toString(),
                file.headerSha256(),
                new ConfigNode(path.toString(), "", file.metadata()),
                reading.matrices,
                reading.embeddings,
                reading.leftOut);
    }

    private void add(GgufTensor tensor) {
        String name = tensor.name();
        String layer = name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
        boolean table = LOOKED_UP.matcher(layer).matches();
        if (tensor.extents().size() == 1) {
            leaveOut(tensor, layer);
        } else if (!name.endsWith(WEIGHT) || tensor.extents().size() == 4) {
            problems.add(tensor.pointer(), "of shape %s belongs to no layer that is read", tensor.extents());
        } else if (tensor.extents().size() == 2) {
            (table ? embeddings : matrices).add(matrix(tensor, layer, 0));
        } else {
            for (int expert = 0; expert < tensor.extents().get(2); expert++) {
                matrices.add(matrix(tensor, layer + "." + expert, expert));
            }
        }
    }

    /** A bias goes with its layer. */
    private void leaveOut(GgufTensor tensor, String layer) {
        boolean bias = layer.endsWith(".bias")
                && Optional.ofNullable(byName.get(layer.substring(0, layer.length() - ".bias".length()) + WEIGHT))
                        .filter(weight -> weight.extents().size() == 2)
                        .isPresent();
        if (!bias) {
            leftOut.add(tensor.name());
        }
    }

    private StoredMatrix matrix(GgufTensor tensor, String layer, int expert) {
        GgufType type = tensor.type();
        int columns = tensor.extents().get(0);
        int rows = tensor.extents().get(1);
        long bytes = (long) tensor.rowBytes() * rows;
        if ((long) rows * columns > Integer.MAX_VALUE) {
            problems.add(tensor.pointer(), "must be fewer than 2^31 weights, was %d x %d", rows, columns);
        }
        long blocks = (long) rows * columns / type.blockSize();
        var quantisation = new Quantisation(
                type.name(),
                type.type(),
                type.groupSize() == 0 ? List.of() : List.of(type.groupSize()),
                type.scales(blocks),
                type.globalScales(blocks),
                type.zeroPoints(blocks),
                StoredCount.NONE,
                bytes * Byte.SIZE);
        Optional<GgufTensor> bias =
                tensor.extents().size() == 2 ? Optional.ofNullable(byName.get(layer + ".bias")) : Optional.empty();
        return new StoredMatrix(
                layer,
                rows,
                columns,
                type.bits(),
                quantisation,
                () -> rows(tensor, expert * bytes, bytes),
                bias.flatMap(found -> bias(found, rows)),
                bias.map(found -> List.of(tensor.name(), found.name())).orElseGet(() -> List.of(tensor.name())));
    }

    private Optional<Supplier<float[]>> bias(GgufTensor bias, int rows) {
        if (!bias.extents().equals(List.of(rows))) {
            problems.add(bias.pointer(), "must have %d elements, was of shape %s", rows, bias.extents());
            return Optional.empty();
        }
        return Optional.of(() -> {
            float[] values = new float[rows];
            rows(bias, 0, bias.bytes()).read(0, values);
            return values;
        });
    }

    private Rows rows(GgufTensor tensor, long from, long bytes) {
        ByteBuffer data = file.map(tensor.offset() + from, bytes);
        GgufType type = tensor.type();
        return (row, into) -> {
            int start = row * tensor.rowBytes();
            for (int block = 0; block * type.blockSize() < into.length; block++) {
                type.decode(data, start + block * type.blockBytes(), into, block * type.blockSize());
            }
            requireFinite(tensor, into, row);
        };
    }

    private void requireFinite(GgufTensor tensor, float[] values, int row) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw InvalidInputException.at(
                        tensor.pointer(),
                        Code.OTHER,
                        file.file().toString(),
                        "must stand for finite numbers only, was %s at %d, %d",
                        values[i],
                        row,
                        i);
            }
        }
    }
}
