package archsim.cli.output;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class BrokenPipeTolerantStreamTest {

    private static OutputStream failingWith(String message) {
        return new BrokenPipeTolerantStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
    }

    @Test
    void aReaderThatLeftIsNoFault() {
        assertThatCode(() -> failingWith("Broken pipe").write(7)).doesNotThrowAnyException();
    }

    @Test
    void aFullDiskIsAFault() {
        assertThatThrownBy(() -> failingWith("No space left on device").write(new byte[3]))
                .hasMessage("No space left on device");
    }
}
