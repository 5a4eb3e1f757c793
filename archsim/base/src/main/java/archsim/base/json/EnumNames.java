package archsim.base.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as JSON spells them: {@code ROW_STATIONARY} is {@code "row-stationary"}. */
final class EnumNames {

    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of all constants of {@code type}, in their order. */
    static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}
