package archsim.base.table;

import java.util.regex.Pattern;

/**
 * Text as a cell of CSV that no spreadsheet takes for a formula: what begins with {@code =}, {@code +}, {@code -},
 * {@code @}, a tab or a carriage return gets an apostrophe in front, unless it is a number.
 */
public final class CsvCell {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private CsvCell() {}

    /** {@code text}, marked as text where it could be read as more. */
    public static String of(String text) {
        boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
