package archsim.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<script>, &lt;script>",
                "[x](javascript:alert(1)), [x\\](javascript:alert(1))",
                "![x](y), ![x\\](y)",
                "[x]: http://y, [x\\]: http://y",
                "a *b* c, a \\*b\\* c",
                "_b_ conv1_1, \\_b\\_ conv1_1",
                "`b`, \\`b\\`",
                "~~b~~, \\~~b\\~~",
                "# b, \\# b",
                "- b, \\- b",
                "12. b, 12\\. b",
                "> b, \\> b",
                "&lt;b&#62; & c, &amp;lt;b&amp;#62; & c",
                "a|b, a\\|b",
                "5 % of A & B < C, 5 % of A & B &lt; C"
            })
    void whatMarkdownWouldReadIsEscaped(String plain, String escaped) {
        assertThat(MarkdownText.of(plain)).isEqualTo(escaped);
    }
}
