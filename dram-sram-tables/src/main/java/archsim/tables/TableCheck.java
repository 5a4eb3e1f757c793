package archsim.tables;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a user's tables against what their kinds ask for, all of them before any is used. */
final class TableCheck {

    private static final Pattern NODE = Pattern.compile(".*-(\\d{1,3})nm");

    private TableCheck() {}

    /**
     * Ends the reading of faulty tables.
     *
     * @throws InvalidInputException with all faults of all files
     */
    static void throwIfFaulty(Path folder, TableFolder own) {
        List<Fault> faults = new ArrayList<>();
        TableKind.all().forEach(kind -> own.names(kind).forEach(name -> faults.addAll(faults(own, kind, name))));
        if (!faults.isEmpty()) {
            throw new InvalidInputException(folder.toString(), faults);
        }
    }

    private static List<Fault> faults(TableFolder own, TableKind kind, String name) {
        try {
            check(kind, name, own.text(kind, name));
            return List.of();
        } catch (InvalidInputException e) {
            String file = RootLocale.format("%s/%s.json", kind.folder(), name);
            return e.faults().stream()
                    .map(fault -> fault.pointer().isEmpty() ? fault.inFile(file) : fault.under(file + "#"))
                    .toList();
        }
    }

    private static void check(TableKind kind, String name, String text) {
        switch (kind) {
            case SCALING -> {
                requireName(kind, name);
                NodeScaling.read(name, text);
            }
            case ARITHMETIC -> {
                requireName(kind, name);
                ArithmeticTable.read(name, text);
            }
            case AREA -> {
                requireName(kind, name);
                AreaTable.read(name, text, TableSet.shipped().scaling());
            }
            case INTERCONNECT -> {
                requireName(kind, name);
                InterconnectTable.read(name, text, TableSet.shipped().scaling());
            }
            case CLOCK -> {
                requireName(kind, name);
                ClockTable.read(name, text, TableSet.shipped().scaling());
            }
            case SPARSE_LOGIC -> {
                requireName(kind, name);
                SparseLogicTable.read(name, text, TableSet.shipped().scaling());
            }
            case NUMBER_TYPE -> {
                requireName(kind, name);
                NumberTypeTable.read(name, text);
            }
            case OPERATION -> {
                requireName(kind, name);
                OperationTable.read(name, text, TableSet.shipped().scaling());
            }
            case SRAM -> checkNode(name, SramTable.readFile(name, text));
            case SRAM_HIGH_PERFORMANCE -> {
                SramFile file = SramTable.readFile(name, text);
                checkNode(name, file);
                checkWords(name, file);
            }
            case DRAM -> StrictJson.bind(name, StrictJson.parseObject(name, text), DramStandard.class);
        }
    }

    /** Of these kinds there is one table, so one of another name would never be read. */
    private static void requireName(TableKind kind, String name) {
        if (!kind.shippedNames().contains(name)) {
            throw InvalidInputException.of(
                    name, "must be called %s.json to be used", String.join(".json or ", kind.shippedNames()));
        }
    }

    private static void checkNode(String name, SramFile file) {
        OptionalInt node = nodeNm(name);
        if (node.isEmpty()) {
            throw InvalidInputException.of(
                    name, "must tell its node in its name, as in mine-%dnm.json", file.technologyNm());
        }
        if (node.getAsInt() != file.technologyNm()) {
            var problems = new Problems(name);
            problems.add(
                    "/technologyNm", "must be %d as in the file's name, was %d", node.getAsInt(), file.technologyNm());
            problems.throwIfAny();
        }
    }

    /** Other words are derived from these. */
    private static void checkWords(String name, SramFile file) {
        var problems = new Problems(name);
        for (int i = 0; i < file.rows().size(); i++) {
            int wordBits = file.rows().get(i).wordBits();
            if (wordBits != SramNodes.HIGH_PERFORMANCE_WORD_BITS) {
                problems.add(
                        "/rows/" + i + "/wordBits",
                        "must be %d, was %d: other words follow from these",
                        SramNodes.HIGH_PERFORMANCE_WORD_BITS,
                        wordBits);
            }
        }
        problems.throwIfAny();
    }

    /** The node that the name of an SRAM table gives, so that only those that are needed are read. */
    static OptionalInt nodeNm(String name) {
        Matcher matcher = NODE.matcher(name);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
