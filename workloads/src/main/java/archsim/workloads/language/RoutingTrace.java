package archsim.workloads.language;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.imports.IntegerArray;
import archsim.workloads.imports.transformer.Transformer;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads which experts tokens were sent to from an {@code .npz}, in one of three forms: an array of tokens and their experts for
 * each block that has experts, with the block's number (from 0) in its name; one array of blocks, tokens and experts; or one of
 * tokens and experts, without a number in its name, for all blocks.
 *
 * <p>Tokens stand in the order of the run: those of all sequences' prompts, then of each step of decoding those of all sequences.
 */
final class RoutingTrace {

    private static final Pattern ONE_NUMBER = Pattern.compile("\\D*(\\d{1,9})\\D*");

    private final Transformer model;
    private final long tokens;
    private final Problems problems;
    private final Map<Integer, TracedRouting.Choices> choices = new TreeMap<>();

    private RoutingTrace(Transformer model, long tokens, Problems problems) {
        this.model = model;
        this.tokens = tokens;
        this.problems = problems;
    }

    /**
     * Reads {@code file} for a run of {@code tokens}.
     *
     * @param model that has experts
     * @throws InvalidInputException with all faults, if it is not a trace of such a run
     */
    static StatedRouting read(Path file, Transformer model, long tokens) {
        String name = file.toString();
        var problems = new Problems(name);
        List<IntegerArray> arrays = IntegerArray.read(file);
        var trace = new RoutingTrace(model, tokens, problems);
        String form = trace.read(arrays);
        problems.throwIfAny();
        return new StatedRouting(
                new TracedRouting(trace.choices),
                RootLocale.format(
                        "tokens are sent to experts as %s says, %s, its first %,d tokens",
                        file.getFileName(), form, tokens));
    }

    private String read(List<IntegerArray> arrays) {
        IntegerArray first = arrays.get(0);
        boolean alone = arrays.size() == 1;
        if (alone && first.shape().size() == 3) {
            readAll(first);
            return "block by block";
        }
        if (alone && !first.name().chars().anyMatch(Character::isDigit)) {
            check(first, first.shape(), 0, "");
            model.mixtures().forEach(block -> choices.put(block, new TracedRouting.Choices(first, 0)));
            return "the same in all blocks";
        }
        readEach(arrays);
        return "block by block";
    }

    private void readAll(IntegerArray array) {
        int blocks = model.mixtures().size();
        if (array.shape().get(0) != blocks) {
            problems.add(
                    pointer(array),
                    "must be of shape [%d blocks with experts, tokens, %d experts], was %s",
                    blocks,
                    model.expertsPerToken(),
                    array.shape());
            return;
        }
        List<Integer> each = array.shape().subList(1, 3);
        for (int i = 0; i < blocks; i++) {
            int from = i * each.get(0) * each.get(1);
            check(array, each, from, "/" + i);
            choices.put(model.mixtures().get(i), new TracedRouting.Choices(array, from));
        }
    }

    private void readEach(List<IntegerArray> arrays) {
        var byBlock = new LinkedHashMap<Integer, IntegerArray>();
        for (IntegerArray array : arrays) {
            Matcher number = ONE_NUMBER.matcher(array.name());
            if (!number.matches()) {
                problems.add(
                        pointer(array), "must have the number of one block in its name, as in layer_%d", firstBlock());
                continue;
            }
            int block = Integer.parseInt(number.group(1));
            if (!model.mixtures().contains(block)) {
                problems.add(
                        pointer(array),
                        "must be of a block with experts, which are %s counted from 0, was of block %d",
                        blocks(model.mixtures()),
                        block);
            } else if (byBlock.putIfAbsent(block, array) != null) {
                problems.add(
                        pointer(array),
                        "must be the only one of block %d, was beside %s",
                        block,
                        byBlock.get(block).name());
            }
            check(array, array.shape(), 0, "");
            choices.put(block, new TracedRouting.Choices(array, 0));
        }
        List<Integer> missing = model.mixtures().stream()
                .filter(block -> !byBlock.containsKey(block))
                .toList();
        if (!missing.isEmpty()) {
            problems.add(
                    "",
                    "must hold an array for each of the %d blocks with experts, was without blocks %s; one array for"
                            + " all blocks has no number in its name",
                    model.mixtures().size(),
                    blocks(missing));
        }
    }

    private int firstBlock() {
        return model.mixtures().get(0);
    }

    private static String blocks(List<Integer> numbers) {
        boolean inARow = numbers.get(numbers.size() - 1) - numbers.get(0) == numbers.size() - 1;
        return inARow && numbers.size() > 2
                ? numbers.get(0) + " to " + numbers.get(numbers.size() - 1)
                : numbers.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))
                        + (numbers.size() > 20 ? ", ..." : "");
    }

    private static String pointer(IntegerArray array) {
        return "/" + Json.encodePointer(array.name());
    }

    /** Adds the faults of one block's tokens; of equal ones the first, with their number. */
    private void check(IntegerArray array, List<Integer> shape, int from, String part) {
        int perToken = model.expertsPerToken();
        if (shape.size() != 2 || shape.get(1) != perToken) {
            problems.add(
                    pointer(array), "must be of shape [tokens, %d experts of each], was %s", perToken, array.shape());
            return;
        }
        if (shape.get(0) < tokens) {
            problems.add(
                    pointer(array) + part,
                    "must hold the %,d tokens of the run at least, was %,d",
                    tokens,
                    shape.get(0));
        }
        var outside = new Tally("must be an expert, 0 to " + (model.expertCount() - 1));
        var twice = new Tally("must be an expert that the token was not sent to before");
        for (int token = 0; token < shape.get(0); token++) {
            for (int i = 0; i < perToken; i++) {
                long expert = array.at(from + token * perToken + i);
                String at = part + "/" + token + "/" + i;
                if (expert < 0 || expert >= model.expertCount()) {
                    outside.add(pointer(array) + at, expert);
                } else if (isRepeated(array, from + token * perToken, i)) {
                    twice.add(pointer(array) + at, expert);
                }
            }
        }
        outside.report(problems);
        twice.report(problems);
    }

    private static boolean isRepeated(IntegerArray array, int first, int choice) {
        for (int i = 0; i < choice; i++) {
            if (array.at(first + i) == array.at(first + choice)) {
                return true;
            }
        }
        return false;
    }

    /** Equal faults, of which the first is shown. */
    private static final class Tally {

        private final String message;
        private String pointer = "";
        private long found;
        private long count;

        private Tally(String message) {
            this.message = message;
        }

        private void add(String at, long expert) {
            if (count == 0) {
                pointer = at;
                found = expert;
            }
            count++;
        }

        private void report(Problems problems) {
            if (count > 0) {
                String others = count == 1 ? "" : RootLocale.format(" (and %,d more)", count - 1);
                problems.add(pointer, "%s, was %d%s", message, found, others);
            }
        }
    }
}
