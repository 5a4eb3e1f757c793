package archsim.workloads.imports.checkpoint;

import java.util.regex.Pattern;

/** A name whose runs of digits are in order as numbers: layer 2 before layer 10. */
record NaturalName(String text) implements Comparable<NaturalName> {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private String key() {
        return DIGITS.matcher(text).replaceAll(run -> {
            String number = run.group();
            return (char) ('0' + Math.min(number.length(), 40)) + number;
        });
    }

    @Override
    public int compareTo(NaturalName other) {
        int order = key().compareTo(other.key());
        return order != 0 ? order : text.compareTo(other.text);
    }
}
