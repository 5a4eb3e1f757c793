package archsim.workloads.imports.onnx;

import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Transposed convolutions as the convolutions that they consist of.
 *
 * <p>Outputs that lie a stride apart meet the same taps: stride {@code s} makes {@code s} phases along an axis, each a
 * convolution of stride 1 with every {@code s}th tap in reverse order. No inserted zero is multiplied. Phases with the
 * same windows are filters of one layer; without overlap (kernel at most the stride, no padding) that is all of them.
 */
final class TransposedConvolutions {

    private TransposedConvolutions() {}

    static void register(Map<String, Rule> rules) {
        rules.put("ConvTranspose", TransposedConvolutions::apply);
    }

    private static List<Value> apply(Operands in) {
        Constant weights = Convolutions.weights(in, 1);
        Shape input = in.shape(0);
        int axes = weights.shape().rank() - 2;
        if (axes < 1 || axes > 2 || input.rank() != axes + 2) {
            throw new GraphFault(
                    "slides filters of %s over %s; layers of archsim slide over one or two axes",
                    weights.shape(), input);
        }
        int groups = Math.toIntExact(in.number("group", 1));
        if (groups < 1 || weights.shape().get(0) != input.get(1) || input.get(1) % groups != 0) {
            throw new GraphFault("needs filters that fit its input, was %s on %s", weights.shape(), input);
        }
        int filters = Math.multiplyExact(weights.shape().get(1), groups);
        Shape output = input.with(1, filters);
        var phases = new ArrayList<List<Phase>>();
        for (int i = 0; i < axes; i++) {
            TransposedAxis axis = TransposedAxis.of(
                    in, i, axes, input.get(i + 2), weights.shape().get(i + 2));
            phases.add(axis.phases());
            output = output.with(i + 2, axis.outputs());
        }
        emit(in, weights.rank4(), groups, phases);
        return List.of(Value.of(output));
    }

    private static void emit(Operands in, Constant weights, int groups, List<List<Phase>> phases) {
        List<Phase> columns = phases.get(phases.size() - 1);
        List<Phase> rows = phases.size() == 1 ? List.of(Phase.NONE) : phases.get(0);
        var byWindow = new LinkedHashMap<List<Window>, List<List<Phase>>>();
        for (Phase row : rows) {
            for (Phase column : columns) {
                if (row.taps() > 0 && column.taps() > 0 && row.inputs() > 0 && column.inputs() > 0) {
                    byWindow.computeIfAbsent(List.of(row.window(), column.window()), any -> new ArrayList<>())
                            .add(List.of(row, column));
                }
            }
        }
        int part = 0;
        for (List<List<Phase>> alike : byWindow.values()) {
            String name = byWindow.size() == 1 ? "" : "/" + part++;
            emit(in, name, weights, groups, alike);
        }
    }

    private static void emit(Operands in, String part, Constant weights, int groups, List<List<Phase>> alike) {
        Phase row = alike.get(0).get(0);
        Phase column = alike.get(0).get(1);
        Shape input = Shape.of(in.shape(0).get(0), in.shape(0).get(1), row.inputs(), column.inputs());
        int perGroup = weights.shape().get(1);
        int filters = Math.multiplyExact(perGroup * groups, alike.size());
        LayerShape shape = ConvolutionShapes.of(input, filters, List.of(row.window(), column.window()), groups);
        int channels = input.get(1) / groups;
        Shape ordered = Shape.of(filters, channels, row.taps(), column.taps());
        int height = weights.shape().get(2);
        int width = weights.shape().get(3);
        Constant view = weights.viewed(ordered, index -> {
            int across = index % column.taps();
            int down = index / column.taps() % row.taps();
            int channel = index / column.taps() / row.taps() % channels;
            int filter = index / column.taps() / row.taps() / channels;
            int group = filter / (perGroup * alike.size());
            List<Phase> phase = alike.get(filter / perGroup % alike.size());
            int from = (group * channels + channel) * perGroup + filter % perGroup;
            return (from * height + phase.get(0).tap(down)) * width
                    + phase.get(1).tap(across);
        });
        Optional<Constant> bias = in.constant(2)
                .filter(known -> known.size() == perGroup * groups)
                .map(known -> known.viewed(
                        Shape.of(filters),
                        filter -> filter / (perGroup * alike.size()) * perGroup + filter % perGroup));
        in.layers().convolution(in.node(), part, shape, view, bias);
    }

    /**
     * The outputs a stride apart along one axis.
     *
     * @param first tap of the filter that they meet
     * @param stride from one of their taps to the next
     * @param inputs that they read
     * @param window how their taps slide over these
     */
    record Phase(int first, int stride, int taps, int inputs, Window window) {

        static final Phase NONE = new Phase(0, 1, 1, 1, new Window(1, 1, 1, 0, 0));

        /** Tap of the whole filter that stands at {@code place}: the last comes first. */
        int tap(int place) {
            return first + (taps - 1 - place) * stride;
        }
    }
}
