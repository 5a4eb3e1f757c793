package archsim.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisValueTest {

    @Test
    void anObjectGoesByItsNameOrByWhatItStartsFrom() {
        assertThat(AxisValue.of("{\"base\":\"scnn\",\"name\":\"mine\",\"clockMhz\":800}"))
                .isEqualTo("mine");
        assertThat(AxisValue.of("{\"base\":\"scnn\",\"clockMhz\":800,\"technologyNm\":28}"))
                .isEqualTo("scnn with clockMhz 800, technologyNm 28");
    }

    @Test
    void otherValuesStayAsTheyAre() {
        assertThat(AxisValue.of("0.25")).isEqualTo("0.25");
        assertThat(AxisValue.of("{\"n\":2}")).isEqualTo("{\"n\":2}");
        assertThat(AxisValue.of("{broken")).isEqualTo("{broken");
    }
}
