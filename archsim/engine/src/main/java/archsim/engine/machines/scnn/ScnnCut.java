package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a layer is cut into {@link ScnnRegion}s.
 *
 * @param images whose sums the accumulators hold side by side, so that each weight is fetched once for all of them
 * @param rows output rows of a region
 * @param columns output columns of a region
 */
record ScnnCut(int images, int rows, int columns) {

    /** Up to so many parts along an axis every number is tried, beyond it powers of two. */
    private static final int EVERY_NUMBER = 16;

    /** Whole maps, {@code images} at a time. */
    static ScnnCut whole(LayerShape shape, int images) {
        return new ScnnCut(images, shape.p(), shape.q());
    }

    /** Whole maps of 1, 2, 4 and so on images at a time, and all. */
    static List<ScnnCut> ofBatch(LayerShape shape) {
        return sizes(shape.n()).mapToObj(images -> whole(shape, images)).toList();
    }

    /** One image at a time, its map in parts of every form whose regions are maps with inputs of every stride class. */
    static List<ScnnCut> inSpace(LayerShape shape) {
        var cuts = new ArrayList<ScnnCut>();
        for (int rows : sizes(shape.rows())) {
            for (int columns : sizes(shape.columns())) {
                if (!(leavesOneInput(shape.rows(), rows) && leavesOneInput(shape.columns(), columns))) {
                    cuts.add(new ScnnCut(1, rows, columns));
                }
            }
        }
        return cuts;
    }

    private static boolean leavesOneInput(Axis axis, int size) {
        return axis.kernel() == 1 && (size == 1 || axis.outputs() % size == 1);
    }

    private static List<Integer> sizes(Axis axis) {
        return sizes(axis.outputs())
                .filter(size -> spans(axis.outputs(), size)
                        .allMatch(from -> ScnnRegion.part(axis, from, end(axis.outputs(), from, size))
                                .filter(part -> part.strideClasses() == axis.strideClasses())
                                .isPresent()))
                .boxed()
                .toList();
    }

    /** Sizes of equal parts, largest first. */
    private static IntStream sizes(int extent) {
        return IntStream.concat(
                        IntStream.rangeClosed(1, Math.min(extent, EVERY_NUMBER)),
                        IntStream.iterate(
                                2 * EVERY_NUMBER, parts -> parts > 0 && parts < 2 * extent, parts -> 2 * parts))
                .map(parts -> Ceil.div(extent, parts))
                .distinct();
    }

    private static IntStream spans(int extent, int size) {
        return IntStream.iterate(0, from -> from < extent, from -> from + size);
    }

    private static int end(int extent, int from, int size) {
        return Math.min(extent, from + size);
    }

    /** Regions that the layer is cut into. */
    int regions(LayerShape shape) {
        return Ceil.div(shape.n(), images) * Ceil.div(shape.p(), rows) * Ceil.div(shape.q(), columns);
    }

    /** The regions in order, image by image and row by row. */
    List<ScnnRegion> of(LayerShape shape) {
        var regions = new ArrayList<ScnnRegion>();
        spans(shape.n(), images).forEach(image -> spans(shape.p(), rows)
                .forEach(p -> spans(shape.q(), columns).forEach(q -> regions.add(region(shape, image, p, q)))));
        return regions;
    }

    /** A region that needs as much room as any. */
    ScnnRegion largest(LayerShape shape) {
        int p = rows < shape.p() - rows ? rows : 0;
        int q = columns < shape.q() - columns ? columns : 0;
        return region(shape, 0, p, q);
    }

    private ScnnRegion region(LayerShape shape, int image, int p, int q) {
        Optional<Axis> down = ScnnRegion.part(shape.rows(), p, end(shape.p(), p, rows));
        Optional<Axis> across = ScnnRegion.part(shape.columns(), q, end(shape.q(), q, columns));
        int atOnce = Math.min(images, shape.n() - image);
        return new ScnnRegion(
                image,
                p,
                q,
                new LayerShape(atOnce, shape.c(), shape.k(), down.orElseThrow(), across.orElseThrow(), shape.groups()));
    }
}
