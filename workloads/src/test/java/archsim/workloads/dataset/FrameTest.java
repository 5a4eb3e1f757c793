package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTest {

    private static int[] fitted(Frame frame, int rows, int columns, int... plane) {
        byte[] bytes = new byte[plane.length];
        for (int i = 0; i < plane.length; i++) {
            bytes[i] = (byte) plane[i];
        }
        byte[] to = new byte[1 + frame.h() * frame.w()];
        frame.fit(bytes, rows, columns, to, 1);
        int[] result = new int[to.length - 1];
        for (int i = 0; i < result.length; i++) {
            result[i] = Byte.toUnsignedInt(to[i + 1]);
        }
        return result;
    }

    /**
     * One row of four becomes half as many: middles at 1 and 3, reach 2, so weights .25, .75 inside and .75, .25 on the other
     * side. The first: (.75 * 0 + .75 * 80 + .25 * 160) / 1.75 = 57.1; the second: (.25 * 80 + .75 * 160 + .75 * 240) / 1.75
     * = 182.9.
     */
    @Test
    void halfTheSizeIsTheMeanUnderATriangle() {
        assertThat(fitted(new Frame(1, 2), 2, 4, 0, 80, 160, 240, 0, 80, 160, 240))
                .containsExactly(57, 183);
    }

    /** Middles at 0.25, 0.75, 1.25, 1.75 of the old pixels, whose own are 0.5 and 1.5: 0, 1/4, 3/4 and all of the way. */
    @Test
    void twiceTheSizeLiesOnTheLineBetween() {
        assertThat(fitted(new Frame(1, 4), 1, 2, 100, 200)).containsExactly(100, 125, 175, 200);
    }

    /** The sides of 2 x 4 are cut off: columns 1 and 2 stay as they are. */
    @Test
    void whatIsTooLongIsCutOnBothSides() {
        assertThat(fitted(new Frame(2, 2), 2, 4, 1, 2, 3, 4, 5, 6, 7, 255)).containsExactly(2, 3, 6, 7);
    }
}
