package archsim.cli.neighbours;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of a neighbour that are converted together: the kind of each shows in what it holds. */
final class ConversionFiles {

    private final Given given;
    private final TimeloopFiles timeloop = new TimeloopFiles();
    private final ZigZagFiles zigzag = new ZigZagFiles();
    private final List<Converted> parts = new ArrayList<>();
    private final List<InvalidInputException> faulty = new ArrayList<>();
    private final List<Problems> problems = new ArrayList<>();
    /** Whether nothing that is missed may stand in a file that could not be read. */
    private boolean allRead = true;

    private ConversionFiles(Given given) {
        this.given = given;
    }

    /**
     * What files become: those of Timeloop together, and so an accelerator of ZigZag and its mapping; each other one alone.
     *
     * @throws InvalidInputException with the faults of all of them
     */
    static List<Converted> read(List<Path> files, Given given) {
        var all = new ConversionFiles(given);
        for (Path file : files) {
            try {
                all.add(file);
            } catch (InvalidInputException e) {
                all.faulty.add(e);
                all.allRead = false;
            }
        }
        if (all.allRead) {
            all.timeloop.read(given).ifPresent(all.parts::add);
            all.zigzag.read(given).ifPresent(all.parts::add);
        }
        all.throwIfAny();
        return List.copyOf(all.parts);
    }

    private void throwIfAny() {
        problems.stream().filter(of -> !of.isEmpty()).map(Problems::toException).forEach(faulty::add);
        if (faulty.size() == 1) {
            throw faulty.get(0);
        } else if (!faulty.isEmpty()) {
            throw new InvalidInputException(
                    "import-config",
                    faulty.stream()
                            .flatMap(one -> one.faults().stream().map(fault -> Fault.of(one.file() + ": " + fault)))
                            .toList());
        }
    }

    private void add(Path file) {
        var found = new Problems(file.toString());
        problems.add(found);
        String text = StrictJson.readText(file);
        String name = stem(file);
        if (ScaleSimConfig.is(text)) {
            ScaleSimConfig.read(found, name, text, given).ifPresent(parts::add);
        } else if (ScaleSimTopology.is(text)) {
            ScaleSimTopology.read(found, name, text).ifPresent(parts::add);
        } else {
            Optional<String> whole = new Includes(found).text(file, text);
            whole.flatMap(full -> YamlValue.read(found, full))
                    .ifPresentOrElse(root -> addYaml(found, name, root), () -> allRead = false);
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void addYaml(Problems found, String name, YamlValue root) {
        if (ZigZagWorkload.is(root)) {
            ZigZagWorkload.read(found, name, root).ifPresent(parts::add);
        } else if (ZigZagFiles.is(root)) {
            zigzag.add(name, root);
        } else if (TimeloopFiles.is(root)) {
            timeloop.add(found, name, root);
        } else {
            found.add(
                    "",
                    "must be a SCALE-Sim configuration or topology, a Timeloop architecture, problem, mapping,"
                            + " constraints or sparse optimizations, or a ZigZag workload, accelerator or mapping, was"
                            + " none of them");
        }
    }
}
