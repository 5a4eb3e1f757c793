package archsim.base.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as JSON and the command line spell them: {@code ROW_STATIONARY} is {@code "row-stationary"}. */
public final class EnumNames {

    private EnumNames() {}

    /** Of one constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of all constants of {@code type}, in their order. */
    public static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}
