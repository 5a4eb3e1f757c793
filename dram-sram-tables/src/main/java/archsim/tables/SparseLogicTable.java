package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Energy and area of circuits that find what is not zero, in any node.
 *
 * <p>Between tabulated sizes both follow power laws.
 */
public final class SparseLogicTable {

    private static final double UM2_PER_MM2 = 1e6;

    private final SparseLogicFile file;
    private final NodeScaling scaling;
    private final Map<SparseUnit, SourcedCurve> energies = new EnumMap<>(SparseUnit.class);
    private final Map<SparseUnit, PowerCurve> areasUm2 = new EnumMap<>(SparseUnit.class);
    private final Map<SparseUnit, Map<Integer, Source>> sources = new EnumMap<>(SparseUnit.class);

    private SparseLogicTable(SparseLogicFile file, NodeScaling scaling) {
        this.file = file;
        this.scaling = scaling;
        for (SparseUnit unit : SparseUnit.values()) {
            String quantity = "size of a unit " + unit.title(1);
            energies.put(unit, new SourcedCurve(quantity, bySize(unit, SparseLogicFile.Row::sourced)));
            areasUm2.put(unit, new PowerCurve(quantity, bySize(unit, SparseLogicFile.Row::areaUm2)));
            sources.put(unit, bySize(unit, SparseLogicFile.Row::source));
        }
    }

    private <T> Map<Integer, T> bySize(SparseUnit unit, Function<SparseLogicFile.Row, T> figure) {
        return file.rows().stream()
                .filter(row -> row.unit() == unit)
                .collect(Collectors.toMap(SparseLogicFile.Row::size, figure));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @param scaling gives the area of gates
     * @throws InvalidInputException with all faults of the table
     */
    public static SparseLogicTable read(String name, String text, NodeScaling scaling) {
        SparseLogicFile file = StrictJson.read(name, text, SparseLogicFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new SparseLogicTable(file, scaling);
    }

    /**
     * Energy of one use of a circuit.
     *
     * @throws OutOfRangeException if the table does not surround the size, or the scaling not the node
     */
    public SourcedEnergy energy(int technologyNm, SparseUnit unit, int size) {
        return scaling.scaled(energies.get(unit).at(size), file.technologyNm(), technologyNm);
    }

    /**
     * Area of one circuit.
     *
     * @throws OutOfRangeException if the table does not surround the size, or the scaling not the node
     */
    public SourcedArea area(int technologyNm, SparseUnit unit, int size) {
        PowerCurve areaUm2 = areasUm2.get(unit);
        Source source = sources.get(unit).get(areaUm2.floor(size));
        var area = new SourcedArea(areaUm2.at(size) / UM2_PER_MM2, source);
        return scaling.scaled(area, file.technologyNm(), technologyNm);
    }
}
