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

    /** Present inputs that outputs {@code p x q} meet at one tap, counted with each output. */
    int underTap(int n, int c, int r, int s, int pFrom, int pTo, int qFrom, int qTo) {
        if (shape.h() == 1 && shape.w() == 1) {
            boolean inside = shape.rows().isInput(shape.rows().position(pFrom, r))
                    && shape.columns().isInput(shape.columns().position(qFrom, s));
            if (pTo - pFrom == 1 && qTo - qFrom == 1) {
                return inside && mask.get(n * shape.c() + c) ? 1 : 0;
            }
        }
        int p0 = rows.firstInside(pFrom, r);
        int p1 = rows.endInside(pTo, r);
        int q0 = columns.firstInside(qFrom, s);
        int q1 = columns.endInside(qTo, s);
        if (p0 >= p1 || q0 >= q1) {
            return 0;
        }
        int h0 = rows.place(shape.rows().position(p0, r));
        int w0 = columns.place(shape.columns().position(q0, s));
        return area(n * shape.c() + c, h0, h0 + p1 - p0, w0, w0 + q1 - q0);
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
        int[] all = sums();
        int width = shape.w() + 1;
        int base = plane * (shape.h() + 1) * width;
        return all[base + rowTo * width + columnTo]
                - all[base + rowFrom * width + columnTo]
                - all[base + rowTo * width + columnFrom]
                + all[base + rowFrom * width + columnFrom];
    }
}
