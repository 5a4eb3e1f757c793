package archsim.reports.tradeoff;

import archsim.reports.words.FittedText;
import archsim.sweep.tradeoff.TradeOffResult;
import java.util.List;
import java.util.stream.Collectors;

/** A study as text for a terminal. */
public final class TradeOffText {

    private TradeOffText() {}

    /** Title, remarks and tables, ending with a line feed. */
    public static String of(TradeOffResult result) {
        String remarks = result.study().config().remarks().orElse(List.of()).stream()
                .map(remark -> FittedText.wrapped(remark, "  "))
                .collect(Collectors.joining());
        return FittedText.wrapped(result.study().config().title(), "  ")
                + remarks
                + TradeOffTables.of(result).values().stream()
                        .map(table -> "\n" + FittedText.table(table))
                        .collect(Collectors.joining());
    }
}
