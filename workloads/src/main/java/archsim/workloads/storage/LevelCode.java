package archsim.workloads.storage;

import archsim.base.RootLocale;
import archsim.workloads.WeightTensor;

/**
 * The bit pattern of a weight.
 *
 * <p>A level is stored in two's complement. Quantisation that leaves zero out uses one level more, {@code +2^(bits-1)};
 * as long as no zero is stored, code 0 is free to stand for it. A float is its IEEE 754 pattern.
 *
 * @param bits width of a value; 32 for floats
 * @param scale value of one level step; 1 for floats
 * @param storesZero whether code 0 stands for zero
 */
public record LevelCode(int bits, float scale, boolean storesZero) {

    /**
     * The code of {@code weights}.
     *
     * @param storesZero whether zeros are to be stored
     * @throws IllegalArgumentException if they are, and a level leaves no code for them
     */
    static LevelCode of(WeightTensor weights, boolean storesZero) {
        var code = new LevelCode(
                weights.isQuantised() ? weights.bits() : Float.SIZE,
                weights.scale(),
                storesZero || !weights.isQuantised());
        for (int i = 0; storesZero && weights.isQuantised() && i < weights.size(); i++) {
            if (weights.level(i) == code.largest()) {
                throw new IllegalArgumentException(RootLocale.format(
                        "level %d at %d leaves no %d-bit code for a zero", weights.level(i), i, code.bits));
            }
        }
        return code;
    }

    private int largest() {
        return 1 << (bits - 1);
    }

    boolean isFloat() {
        return bits == 32;
    }

    long encode(WeightTensor weights, int index) {
        if (isFloat()) {
            return Integer.toUnsignedLong(Float.floatToRawIntBits(weights.value(index)));
        }
        int level = weights.level(index);
        return level == largest() ? 0 : level & ((1 << bits) - 1);
    }

    /** All weights, zero at first. */
    Decoded decoded(int size) {
        return new Decoded(new int[size]);
    }

    /** Gathers decoded weights. */
    final class Decoded {

        private final int[] codes;

        private Decoded(int[] codes) {
            this.codes = codes;
        }

        void set(int index, long code) {
            int level = (int) (code << (64 - bits) >> (64 - bits));
            codes[index] = isFloat() || storesZero || level != 0 ? level : largest();
        }

        WeightTensor tensor() {
            if (isFloat()) {
                float[] values = new float[codes.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(codes[i]);
                }
                return WeightTensor.ofFloats(values);
            }
            short[] levels = new short[codes.length];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (short) codes[i];
            }
            return WeightTensor.ofLevels(levels, scale, bits);
        }
    }
}
