package archsim.sweep;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** CRC-32 in eight hexadecimal digits: it finds accidents, and keeps nobody from forging a line. */
final class CheckSum {

    /** Characters of a check sum. */
    static final int LENGTH = 8;

    private CheckSum() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
