package archsim.sweep;

import archsim.base.ShortestDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** How the steps of a range are spaced. Both ends are among them, as they were written. */
public enum AxisScale {
    /** Equal differences, in decimal arithmetic: a tenth step of 0.01 is 0.1. */
    LINEAR {
        @Override
        BigDecimal between(BigDecimal from, BigDecimal to, int step, int last) {
            return from.add(to.subtract(from)
                    .multiply(BigDecimal.valueOf(step))
                    .divide(BigDecimal.valueOf(last), MathContext.DECIMAL64));
        }
    },
    /** Equal ratios. */
    LOG {
        @Override
        BigDecimal between(BigDecimal from, BigDecimal to, int step, int last) {
            double ratio = StrictMath.log(to.doubleValue() / from.doubleValue());
            return BigDecimal.valueOf(from.doubleValue() * StrictMath.exp(ratio * step / last));
        }
    };

    /** Digits of a step between the ends: fewer than a {@code double} has, so that the last ones are not noise. */
    private static final MathContext DIGITS = new MathContext(12);

    abstract BigDecimal between(BigDecimal from, BigDecimal to, int step, int last);

    /** {@code steps} numbers from {@code from} to {@code to}, whole ones without a point. */
    List<BigDecimal> spaced(double from, double to, int steps) {
        BigDecimal first = ShortestDecimal.of(from);
        BigDecimal last = ShortestDecimal.of(to);
        return IntStream.range(0, steps)
                .mapToObj(step -> step == 0
                        ? first
                        : step == steps - 1
                                ? last
                                : between(first, last, step, steps - 1).round(DIGITS))
                .map(number -> ShortestDecimal.of(number.doubleValue()))
                .toList();
    }
}
