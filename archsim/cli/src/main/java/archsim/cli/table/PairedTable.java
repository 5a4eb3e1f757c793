package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.table.ResultTable;
import archsim.compression.PairedAnswers;

/** How two models answered the same images, as a table of one row. */
public final class PairedTable {

    private PairedTable() {}

    /**
     * The verdict, and the counts that it rests on.
     *
     * @param first model
     * @param second model
     * @param images name of the set
     * @param withinPoints difference that still counts as none
     */
    public static ResultTable of(String first, String second, String images, PairedAnswers pairs, double withinPoints) {
        String verdict = EnumNames.of(pairs.verdict(withinPoints)).replace('-', ' ');
        return ResultTable.titled(RootLocale.format(
                        "%s against %s on %s: %s within %s points (%+.2f, 95 %%: +-%.2f; McNemar p = %.4f)",
                        first,
                        second,
                        images,
                        verdict,
                        withinPoints,
                        pairs.differencePoints(),
                        pairs.halfIntervalPoints(),
                        pairs.probability()))
                .text("verdict")
                .number("images", "%,d")
                .number("only first right", "onlyFirst", "%,d")
                .number("only second right", "onlySecond", "%,d")
                .number("difference (points)", "differencePoints", "%.2f")
                .number("+- 95 %", "halfIntervalPoints", "%.2f")
                .number("p", "probability", "%.4f")
                .row(
                        verdict,
                        pairs.images(),
                        pairs.onlyFirst(),
                        pairs.onlySecond(),
                        pairs.differencePoints(),
                        pairs.halfIntervalPoints(),
                        pairs.probability())
                .build();
    }
}
