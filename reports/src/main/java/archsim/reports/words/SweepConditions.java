package archsim.reports.words;

import archsim.base.InvalidInputException;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all points of a sweep share of machine and memory, for captions. */
public final class SweepConditions {

    private SweepConditions() {}

    /**
     * In words; empty where everything is an axis or has no name that ships.
     *
     * @param base configuration of the sweep
     * @param axes names of its axes; what one of them is called after varies, and is left out
     */
    public static String of(JsonObject base, List<String> axes) {
        List<String> words = new ArrayList<>();
        if (!varies("accelerator", axes)) {
            machine(base)
                    .ifPresent(machine -> words.add(machine.name()
                            + (varies("technologyNm", axes) ? "" : ", " + machine.technologyNm() + " nm")
                            + (varies("clockMhz", axes)
                                    ? ""
                                    : ", " + MachineText.number(machine.clockMhz()) + " MHz")));
        }
        if (!varies("memory", axes)) {
            memory(base)
                    .ifPresent(memory -> words.add("memory "
                            + MachineText.memory(memory.name(), memory.channels(), memory.peakGbPerSecond())));
        }
        return String.join("; ", words);
    }

    private static boolean varies(String key, List<String> axes) {
        return axes.stream().anyMatch(axis -> axis.equals(key) || axis.endsWith("/" + key));
    }

    private static Optional<Accelerator> machine(JsonObject base) {
        return base.get("accelerator") instanceof JsonString name
                        && AcceleratorLibrary.names().contains(name.getString())
                ? Optional.of(AcceleratorLibrary.find(name.getString()))
                : Optional.empty();
    }

    private static Optional<DramStandard> memory(JsonObject base) {
        try {
            return Optional.ofNullable(base.get("memory")).map(part -> MemoryConfig.resolve("base", part));
        } catch (InvalidInputException faultOfTheFileThatPointsReport) {
            return Optional.empty();
        }
    }
}
