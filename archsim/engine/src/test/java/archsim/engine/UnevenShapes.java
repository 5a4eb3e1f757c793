package archsim.engine;

import archsim.workloads.LayerShape;
import java.util.SplittableRandom;

/** Convolutions whose stride, dilation and padding differ from axis to axis and side to side. */
public final class UnevenShapes {

    private UnevenShapes() {}

    /** A share of tests' layers: one for four of the even ones. */
    public static int beside(int even) {
        return (even + 3) / 4;
    }

    /** One of up to 24 channels and 24 filters a group; strides may lead beyond the input. */
    public static LayerShape draw(SplittableRandom random) {
        int groups = 1 + random.nextInt(2);
        int[] rows = axis(random);
        int[] columns = axis(random);
        return LayerShape.convolution(groups * (1 + random.nextInt(24)), groups * (1 + random.nextInt(24)))
                .batch(1 + random.nextInt(2))
                .groups(groups)
                .map(rows[0], columns[0])
                .kernel(rows[1], columns[1])
                .stride(rows[2], columns[2])
                .dilation(rows[3], columns[3])
                .padding(rows[4], columns[4], rows[5], columns[5])
                .build();
    }

    /** Extent, kernel, stride, dilation, padding before and after. */
    private static int[] axis(SplittableRandom random) {
        int kernel = 1 + random.nextInt(4);
        int dilation = 1 + random.nextInt(3);
        int before = random.nextInt(4);
        int after = random.nextInt(4);
        int least = Math.max(1, 1 + (kernel - 1) * dilation - before - after);
        int stride = random.nextInt(8) == 0 ? 20 : 1 + random.nextInt(4);
        return new int[] {least + random.nextInt(10), kernel, stride, dilation, before, after};
    }
}
