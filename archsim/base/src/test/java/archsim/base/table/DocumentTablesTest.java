package archsim.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables for papers and for pages: nothing in a cell is taken for a command. */
class DocumentTablesTest {

    private static final ResultTable TABLE = ResultTable.titled("50 % of A & B")
            .text("name_1")
            .number("rate (x)", "%.1f")
            .row("[a|b] {c} \\d ~e ^f #1 $2 <g>", 2.25)
            .row("\u00b5", Optional.empty())
            .build();

    @Test
    void latexEscapesWhatItWouldTakeForACommand() {
        assertThat(LatexTable.render(TABLE, "tab:one").lines().toList())
                .containsExactly(
                        "% needs \\usepackage{booktabs}",
                        "\\begin{table*}",
                        "\\centering\\footnotesize",
                        "\\caption{50 \\% of A \\& B}",
                        "\\label{tab:one}",
                        "\\begin{tabular}{lr}",
                        "\\toprule",
                        "{}name\\_1 & rate (x) \\\\",
                        "\\midrule",
                        "{}[a\\textbar{}b] \\{c\\} \\textbackslash{}d \\textasciitilde{}e \\textasciicircum{}f \\#1 \\$2"
                                + " \\textless{}g\\textgreater{} & 2.3 \\\\",
                        "{}? & - \\\\",
                        "\\bottomrule",
                        "\\end{tabular}",
                        "\\end{table*}");
        assertThatThrownBy(() -> LatexTable.render(TABLE, "a}b")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Typewriter quotes are closing quotes in running text: two apostrophes, whatever the language of the paper. */
    @Test
    void latexWritesQuotesAsApostrophes() {
        ResultTable quoted =
                ResultTable.titled("a \"b\"").text("\"c\"").row("d\te\nf").build();
        assertThat(LatexTable.render(quoted, "q").lines())
                .contains("\\caption{a ''b''}", "{}''c'' \\\\", "{}d e f \\\\");
    }

    @Test
    void markdownKeepsItsCellsApart() {
        assertThat(MarkdownTable.render(TABLE)).isEqualTo("""
                | name_1 | rate (x) |
                | --- | --: |
                | [a\\|b] {c} \\\\d ~e ^f #1 $2 &lt;g> | 2.3 |
                | \u00b5 | - |
                """);
    }
}
