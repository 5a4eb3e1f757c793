package archsim.workloads.storage;

import archsim.base.RootLocale;
import archsim.base.json.Range;

/**
 * What storing weights takes, by purpose, in bits.
 *
 * @param weights values of present weights
 * @param indices positions of present weights
 * @param fillers value and index of entries that only bridge a gap too long for the index width
 * @param pointers row or column extents
 * @param scales of quantised weights, with zero points and indices of groups
 */
public record StorageBits(
        @Range(min = 0, max = StorageBits.MOST) long weights,
        @Range(min = 0, max = StorageBits.MOST) long indices,
        @Range(min = 0, max = StorageBits.MOST) long fillers,
        @Range(min = 0, max = StorageBits.MOST) long pointers,
        @Range(min = 0, max = StorageBits.MOST) long scales) {

    /** More than any count that is read can be; all of them together still fit a {@code long}. */
    static final double MOST = 1e18;

    /** Nothing stored. */
    public static final StorageBits NONE = new StorageBits(0, 0, 0, 0, 0);

    public StorageBits {
        if (weights < 0 || indices < 0 || fillers < 0 || pointers < 0 || scales < 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "bits must be at least 0, was weights=%d indices=%d fillers=%d pointers=%d scales=%d",
                    weights, indices, fillers, pointers, scales));
        }
    }

    /** Weights without scales. */
    public StorageBits(long weights, long indices, long fillers, long pointers) {
        this(weights, indices, fillers, pointers, 0);
    }

    /** The same with {@code bits} of scales. */
    public StorageBits withScales(long bits) {
        return new StorageBits(weights, indices, fillers, pointers, bits);
    }

    /** All bits. */
    public long total() {
        return weights + indices + fillers + pointers + scales;
    }

    /** As often, by purpose. */
    public StorageBits times(long copies) {
        return new StorageBits(
                Math.multiplyExact(weights, copies),
                Math.multiplyExact(indices, copies),
                Math.multiplyExact(fillers, copies),
                Math.multiplyExact(pointers, copies),
                Math.multiplyExact(scales, copies));
    }

    /** Sum by purpose. */
    public StorageBits plus(StorageBits other) {
        return new StorageBits(
                weights + other.weights,
                indices + other.indices,
                fillers + other.fillers,
                pointers + other.pointers,
                scales + other.scales);
    }
}
