package archsim.tables;

import archsim.base.Problems;
import archsim.base.RootLocale;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Whether the rows of a table rise with their key, as larger things cost more.
 *
 * @param pointer of the rows
 * @param among which rows are compared; all others are left aside
 * @param key what rows are sorted by; equal keys are not compared
 * @param more what a greater key means, e.g. {@code a wider word}
 */
record MonotonicityCheck<R>(String pointer, List<R> rows, Predicate<R> among, ToIntFunction<R> key, String more) {

    /** Reports each row whose {@code figure} does not exceed that of the row before it by key. */
    void check(Problems problems, String figure, ToDoubleFunction<R> value) {
        List<Integer> order = IntStream.range(0, rows.size())
                .filter(i -> among.test(rows.get(i)))
                .boxed()
                .sorted(Comparator.comparingInt(i -> key.applyAsInt(rows.get(i))))
                .toList();
        for (int i = 1; i < order.size(); i++) {
            R less = rows.get(order.get(i - 1));
            R greater = rows.get(order.get(i));
            if (key.applyAsInt(less) < key.applyAsInt(greater)
                    && value.applyAsDouble(greater) <= value.applyAsDouble(less)) {
                problems.add(
                        RootLocale.format("%s/%d/%s", pointer, order.get(i), figure),
                        "must exceed %s of %s/%d, was %s: %s costs more",
                        value.applyAsDouble(less),
                        pointer,
                        order.get(i - 1),
                        value.applyAsDouble(greater),
                        more);
            }
        }
    }
}
