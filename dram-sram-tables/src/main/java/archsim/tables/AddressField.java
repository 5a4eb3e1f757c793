package archsim.tables;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What a part of a memory address chooses, in the two letters of the usual notation of address orders. */
public enum AddressField {
    ROW("ro"),
    RANK("ra"),
    BANK("ba"),
    BANK_GROUP("bg"),
    COLUMN("co"),
    CHANNEL("ch");

    private final String letters;

    AddressField(String letters) {
        this.letters = letters;
    }

    /**
     * The fields of {@code order} from the highest bits down, e.g. {@code rorabacobgch}.
     *
     * @throws IllegalArgumentException unless it names each field once
     */
    public static List<AddressField> highToLow(String order) {
        List<AddressField> fields = new ArrayList<>();
        for (int at = 0; at < order.length(); at += 2) {
            of(order.substring(at, Math.min(at + 2, order.length()))).ifPresent(fields::add);
        }
        if (order.length() != 2 * values().length
                || !EnumSet.copyOf(List.of(values())).equals(setOf(fields))) {
            throw new IllegalArgumentException(
                    "addressMapping must name each of ro ra ba bg co ch once, highest bits first, was " + order);
        }
        return List.copyOf(fields);
    }

    private static EnumSet<AddressField> setOf(List<AddressField> fields) {
        EnumSet<AddressField> set = EnumSet.noneOf(AddressField.class);
        set.addAll(fields);
        return set;
    }

    private static Optional<AddressField> of(String letters) {
        for (AddressField field : values()) {
            if (field.letters.equals(letters)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
