package archsim.cli.option;

import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.base.json.EnumNames;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An argument that is one of an enum's constants, spelled as in JSON. */
public record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    /** What was typed is none of the names; the message follows the option's name in a sentence. */
    public static final class UnknownNameException extends TypeConversionException {

        private UnknownNameException(String typed, List<String> names) {
            super(RootLocale.format(
                    "must be one of %s, was %s%s", String.join(", ", names), typed, Suggestion.sentence(typed, names)));
        }
    }

    @Override
    public E convert(String typed) {
        List<String> names = EnumNames.all(type);
        int index = names.indexOf(typed.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new UnknownNameException(typed, names);
        }
        return type.getEnumConstants()[index];
    }
}
