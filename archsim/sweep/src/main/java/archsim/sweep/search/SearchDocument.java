package archsim.sweep.search;

import archsim.base.ShortestDecimal;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.energy.PriceBounds;
import archsim.sweep.analysis.Objective;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A search as {@code search.json} holds it: what was asked, how the points ended, and the front. */
public final class SearchDocument {

    /** Name of the file in a search's folder. */
    public static final String FILE = "search.json";

    private SearchDocument() {}

    /**
     * The document, ending with a line feed.
     *
     * @param sweep {@link archsim.sweep.SweepDocument#text} of the search's sweep
     * @param designs of the front
     */
    public static String text(String sweep, SearchResult result, List<FoundDesign> designs) {
        var document = new LinkedHashMap<String, Object>(StrictJson.parseObject(FILE, sweep));
        document.remove("columns");
        document.putAll(found(result, designs));
        return StrictJson.write(document);
    }

    /** What was found, without what was asked for. */
    public static Map<String, Object> found(SearchResult result, List<FoundDesign> designs) {
        Search search = result.search();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("objectives", search.objectives().stream().map(EnumNames::of).toList());
        tree.put("limits", limits(search.limits()));
        tree.put("points", result.points().size());
        tree.put("simulated", result.simulated());
        var ended = new LinkedHashMap<String, Object>();
        result.counts().forEach((status, count) -> ended.put(status.jsonName(), count));
        tree.put("ended", ended);
        var refused = new LinkedHashMap<String, Object>();
        result.refused().forEach((limit, count) -> refused.put(limit.jsonName(), count));
        tree.put("refused", refused);
        tree.put("front", designs.stream().map(design -> design(search, design)).toList());
        return tree;
    }

    private static Map<String, Object> limits(Limits limits) {
        var tree = new LinkedHashMap<String, Object>();
        for (Limit limit : Limit.values()) {
            put(tree, limit.jsonName(), limits.of(limit));
        }
        return tree;
    }

    private static Map<String, Object> design(Search search, FoundDesign design) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("index", design.candidate().point());
        var axes = new LinkedHashMap<String, Object>();
        List<String> names = search.axes();
        for (int i = 0; i < names.size(); i++) {
            axes.put(
                    names.get(i),
                    search.sweep()
                            .values(search.sweep().steps(design.candidate().point()))
                            .get(i));
        }
        tree.put("axes", axes);
        put(tree, Limit.AREA.jsonName(), design.areaMm2());
        tree.put(Limit.MULTIPLIERS.jsonName(), design.multipliers());
        put(tree, Limit.BANDWIDTH.jsonName(), design.gbPerSecond());
        for (int i = 0; i < search.objectives().size(); i++) {
            tree.put(
                    search.objectives().get(i).figure(),
                    number(design.candidate().values().get(i)));
        }
        List<Objective> beside = Objective.beside(search.objectives());
        for (int i = 0; i < beside.size(); i++) {
            String key = beside.get(i).figure();
            design.candidate().beside().get(i).ifPresent(figure -> tree.put(key, number(figure)));
        }
        design.prices().ifPresent(prices -> putPrices(tree, design.energyPj(), prices));
        return tree;
    }

    private static void putPrices(Map<String, Object> tree, OptionalDouble energyPj, PriceBounds prices) {
        tree.put("energyLowPj", number(prices.low()));
        put(tree, Objective.ENERGY.figure(), energyPj);
        tree.put("energyHighPj", number(prices.high()));
    }

    private static void put(Map<String, Object> tree, String key, OptionalDouble value) {
        value.ifPresent(found -> tree.put(key, number(found)));
    }

    private static BigDecimal number(double value) {
        return ShortestDecimal.of(value);
    }
}
