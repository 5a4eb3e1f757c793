package archsim.reports.words;

/** What captions have in common. */
public final class Captions {

    private Captions() {}

    /** Conditions as a sentence behind another; nothing if there are none. */
    public static String sentence(String conditions) {
        return conditions.isEmpty() ? "" : " " + capital(conditions) + ".";
    }

    /** Words as a sentence begins. */
    public static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
