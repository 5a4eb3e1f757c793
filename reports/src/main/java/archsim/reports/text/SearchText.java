package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.reports.words.FittedText;
import archsim.sweep.search.FoundDesign;
import archsim.sweep.search.SearchResult;
import archsim.sweep.search.SearchStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a search found as a terminal shows it: how the points ended, and the front. */
public final class SearchText {

    private static final Map<SearchStatus, String> WORDS = Map.of(
            SearchStatus.LEFT, "not yet come to",
            SearchStatus.REFUSED, "refused by limits",
            SearchStatus.BOUNDED_AWAY, "bounded away",
            SearchStatus.DONE, "simulated",
            SearchStatus.INFEASIBLE, "infeasible",
            SearchStatus.INVALID, "invalid",
            SearchStatus.FAILED, "failed");

    private SearchText() {}

    /** The text, ending with a line feed. */
    public static String of(SearchResult result, List<FoundDesign> designs) {
        var text = new StringBuilder(RootLocale.format(
                "%s: %,d designs by %s\n",
                result.search().sweep().name(),
                result.points().size(),
                result.search().objectives().stream().map(EnumNames::of).collect(Collectors.joining(", "))));
        result.counts().forEach((status, count) -> {
            if (count > 0) {
                text.append(RootLocale.format("  %,9d %s%s\n", count, WORDS.get(status), limits(result, status)));
            }
        });
        text.append(RootLocale.format("%,d that no other beats:\n", designs.size()));
        return text
                + AnalysisTables.designsText(result.search(), designs).stream()
                        .map(FittedText::table)
                        .collect(Collectors.joining("\n"));
    }

    private static String limits(SearchResult result, SearchStatus status) {
        return status == SearchStatus.REFUSED
                ? result.refused().entrySet().stream()
                        .map(entry -> RootLocale.format("%s %,d", entry.getKey().jsonName(), entry.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"))
                : "";
    }
}
