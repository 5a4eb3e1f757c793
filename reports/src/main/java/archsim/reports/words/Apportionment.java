package archsim.reports.words;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whole numbers that are shares of a whole and still sum to it: the method of largest remainders. */
public final class Apportionment {

    private Apportionment() {}

    /**
     * Each of {@code parts} over {@code divisor}, rounded up or down so that the sum is that of the parts over the
     * divisor; of equal remainders the first is rounded up.
     *
     * @param parts at least 0, their sum a multiple of {@code divisor}
     */
    public static List<Long> divided(List<Long> parts, long divisor) {
        long sum = parts.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        if (sum % divisor != 0) {
            throw new IllegalArgumentException(RootLocale.format("%d must divide the sum, was %d", divisor, sum));
        }
        var shares = new ArrayList<>(parts.stream().map(part -> part / divisor).toList());
        long left = sum / divisor - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> parts.get(i) % divisor)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares;
    }
}
