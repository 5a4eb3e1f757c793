package archsim.reports.chart;

/** What captions have in common. */
final class Captions {

    private Captions() {}

    /** Conditions as a sentence behind another; nothing if there are none. */
    static String sentence(String conditions) {
        return conditions.isEmpty()
                ? ""
                : " " + Character.toUpperCase(conditions.charAt(0)) + conditions.substring(1) + ".";
    }
}
