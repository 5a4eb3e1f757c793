package archsim.reports.text;

import archsim.energy.DataType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which data types a table has columns for. */
final class DataTypes {

    private static final Set<DataType> ALWAYS = EnumSet.range(DataType.WEIGHTS, DataType.PSUMS);

    private DataTypes() {}

    /** Those that every network has, and of the others the {@code present}. */
    static List<DataType> shown(Predicate<DataType> present) {
        return Arrays.stream(DataType.values())
                .filter(type -> ALWAYS.contains(type) || present.test(type))
                .toList();
    }
}
