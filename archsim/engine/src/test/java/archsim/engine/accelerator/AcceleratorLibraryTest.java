package archsim.engine.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AcceleratorLibraryTest {

    private static byte[] named(String name) {
        return "{\"name\": \"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDesignIsCalledAsItsFile() {
        assertThat(AcceleratorLibrary.json("dotline", named("dotline")).getString("name"))
                .isEqualTo("dotline");
        assertThatThrownBy(() -> AcceleratorLibrary.json("dotline", named("dotline-16")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("dotline.json:\n  /name must be that of the file, \"dotline\", was \"dotline-16\"");
    }
}
