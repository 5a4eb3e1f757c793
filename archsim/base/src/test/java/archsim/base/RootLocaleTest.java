package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("changes the locale of the process")
class RootLocaleTest {

    private static final Locale BEFORE = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(BEFORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "fa-IR", "hi-IN-u-nu-deva", "my-MM-u-nu-mymr"})
    void digitsAndSeparatorsAreAscii(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(RootLocale.format("%d %,d %.2f", 1920, 1920, 1.5)).isEqualTo("1920 1,920 1.50");
    }
}
