package archsim.workloads.imports.onnx;

import archsim.workloads.imports.onnx.TransposedConvolutions.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a transposed convolution: input {@code i} meets tap {@code t} at output {@code i * stride + t - before}.
 *
 * @param outputs after the padding is cut off
 */
record TransposedAxis(int inputs, int kernel, int stride, int before, int outputs) {

    private static final int MOST_PHASES = 1024;

    static TransposedAxis of(Operands in, int index, int axes, int inputs, int kernel) {
        if (in.hasAttribute("kernel_shape")
                && in.perAxis("kernel_shape", axes, 1, 1).get(index) != kernel) {
            throw new GraphFault("has kernel_shape %s, but a filter of %d", in.numbers("kernel_shape"), kernel);
        }
        if (in.perAxis("dilations", axes, 1, 1).get(index) != 1) {
            throw new GraphFault("is dilated, which no transposed layer of archsim is");
        }
        int stride = in.perAxis("strides", axes, 1, 1).get(index);
        int extra = in.perAxis("output_padding", axes, 0, 0).get(index);
        if (stride > MOST_PHASES || inputs < 1) {
            throw new GraphFault("needs a stride of at most %d and inputs, was %d on %d", MOST_PHASES, stride, inputs);
        }
        long whole = (inputs - 1L) * stride + extra + kernel;
        String auto = in.text("auto_pad", "NOTSET");
        boolean same = auto.startsWith("SAME");
        if (in.hasAttribute("output_shape") || same) {
            List<Long> said = in.numbers("output_shape");
            long outputs = said.isEmpty()
                    ? Math.min((long) inputs * stride, whole)
                    : in.perAxis("output_shape", said.size(), 0, 1).get(said.size() - axes + index);
            long padding = Math.max(0, whole - outputs);
            long before = auto.equals("SAME_UPPER") ? padding / 2 : padding - padding / 2;
            return new TransposedAxis(inputs, kernel, stride, Math.toIntExact(before), Math.toIntExact(outputs));
        }
        List<Integer> pads = in.perAxis("pads", 2 * axes, 0, 0);
        int before = auto.equals("VALID") ? 0 : pads.get(index);
        int after = auto.equals("VALID") ? 0 : pads.get(axes + index);
        return new TransposedAxis(inputs, kernel, stride, before, Math.toIntExact(whole - before - after));
    }

    TransposedAxis {
        if (outputs < 1) {
            throw new GraphFault("must leave outputs, was %d", outputs);
        }
    }

    /** Outputs {@code phase}, {@code phase + stride}, ...; those that meet no tap are left out. */
    List<Phase> phases() {
        var phases = new ArrayList<Phase>();
        for (int phase = 0; phase < Math.min(stride, outputs); phase++) {
            int first = (phase + before) % stride;
            int taps = first >= kernel ? 0 : (kernel - first + stride - 1) / stride;
            if (taps == 0) {
                continue;
            }
            int shift = (phase + before) / stride;
            int count = (outputs - phase + stride - 1) / stride;
            int left = taps - 1 - shift;
            int right = count - 1 + shift - (inputs - 1);
            int read = inputs + Math.min(0, left) + Math.min(0, right);
            Window window = new Window(taps, 1, 1, Math.max(0, left), Math.max(0, right));
            phases.add(new Phase(first, stride, taps, read, window));
        }
        return phases;
    }
}
