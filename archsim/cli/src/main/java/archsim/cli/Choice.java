package archsim.cli;

import archsim.base.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An argument that is one of an enum's constants, in lower case. */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    @Override
    public E convert(String typed) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(typed.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new TypeConversionException("must be one of %s, was %s%s"
                    .formatted(String.join(", ", names), typed, Suggestion.sentence(typed, names)));
        }
        return type.getEnumConstants()[index];
    }
}
