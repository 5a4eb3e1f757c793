package archsim.workloads.imports;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The order of a file's tensors, as near to that of execution as their names tell.
 *
 * <p>Safetensors are written in the order of their names, so that {@code block.10} comes before {@code block.2}. Then numbers in
 * names are compared as numbers; any other order of a file is kept.
 */
final class TensorOrder {

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");
    private static final int LONGEST_NUMBER = 18;

    private TensorOrder() {}

    static List<SourceTensor> ofExecution(List<SourceTensor> tensors) {
        boolean alphabetical = IntStream.range(1, tensors.size())
                .allMatch(
                        i -> tensors.get(i - 1).name().compareTo(tensors.get(i).name()) <= 0);
        return alphabetical
                ? tensors.stream()
                        .sorted(Comparator.comparing(SourceTensor::name, TensorOrder::compare))
                        .toList()
                : tensors;
    }

    /** Names with their numbers compared as such. */
    static int compare(String one, String other) {
        Matcher left = PART.matcher(one);
        Matcher right = PART.matcher(other);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            int order = compareParts(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : one.compareTo(other);
    }

    private static int compareParts(String one, String other) {
        boolean numbers = isNumber(one) && isNumber(other);
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return part.length() <= LONGEST_NUMBER && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
