package archsim.reports.text;

import archsim.energy.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which data types a table has columns for. */
final class DataTypes {

    private DataTypes() {}

    /** Those that every network has, and of the others the {@code present}. */
    static List<DataType> shown(Predicate<DataType> present) {
        return Arrays.stream(DataType.values())
                .filter(type -> type.compareTo(DataType.PSUMS) <= 0 || present.test(type))
                .toList();
    }
}
