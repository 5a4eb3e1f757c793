package archsim.cli.neighbours;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One file of a neighbour: its kind is told from what it holds. */
final class ConversionFile {

    private ConversionFile() {}

    /**
     * What a file becomes.
     *
     * @throws InvalidInputException with all its faults
     */
    static Converted read(Path file, Given given) {
        var problems = new Problems(file.toString());
        String text = StrictJson.readText(file);
        String name = stem(file);
        Optional<Converted> converted;
        if (ScaleSimConfig.is(text)) {
            converted = ScaleSimConfig.read(problems, name, text, given);
        } else if (ScaleSimTopology.is(text)) {
            converted = ScaleSimTopology.read(problems, name, text);
        } else {
            converted = YamlValue.read(problems, text).flatMap(root -> yaml(problems, name, root, given));
        }
        problems.throwIfAny();
        return converted.orElseThrow();
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Optional<Converted> yaml(Problems problems, String name, YamlValue root, Given given) {
        var parts = new ArrayList<Optional<Converted>>();
        if (ZigZagWorkload.is(root)) {
            parts.add(ZigZagWorkload.read(problems, name, root));
        }
        if (TimeloopArchitecture.is(root)) {
            parts.add(TimeloopArchitecture.read(problems, name, root, given));
        }
        if (TimeloopProblem.is(root)) {
            parts.add(TimeloopProblem.read(problems, name, root, given));
        }
        if (parts.isEmpty()) {
            problems.add(
                    "",
                    root.get("memories").isPresent()
                            ? "is a ZigZag accelerator: its layers are read, its machine is written as levels"
                                    + " (archsim/docs/loop-nest.md)"
                            : "must be a SCALE-Sim configuration or topology, a Timeloop architecture or problem, or a"
                                    + " ZigZag workload, was none of them");
        }
        return together(parts);
    }

    private static Optional<Converted> together(List<Optional<Converted>> parts) {
        return parts.stream().allMatch(Optional::isPresent)
                ? parts.stream().map(Optional::get).reduce(Converted::and)
                : Optional.empty();
    }
}
