package archsim.engine.machines.loopnest.count;

import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;

/**
 * Present inputs of any rectangle of a map, by sums over areas.
 *
 * <p>Rows and columns are laid out by stride class, so that the inputs under one tap lie next to each other.
 */
final class PresentInputs {

    private final LayerShape shape;
    private final Mask mask;
    private final Order rows;
    private final Order columns;
    private int[] sums;
    private int high;
    private int wide;
    private int corner;

    /** Where the positions of an axis lie. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Order(Axis axis, int[] start) {

        static Order of(Axis axis) {
            int[] start = new int[axis.stride() + 1];
            for (int phase = 0; phase < axis.stride(); phase++) {
                int positions = Math.max(0, (axis.extent() - phase + axis.stride() - 1) / axis.stride());
                start[phase + 1] = start[phase] + positions;
            }
            return new Order(axis, start);
        }

        int place(int position) {
            return start[position % axis.stride()] + position / axis.stride();
        }

        /** First of {@code from} to {@code to} whose position under {@code tap} is no padding before the map. */
        int firstInside(int from, int tap) {
            int base = tap * axis.dilation() - axis.paddingBefore();
            return base >= 0 ? from : Math.max(from, (-base + axis.stride() - 1) / axis.stride());
        }

        int endInside(int to, int tap) {
            int base = tap * axis.dilation() - axis.paddingBefore();
            return Math.min(to, Math.floorDiv(axis.extent() - 1 - base, axis.stride()) + 1);
        }
    }

    PresentInputs(LayerShape shape, Mask mask) {
        this.shape = shape;
        this.mask = mask;
        rows = Order.of(shape.rows());
        columns = Order.of(shape.columns());
    }

    /** Made when first needed. */
    private int[] sums() {
        if (sums == null) {
            sums = summed();
        }
        return sums;
    }

    private int[] summed() {
        int h = shape.h();
        int w = shape.w();
        int plane = (h + 1) * (w + 1);
        int planes = shape.n() * shape.c();
        int[] all = new int[Math.multiplyExact(planes, plane)];
        int elements = h * w;
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            int at = i % elements;
            all[i / elements * plane + (rows.place(at / w) + 1) * (w + 1) + columns.place(at % w) + 1] = 1;
        }
        for (int base = 0; base < all.length; base += plane) {
            for (int row = 1; row <= h; row++) {
                int sum = 0;
                int line = base + row * (w + 1);
                for (int column = 1; column <= w; column++) {
                    sum += all[line + column];
                    all[line + column] = all[line + column - w - 1] + sum;
                }
            }
        }
        return all;
    }

    /**
     * Turns to the inputs that outputs meet at one tap, which {@link #met} then counts in any map.
     *
     * @return whether there are any, padding left out
     */
    boolean turnTo(int r, int s, int pFrom, int pTo, int qFrom, int qTo) {
        int p0 = rows.firstInside(pFrom, r);
        int q0 = columns.firstInside(qFrom, s);
        high = rows.endInside(pTo, r) - p0;
        wide = columns.endInside(qTo, s) - q0;
        if (high <= 0 || wide <= 0) {
            return false;
        }
        corner = rows.place(shape.rows().position(p0, r)) * (shape.w() + 1)
                + columns.place(shape.columns().position(q0, s));
        return true;
    }

    /** Present inputs of a map that the outputs meet, counted with each of them. */
    int met(int plane) {
        if (mask.isFull()) {
            return high * wide;
        }
        if (shape.h() == 1 && shape.w() == 1) {
            return mask.get(plane) ? 1 : 0;
        }
        int[] all = sums();
        int top = plane * (shape.h() + 1) * (shape.w() + 1) + corner;
        int bottom = top + high * (shape.w() + 1);
        return all[bottom + wide] - all[top + wide] - all[bottom] + all[top];
    }

    /** Present inputs in ranges of rows and columns, each counted once. */
    int within(int n, int c, int[] rowRanges, int[] columnRanges) {
        int count = 0;
        if (shape.rows().stride() == 1 && shape.columns().stride() == 1) {
            for (int i = 0; i < rowRanges.length; i += 2) {
                for (int j = 0; j < columnRanges.length; j += 2) {
                    count += area(
                            n * shape.c() + c, rowRanges[i], rowRanges[i + 1], columnRanges[j], columnRanges[j + 1]);
                }
            }
            return count;
        }
        for (int i = 0; i < rowRanges.length; i += 2) {
            for (int j = 0; j < columnRanges.length; j += 2) {
                for (int row = rowRanges[i]; row < rowRanges[i + 1]; row++) {
                    int from = ((n * shape.c() + c) * shape.h() + row) * shape.w();
                    count += mask.count(from + columnRanges[j], from + columnRanges[j + 1]);
                }
            }
        }
        return count;
    }

    private int area(int plane, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        if (rowFrom >= rowTo || columnFrom >= columnTo) {
            return 0;
        }
        if (mask.isFull()) {
            return (rowTo - rowFrom) * (columnTo - columnFrom);
        }
        int[] all = sums();
        int width = shape.w() + 1;
        int base = plane * (shape.h() + 1) * width;
        return all[base + rowTo * width + columnTo]
                - all[base + rowFrom * width + columnTo]
                - all[base + rowTo * width + columnFrom]
                + all[base + rowFrom * width + columnFrom];
    }
}
