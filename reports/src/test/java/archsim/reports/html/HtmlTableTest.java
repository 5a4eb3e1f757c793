package archsim.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.table.ResultTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlTableTest {

    private static String html(int totals) {
        ResultTable table = ResultTable.titled("Cycles & more")
                .text("layer")
                .number("share (%)", "%.1f")
                .row("conv1", 33.349)
                .row("<fc1>", Optional.empty())
                .build();
        return new HtmlTable("t", table, totals, false).html().toString();
    }

    /** 33.3 is shown, and 33.349 is what it is sorted by; nothing stands behind a dash. */
    @Test
    void aRoundedNumberIsSortedByAllItsDigits() {
        assertThat(html(0))
                .contains("<td class=\"n\" data-v=\"33.349\">33.3</td>")
                .contains("<td class=\"n\">-</td>");
    }

    @Test
    void textIsEscaped() {
        assertThat(html(0)).contains("<span>Cycles &amp; more</span></caption>", "<th scope=\"row\">&lt;fc1&gt;</th>");
    }

    @Test
    void sumsAreInTheFoot() {
        assertThat(html(1)).containsPattern("(?s)conv1.*</tbody>\\s*<tfoot>.*fc1.*</tfoot>");
        assertThat(html(0)).doesNotContain("tfoot");
    }

    /** NUL, a mark that turns the direction of text, half of a pair, a non-character; an accent and a smile stay. */
    @Test
    void whatCannotBeReadIsMarked() {
        assertThat(Legible.of("a\u0000b\u202ec\ud83dd\uffffe")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
        assertThat(Legible.of("\u00e9\ud83d\ude00")).isEqualTo("\u00e9\ud83d\ude00");
    }
}
