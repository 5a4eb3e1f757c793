package archsim.reports.study;

import archsim.reports.words.FittedText;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StudyResult;
import java.util.List;

/** A study as a terminal shows it, at most 120 columns wide: for each pair who wins, the claims, storage, contests. */
public final class StudyText {

    private StudyText() {}

    /** The text, ending with a line feed. */
    public static String of(StudyResult result) {
        var text = new StringBuilder(FittedText.wrapped(StudyWords.title(result), "  "));
        StudyWords.remarks(result).forEach(remark -> text.append(FittedText.wrapped("- " + remark, "  ")));
        for (PairResult pair : result.pairs()) {
            text.append('\n').append(FittedText.wrapped(StudyWords.heading(pair), "  "));
            StudyVerdicts.of(pair).forEach(sentence -> text.append(FittedText.wrapped("- " + sentence, "  ")));
            text.append('\n').append(FittedText.table(StudyTables.claims(pair, result.claims(pair))));
            result.claims(pair)
                    .forEach(claim -> text.append(FittedText.wrapped(claim.id() + ": " + claim.reading(), "  ")));
            List.of(
                            StudyTables.storage(pair),
                            StudyTables.contests(pair),
                            StudyTables.runs(pair),
                            StudyTables.rates(pair))
                    .forEach(table -> text.append('\n').append(FittedText.table(table)));
            text.append('\n');
            StudyWords.refused(pair).forEach(line -> text.append(FittedText.wrapped(line, "  ")));
        }
        text.append('\n');
        StudyWords.LEGEND.forEach(line -> text.append(FittedText.wrapped(line, "  ")));
        return text.toString();
    }
}
