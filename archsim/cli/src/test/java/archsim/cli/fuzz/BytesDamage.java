package archsim.cli.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Bits turned, bytes overwritten by huge lengths, a piece lost, doubled or cut off. */
final class BytesDamage implements Damage {

    @Override
    public byte[] of(byte[] sound, SplittableRandom random) {
        if (sound.length == 0) {
            return sound;
        }
        byte[] damaged = sound.clone();
        int at = random.nextInt(damaged.length);
        int end = Math.min(damaged.length, at + random.nextInt(1, 17));
        switch (random.nextInt(5)) {
            case 0 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> Arrays.fill(damaged, at, end, (byte) (random.nextBoolean() ? 0xFF : 0x7F));
            case 2 -> damaged = joined(damaged, at, damaged, end);
            case 3 -> damaged = joined(damaged, end, damaged, at);
            default -> damaged = Arrays.copyOf(damaged, at);
        }
        return damaged;
    }

    /** The first {@code head} bytes of one and what follows {@code tail} of the other. */
    private static byte[] joined(byte[] one, int head, byte[] other, int tail) {
        byte[] all = Arrays.copyOf(one, head + other.length - tail);
        System.arraycopy(other, tail, all, head, other.length - tail);
        return all;
    }
}
