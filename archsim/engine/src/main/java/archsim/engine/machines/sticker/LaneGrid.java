package archsim.engine.machines.sticker;

import archsim.base.RootLocale;

/**
 * A rectangle of inputs split among lanes in a grid of nearly equal tiles.
 *
 * @param lanesHigh tiles above each other
 * @param lanesWide tiles beside each other
 */
record LaneGrid(int lanesHigh, int lanesWide) {

    /** The squarest grid of {@code lanes} tiles. */
    static LaneGrid of(int lanes) {
        int high = (int) Math.sqrt(lanes);
        while (lanes % high != 0) {
            high--;
        }
        return new LaneGrid(high, lanes / high);
    }

    int lanes() {
        return lanesHigh * lanesWide;
    }

    /** Start of part {@code index} when {@code [from, to)} is split into {@code parts}. */
    private static int start(int from, int to, int index, int parts) {
        return from + (int) ((long) (to - from) * index / parts);
    }

    int hFrom(int lane, int from, int to) {
        return start(from, to, lane / lanesWide, lanesHigh);
    }

    int hTo(int lane, int from, int to) {
        return start(from, to, lane / lanesWide + 1, lanesHigh);
    }

    int wFrom(int lane, int from, int to) {
        return start(from, to, lane % lanesWide, lanesWide);
    }

    int wTo(int lane, int from, int to) {
        return start(from, to, lane % lanesWide + 1, lanesWide);
    }

    /** Lane whose tile holds input {@code (h, w)} of the rectangle. */
    int laneOf(int h, int w, int hFrom, int hTo, int wFrom, int wTo) {
        for (int lane = 0; lane < lanes(); lane++) {
            if (h >= hFrom(lane, hFrom, hTo)
                    && h < hTo(lane, hFrom, hTo)
                    && w >= wFrom(lane, wFrom, wTo)
                    && w < wTo(lane, wFrom, wTo)) {
                return lane;
            }
        }
        throw new IllegalArgumentException(RootLocale.format("input (%d, %d) lies outside the rectangle", h, w));
    }
}
