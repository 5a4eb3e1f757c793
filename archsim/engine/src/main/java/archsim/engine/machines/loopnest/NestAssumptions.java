package archsim.engine.machines.loopnest;

import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a described machine leaves open, as results say it. */
record NestAssumptions(List<Level> levels) {

    Optional<String> sentence() {
        return Stream.of(links(), conversion(), nodes(), ports())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private Optional<String> links() {
        String linked = names(spatial -> spatial.hopMm().isPresent());
        String free = names(spatial -> spatial.hopMm().isEmpty());
        if (linked.isEmpty()) {
            return free.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Links between instances: none costs anything; " + free + " have no hopMm.");
        }
        String others = free.isEmpty() ? "." : "; on " + free + ", which have no hopMm, it costs nothing.";
        return Optional.of("Links between instances: what moves is counted hop by hop on " + linked
                + ", sums of a tree as if from instance to instance" + others);
    }

    /** What changes of a code between two memories cost. */
    private Optional<String> conversion() {
        String converted = Stream.of(Operand.WEIGHTS, Operand.INPUTS)
                .filter(this::changesCode)
                .map(Operand::jsonName)
                .collect(Collectors.joining(" and "));
        return converted.isEmpty()
                ? Optional.empty()
                : Optional.of("Conversion: where the code of " + converted
                        + " changes between two memories, a value that is read"
                        + " takes the decoding of its index, an element whose zeros are looked for a comparison, a value that is"
                        + " stored in a code a sum; none of them takes cycles.");
    }

    /** What two ports a bank would cost. */
    private Optional<String> ports() {
        String two = levels.stream()
                .filter(level ->
                        level instanceof Memory memory && memory.ports().orElse(1) == 2)
                .map(Level::name)
                .collect(Collectors.joining(", "));
        return two.isEmpty()
                ? Optional.empty()
                : Optional.of("Two ports: energy, leakage and area of " + two
                        + " are those of a memory with one, which is too little.");
    }

    /** What lies in a node of its own. */
    private Optional<String> nodes() {
        String own = levels.stream()
                .filter(level -> level.technologyNm().isPresent())
                .map(level -> RootLocale.format(
                        "%s in %d nm", level.name(), level.technologyNm().getAsInt()))
                .collect(Collectors.joining(", "));
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of("Nodes of their own: " + own
                        + "; each has its node's nominal supply unless the machine's is stated, and what crosses to another"
                        + " node takes neither a level shifter nor a cycle.");
    }

    private boolean changesCode(Operand operand) {
        List<Format> codes = levels.stream()
                .filter(level -> level.holds(operand))
                .map(level -> level.format(operand))
                .toList();
        return IntStream.range(1, codes.size()).anyMatch(i -> !codes.get(i).isSameCodeAs(codes.get(i - 1)));
    }

    private String names(Predicate<Spatial> which) {
        return levels.stream()
                .filter(level -> level instanceof Spatial spatial && which.test(spatial))
                .map(Level::name)
                .collect(Collectors.joining(", "));
    }
}
