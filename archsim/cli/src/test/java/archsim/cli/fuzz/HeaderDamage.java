package archsim.cli.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage to the JSON header of a safetensors file, whose length is put right, or to any of its bytes. */
final class HeaderDamage implements Damage {

    @Override
    public byte[] of(byte[] sound, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return new BytesDamage().of(sound, random);
        }
        int length = Math.toIntExact(
                ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong());
        byte[] header = new JsonDamage().of(Arrays.copyOfRange(sound, Long.BYTES, Long.BYTES + length), random);
        int data = sound.length - Long.BYTES - length;
        return ByteBuffer.allocate(Long.BYTES + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(sound, Long.BYTES + length, data)
                .array();
    }
}
