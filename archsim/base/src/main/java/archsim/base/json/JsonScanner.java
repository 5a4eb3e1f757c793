package archsim.base.json;

import archsim.base.Fault.Code;
import archsim.base.Problems;

/**
 * Splits JSON text (RFC 8259) into tokens and knows where each one starts.
 *
 * <p>Written by hand because what a parser library says of a fault (token names, positions behind the fault) is not
 * for the author of a configuration.
 */
final class JsonScanner {

    /** What a token is. */
    enum Kind {
        OPEN_OBJECT,
        CLOSE_OBJECT,
        OPEN_LIST,
        CLOSE_LIST,
        COLON,
        COMMA,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        UNKNOWN,
        END
    }

    private final String text;
    private final Problems problems;
    private int start;
    private int end;
    /** Line feeds stand only between tokens, so counting them there is enough. */
    private int line = 1;

    private Kind kind = Kind.END;
    private String string = "";

    JsonScanner(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Moves to the next token. */
    Kind next() {
        start = end;
        while (start < text.length() && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
            line += text.charAt(start) == '\n' ? 1 : 0;
            start++;
        }
        end = start + 1;
        if (start == text.length()) {
            end = start;
            kind = Kind.END;
            return kind;
        }
        kind = switch (text.charAt(start)) {
            case '{' -> Kind.OPEN_OBJECT;
            case '}' -> Kind.CLOSE_OBJECT;
            case '[' -> Kind.OPEN_LIST;
            case ']' -> Kind.CLOSE_LIST;
            case ':' -> Kind.COLON;
            case ',' -> Kind.COMMA;
            case '"' -> scanString();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> scanNumber();
            default -> scanWord();
        };
        return kind;
    }

    /** The token moved to last. */
    Kind kind() {
        return kind;
    }

    /** The current token as written. */
    String lexeme() {
        return text.substring(start, end);
    }

    /** The characters that the current {@link Kind#STRING} stands for. */
    String string() {
        return string;
    }

    /** Line of the current token, from 1. */
    int line() {
        return line;
    }

    /** Ends the reading: the current token is not what the grammar wants. */
    RuntimeException expected(String what) {
        return fault(start, what);
    }

    private Kind scanString() {
        var decoded = new StringBuilder();
        while (true) {
            char c = charAt(end, "a closing \" of the string");
            if (c == '"') {
                end++;
                string = decoded.toString();
                return Kind.STRING;
            }
            if (c < ' ') {
                throw fault(end, "a closing \" of the string in the same line");
            }
            decoded.append(c == '\\' ? escape() : c);
            end++;
        }
    }

    /** The character of an escape; leaves {@code end} at the escape's last character. */
    private char escape() {
        char c = charAt(++end, "the rest of an escape");
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u') {
            throw fault(end, "one of \" \\ / b f n r t u after \\");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(charAt(++end, "four hexadecimal digits after \\u"), 16);
            if (digit < 0) {
                throw fault(end, "four hexadecimal digits after \\u");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Kind scanNumber() {
        end = start + (text.charAt(start) == '-' ? 1 : 0);
        int integer = end;
        digits("a digit");
        if (text.charAt(integer) == '0' && end > integer + 1) {
            throw fault(start, "a number without leading zeros");
        }
        if (isAt(".")) {
            end++;
            digits("a digit after the decimal point");
        }
        if (isAt("eE")) {
            end += end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 2 : 1;
            digits("a digit in the exponent");
        }
        return Kind.NUMBER;
    }

    private void digits(String what) {
        if (!isAt("0123456789")) {
            throw fault(end, what);
        }
        while (isAt("0123456789")) {
            end++;
        }
    }

    private boolean isAt(String any) {
        return end < text.length() && any.indexOf(text.charAt(end)) >= 0;
    }

    private Kind scanWord() {
        end = start + Math.max(1, word(start).length());
        return switch (lexeme()) {
            case "true" -> Kind.TRUE;
            case "false" -> Kind.FALSE;
            case "null" -> Kind.NULL;
            default -> Kind.UNKNOWN;
        };
    }

    /** What people used to another notation need to hear. */
    private static String habit(String found) {
        return switch (found) {
            case "True", "False", "None", "TRUE", "FALSE", "NULL" -> " (JSON has true, false and null)";
            case "NaN", "Infinity", "nan", "inf" -> " (numbers are finite)";
            case "/", "#" -> " (JSON has no comments)";
            case "+" -> " (numbers have no plus sign)";
            case "." -> " (numbers start with a digit)";
            default ->
                found.equals("'") || Character.isLetter(found.charAt(0)) ? " (texts stand in double quotes)" : "";
        };
    }

    private char charAt(int index, String expected) {
        if (index >= text.length()) {
            throw fault(text.length(), expected);
        }
        return text.charAt(index);
    }

    private RuntimeException fault(int index, String expected) {
        int column = index - (index == 0 ? -1 : text.lastIndexOf('\n', index - 1));
        problems.add(
                Code.SYNTAX,
                "",
                "is not JSON at line %d, column %d: expected %s, was %s",
                line,
                column,
                expected,
                found(index));
        return problems.toException();
    }

    private String found(int index) {
        if (index >= text.length()) {
            return "the end of the text";
        }
        char c = text.charAt(index);
        if (c == '\n' || c == '\r') {
            return "the end of the line";
        }
        if (c == '"') {
            return "a text";
        }
        String word = word(index);
        String found = word.isEmpty() ? Character.toString(text.codePointAt(index)) : word;
        String shown = found.length() <= 20 ? found : found.substring(0, 20) + "...";
        return '"' + shown + '"' + (kind == Kind.UNKNOWN ? habit(found) : "");
    }

    /** The letters and digits from {@code index} on. */
    private String word(int index) {
        int last = index;
        while (last < text.length() && Character.isLetterOrDigit(text.charAt(last))) {
            last++;
        }
        return text.substring(index, last);
    }
}
