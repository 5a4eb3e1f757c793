package archsim.energy;

/** An energy under every draw of the prices: how often each action happens, and what that took each time. */
final class DrawnEnergy {

    private final double[] counts;
    private final double[] drawsPj;

    /**
     * Nothing yet.
     *
     * @param actions that have a price
     * @param draws of all prices
     */
    DrawnEnergy(int actions, int draws) {
        counts = new double[actions];
        drawsPj = new double[draws];
    }

    void add(int action, long count) {
        counts[action] += count;
    }

    /** Takes note of what the prices of one draw make. */
    void take(int draw, double[] pricesPj) {
        drawsPj[draw] = at(pricesPj);
    }

    double at(double[] pricesPj) {
        double energyPj = 0;
        for (int i = 0; i < counts.length; i++) {
            energyPj += counts[i] * pricesPj[i];
        }
        return energyPj;
    }

    double inDraw(int draw) {
        return drawsPj[draw];
    }

    Interval interval(double[] nominalPj) {
        return Interval.of(at(nominalPj), drawsPj);
    }
}
