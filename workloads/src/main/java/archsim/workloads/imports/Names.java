package archsim.workloads.imports;

import archsim.base.RootLocale;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a note. */
final class Names {

    private static final int MOST = 20;

    private Names() {}

    /** All names, or the first of very many and how many more there are. */
    static String shortened(Collection<String> names) {
        String listed = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? listed : RootLocale.format("%s and %d more", listed, names.size() - MOST);
    }
}
