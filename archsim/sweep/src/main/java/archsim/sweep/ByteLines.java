package archsim.sweep;

import archsim.workloads.InputFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The lines of a file as bytes, since damaged ones need not be text: a fault in one is none of the others.
 *
 * @param bytes of the whole file
 */
record ByteLines(ByteBuffer bytes) {

    private static final long LARGEST_FILE_BYTES = Integer.MAX_VALUE - 8L;

    /** Takes one line, counted from 1, without its line feed. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, byte[] line);
    }

    /** @throws archsim.base.InvalidInputException if there is no such file, or it cannot be read */
    static ByteLines read(Path file) {
        return new ByteLines(InputFile.read(file, LARGEST_FILE_BYTES));
    }

    /** Visits all lines that are not empty. */
    void forEach(Visitor visitor) {
        int start = 0;
        int number = 0;
        for (int i = 0; i <= bytes.limit(); i++) {
            if (i == bytes.limit() || bytes.get(i) == '\n') {
                number++;
                if (i > start) {
                    byte[] line = new byte[i - start];
                    bytes.get(start, line);
                    visitor.visit(number, line);
                }
                start = i + 1;
            }
        }
    }
}
