package archsim.sweep;

import archsim.base.RootLocale;
import archsim.sweep.RowCheck.FaultyRowException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The figures of one row: of the right kind and range, and those that follow from others as they follow.
 *
 * @param columns of the sweep
 * @param cells as many as there are columns
 */
record FigureCheck(Columns columns, JsonArray cells) {

    private static final Set<String> WHOLE = Set.of("cycles", "dramBytes", "storageBits", "keptWeights", "images");
    private static final Set<String> SHARES = Set.of("utilisation", "accuracy");
    private static final String TIME = "timeNs";
    private static final String ENERGY = "energyTotalPj";
    private static final String IMAGES = "images";
    private static final List<String> OPERATIONS = List.of("dense", "effective");
    /** Not every workload has an accuracy or DRAM traffic, nor every action a price. */
    private static final Set<String> OPTIONAL = Set.of(
            "accuracy",
            ENERGY,
            "arithmeticIntensity.dense",
            "arithmeticIntensity.effective",
            "averagePowerMw",
            "topsPerWatt.dense",
            "topsPerWatt.effective",
            "edpPjNs",
            "energyPerImagePj");

    private static final List<String> ALPHAS = List.of("params", "macsWeights", "macsWeightsActivations");
    /** Numbers are written as they are; what is left is the rounding of one division. */
    private static final double TOLERANCE = 1e-9;

    private static final BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);

    /** @throws FaultyRowException with the first fault found */
    void check(PointStatus status) {
        int workloads = columns.workloads().size();
        int measured = 0;
        boolean gap = false;
        for (int i = 0; i < workloads; i++) {
            boolean has = checkFigures(i);
            gap |= has && measured < i;
            measured += has ? 1 : 0;
            checkRatios(i, has);
        }
        boolean fits =
                switch (status) {
                    case DONE -> measured > 0 && !gap;
                    case INFEASIBLE -> measured < workloads;
                    case INVALID, FAILED -> measured == 0;
                };
        if (!fits) {
            throw new FaultyRowException(
                    "%s must not be %s of a point with figures of %d of %d workloads",
                    Columns.STATUS, status.jsonName(), measured, workloads);
        }
    }

    /** Whether a workload was run whose energy is not all known, for want of a price. */
    boolean isPartial() {
        return IntStream.range(0, columns.workloads().size())
                .anyMatch(workload -> has(workload) && cell(workload, ENERGY) == JsonValue.NULL);
    }

    static boolean isWhole(JsonNumber number) {
        BigDecimal value = number.bigDecimalValue();
        return value.signum() >= 0 && value.compareTo(LARGEST_WHOLE) <= 0 && value.scale() <= 0;
    }

    /** Whether the workload was run at all. */
    private boolean checkFigures(int workload) {
        boolean has = cell(workload, Columns.FIGURES.get(0)) != JsonValue.NULL;
        for (String figure : Columns.FIGURES) {
            JsonValue cell = cell(workload, figure);
            if (!has || (OPTIONAL.contains(figure) && cell == JsonValue.NULL)) {
                refuseUnlessNull(workload, figure);
            } else if (!(cell instanceof JsonNumber number) || !isInRange(figure, number)) {
                throw fault(workload, figure, range(figure));
            }
        }
        for (String figure : columns.tokens(workload)) {
            JsonValue cell = cell(workload, figure);
            if (cell != JsonValue.NULL && !(has && cell instanceof JsonNumber number && isInRange(figure, number))) {
                throw fault(workload, figure, has ? range(figure) + ", or null" : "null, as other figures are");
            }
        }
        if (has
                && has(0)
                && !isClose(product(0, "timeNs", workload, "cycles"), product(workload, "timeNs", 0, "cycles"))) {
            throw fault(workload, "timeNs", RootLocale.format("that of its cycles at the clock that %s has", name(0)));
        }
        if (has) {
            checkRates(workload);
        }
        return has;
    }

    /** A batch holds an image at least; rates follow from it, from time, energy and traffic. */
    private void checkRates(int workload) {
        double ns = number(workload, TIME);
        double pj = number(workload, ENERGY);
        double images = number(workload, IMAGES);
        double bytes = number(workload, "dramBytes");
        if (images < 1) {
            throw fault(workload, IMAGES, "a whole number from 1");
        }
        follows(workload, "throughputPerSecond", ns > 0 ? images * 1e9 / ns : 0);
        boolean known = pj > 0 && ns > 0;
        for (String kind : OPERATIONS) {
            double operations = number(workload, "gops." + kind) * ns;
            follows(workload, "arithmeticIntensity." + kind, bytes > 0 ? operations / bytes : Double.NaN);
            follows(workload, "topsPerWatt." + kind, known ? operations / pj : Double.NaN);
        }
        if (number(workload, "gops.effective") > number(workload, "gops.dense")) {
            throw fault(workload, "gops.effective", "at most gops.dense");
        }
        follows(workload, "averagePowerMw", known ? pj / ns : Double.NaN);
        follows(workload, "edpPjNs", known ? pj * ns : Double.NaN);
        follows(workload, "energyPerImagePj", known ? pj / images : Double.NaN);
    }

    private static boolean isInRange(String figure, JsonNumber number) {
        double value = number.doubleValue();
        return WHOLE.contains(figure)
                ? isWhole(number)
                : value >= 0 && value <= (SHARES.contains(figure) ? 1 : Double.MAX_VALUE);
    }

    private static String range(String figure) {
        return WHOLE.contains(figure)
                ? "a whole number"
                : SHARES.contains(figure) ? "a number from 0 to 1" : "a number from 0";
    }

    private void checkRatios(int workload, boolean has) {
        if (workload == 0) {
            return;
        }
        if (!has || !has(0)) {
            Columns.RATIOS.forEach(ratio -> refuseUnlessNull(workload, ratio));
            return;
        }
        double batches = number(workload, IMAGES) / number(0, IMAGES);
        double beta = quotient(workload, TIME) * batches;
        follows(workload, "beta", beta);
        follows(workload, "energyRatio", quotient(workload, ENERGY) * batches);
        follows(workload, "storageRatio", quotient(workload, "storageBits"));
        follows(workload, "alpha.params", quotient(workload, "keptWeights"));
        boolean anotherNetwork = ALPHAS.stream().allMatch(kind -> cell(workload, "ppr." + kind) == JsonValue.NULL);
        for (String kind : ALPHAS) {
            JsonValue alpha = cell(workload, "alpha." + kind);
            if (alpha != JsonValue.NULL && !(alpha instanceof JsonNumber)) {
                throw fault(workload, "alpha." + kind, "a number");
            }
            double value = alpha instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
            if (anotherNetwork) {
                refuseUnlessNull(workload, "ppr." + kind);
            } else {
                follows(workload, "ppr." + kind, value / beta);
            }
        }
    }

    /** A ratio over nothing has no value, nor has the PPR of another network. */
    private void follows(int workload, String ratio, double expected) {
        boolean finite = Double.isFinite(expected);
        JsonValue cell = cell(workload, ratio);
        boolean fits = finite
                ? cell instanceof JsonNumber number && isClose(expected, number.doubleValue())
                : cell == JsonValue.NULL;
        if (!fits) {
            throw fault(workload, ratio, (finite ? expected : "null") + ", which follows from other figures");
        }
    }

    private static boolean isClose(double expected, double found) {
        return Math.abs(expected - found) <= TOLERANCE * Math.max(Math.abs(expected), Math.abs(found));
    }

    private double quotient(int workload, String figure) {
        return number(0, figure) / number(workload, figure);
    }

    private double product(int first, String figure, int second, String other) {
        return number(first, figure) * number(second, other);
    }

    private double number(int workload, String figure) {
        return cell(workload, figure) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }

    private boolean has(int workload) {
        return cell(workload, Columns.FIGURES.get(0)) != JsonValue.NULL;
    }

    private void refuseUnlessNull(int workload, String figure) {
        if (cell(workload, figure) != JsonValue.NULL) {
            throw fault(workload, figure, "null, as other figures are");
        }
    }

    private JsonValue cell(int workload, String figure) {
        return cells.get(columns.column(workload, figure));
    }

    private String name(int workload) {
        return columns.workloads().get(workload);
    }

    private FaultyRowException fault(int workload, String figure, String expected) {
        return new FaultyRowException(
                "%s.%s must be %s, was %s", name(workload), figure, expected, cell(workload, figure));
    }
}
