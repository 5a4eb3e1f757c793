package archsim.workloads;

import archsim.base.RootLocale;
import archsim.base.json.Range;

/**
 * Equal numbers in a file.
 *
 * @param count of them
 * @param bits of one; 0 if there are none
 * @param storedBits of all as they lie in the file, padding included
 */
public record StoredCount(
        @Range(min = 0, max = StoredCount.MOST) long count,
        @Range(min = 0, max = 64) int bits,
        @Range(min = 0, max = StoredCount.MOST) long storedBits) {

    /** More than any file holds; a thousand of them still fit a {@code long}. */
    static final double MOST = 1e15;

    /** None. */
    public static final StoredCount NONE = new StoredCount(0, 0, 0);

    public StoredCount {
        if (count < 0 || bits < 0 || storedBits / Math.max(1, bits) < count) {
            throw new IllegalArgumentException(RootLocale.format(
                    "storedBits must hold count times bits, was %d for %d of %d bits", storedBits, count, bits));
        }
    }

    /** Numbers without padding between them. */
    public static StoredCount packed(long count, int bits) {
        return new StoredCount(count, bits, Math.multiplyExact(count, (long) bits));
    }
}
