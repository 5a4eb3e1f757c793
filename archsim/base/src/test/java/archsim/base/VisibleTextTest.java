package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    /** Escape, bell, line ends, NEL, soft hyphen, bidirectional marks and isolates, separators, byte order mark, half a pair. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x1b, 0x07, 0x0a, 0x0d, 0x85, 0xad, 0x061c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, 0x2028,
                0x2029, 0xfeff, 0xd800, 0xe0001
            })
    void whatCannotBeSeenIsHidden(int c) {
        String text = "a" + Character.toString(c) + "b";
        assertThat(VisibleText.isVisible(text)).isFalse();
        assertThat(VisibleText.isVisible(VisibleText.of(text))).isTrue();
    }

    @Test
    void hiddenCharactersAreShownByTheirNumbers() {
        assertThat(VisibleText.of("a\u001b[2Jb\u202ec")).isEqualTo("a\\u001b[2Jb\\u202ec");
    }

    @Test
    void linesKeepTheirEndsAndTabs() {
        assertThat(VisibleText.ofLines("a\tb\nc\rd\u2028e")).isEqualTo("a\tb\nc\\u000dd\\u2028e");
    }

    @Test
    void lettersOfAllLanguagesAreVisible() {
        assertThat(VisibleText.isVisible("gr\u00f6\u00dfe \u0646\u0645\u06cc\u200c\u062e \ud83d\ude00 \u5c42"))
                .isTrue();
    }
}
