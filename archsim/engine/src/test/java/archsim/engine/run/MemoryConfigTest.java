package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class MemoryConfigTest {

    /** The part is the whole file, so its pointer does not say that it is a memory. */
    @Test
    void anUnknownBaseOfAMemoryFileRefersToTheListOfMemories() {
        assertThatThrownBy(() -> MemoryConfig.read("mine.json", "{\"base\": \"lpddr4-2401\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mine.json:\n  /base must be one of archsim list memories, was \"lpddr4-2401\", did"
                        + " you mean \"lpddr4-2400\"?");
    }
}
