package archsim.workloads.imports.onnx;

import archsim.workloads.LayerShape;
import java.util.List;

/** Windows that slide over maps, as loop bounds of a layer. */
final class ConvolutionShapes {

    private static final Window NONE = new Window(1, 1, 1, 0, 0);

    private ConvolutionShapes() {}

    /**
     * The loop bounds of a convolution; of one over a single axis the height is 1.
     *
     * @param input {@code [n][c][h][w]} or {@code [n][c][w]}
     * @param windows one for each axis behind the channels
     * @throws GraphFault if no layer slides so
     */
    static LayerShape of(Shape input, int filters, List<Window> windows, int groups) {
        if (windows.size() > 2) {
            throw new GraphFault(
                    "slides over %d axes; layers of archsim are convolutions over one or two", windows.size());
        }
        boolean flat = windows.size() == 1;
        Window rows = flat ? NONE : windows.get(0);
        Window columns = windows.get(windows.size() - 1);
        int height = flat ? 1 : input.get(2);
        int width = input.get(input.rank() - 1);
        return LayerShape.convolution(input.get(1), filters)
                .batch(input.get(0))
                .groups(groups)
                .map(height, width)
                .kernel(rows.kernel(), columns.kernel())
                .stride(rows.stride(), columns.stride())
                .dilation(rows.dilation(), columns.dilation())
                .padding(rows.before(), columns.before(), rows.after(), columns.after())
                .build();
    }
}
