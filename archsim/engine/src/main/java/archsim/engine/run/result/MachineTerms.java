package archsim.engine.run.result;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import archsim.base.number.NumberType;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a comparison of machines must say of each: two that differ in these differ for more than their design.
 *
 * @param name of the machine
 * @param nodesNm its own, then those that levels of it have for themselves
 * @param type of its operands, if they are floats
 * @param memory its name
 * @param gbPerSecond peak of the memory; infinite where all data stay on the chip
 */
public record MachineTerms(
        String name,
        List<Integer> nodesNm,
        double clockMhz,
        int multipliers,
        int weightBits,
        int activationBits,
        Optional<NumberType> type,
        String memory,
        double gbPerSecond) {

    /** Those of a machine with a memory. */
    public static MachineTerms of(Accelerator machine, DramStandard memory) {
        return new MachineTerms(
                machine.name(),
                Stream.concat(
                                Stream.of(machine.technologyNm()),
                                machine.dataflow().ownNodes().values().stream().sorted())
                        .distinct()
                        .toList(),
                machine.clockMhz(),
                machine.machine().multipliers(),
                machine.precision().weightBits(),
                machine.precision().activationBits(),
                machine.precision().type(),
                memory.name(),
                memory.peakGbPerSecond());
    }

    /** Those of a configuration as resolved; absent if it does not hold a machine and a memory in whole. */
    public static Optional<MachineTerms> of(JsonObject config) {
        if (!(config.get("accelerator") instanceof JsonObject machine)
                || !(config.get("memory") instanceof JsonObject memory)) {
            return Optional.empty();
        }
        var problems = new Problems("config");
        try {
            return StrictJson.bind(problems, machine, Accelerator.class, "")
                    .flatMap(found -> DramStandards.bind(problems, memory, "").map(with -> of(found, with)));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** What was scaled before a configuration was run, a sentence each. */
    public static List<String> scaled(JsonObject config) {
        return config.get("compare") instanceof JsonObject compare && compare.containsKey("scaled")
                ? compare.getJsonArray("scaled").getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()
                : List.of();
    }

    /** Node, clock, multipliers, widths and memory in one phrase. */
    public String text() {
        return RootLocale.format(
                "%s nm, %s MHz, %,d multipliers, %s; memory %s, %s",
                nodes(),
                number(clockMhz),
                multipliers,
                operands(),
                memory,
                Double.isFinite(gbPerSecond) ? number(gbPerSecond) + " GB/s at most" : "all data on the chip");
    }

    /** Its nodes in nanometres, e.g. {@code 16 and 45}. */
    public String nodes() {
        return nodesNm.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private String operands() {
        return type.map(each -> "operands of " + each)
                .orElseGet(() ->
                        RootLocale.format("weights of %d bits x activations of %d bits", weightBits, activationBits));
    }

    /** In what machines differ that are compared, e.g. {@code node (65, 16 nm)}; empty if in nothing but their design. */
    public static List<String> differences(List<MachineTerms> machines) {
        var differences = new ArrayList<String>();
        add(differences, machines, "node", MachineTerms::nodes, " nm");
        add(differences, machines, "clock", terms -> number(terms.clockMhz()), " MHz");
        add(differences, machines, "multipliers", terms -> String.valueOf(terms.multipliers()), "");
        add(
                differences,
                machines,
                "operands",
                terms -> terms.type().map(NumberType::toString).orElse("integers"),
                "");
        add(differences, machines, "widths", terms -> terms.weightBits() + " x " + terms.activationBits(), " bits");
        add(differences, machines, "memory bandwidth", terms -> number(terms.gbPerSecond()), " GB/s");
        return differences;
    }

    private static void add(
            List<String> differences,
            List<MachineTerms> machines,
            String what,
            Function<MachineTerms, String> value,
            String unit) {
        Set<String> values = new LinkedHashSet<>();
        machines.forEach(terms -> values.add(value.apply(terms)));
        if (values.size() > 1) {
            differences.add(what + " (" + String.join(", ", values) + unit + ")");
        }
    }

    private static String number(double value) {
        return RootLocale.format("%.4g", value).replaceFirst("\\.0+$|(\\.\\d*?)0+$", "$1");
    }
}
