package archsim.workloads.imports;

import java.util.SplittableRandom;

/** Files as faults of disks and of writers leave them. */
public final class DamagedFile {

    private DamagedFile() {}

    /** Some bits of the structure turned, a run of bytes moved or overwritten, or the end cut off. */
    public static byte[] of(byte[] sound, SplittableRandom random) {
        byte[] damaged = sound.clone();
        int structure = Math.min(sound.length, random.nextBoolean() ? 700 : sound.length);
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(structure);
            int length = Math.min(random.nextInt(1, 9), sound.length - at);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> System.arraycopy(sound, random.nextInt(sound.length - length), damaged, at, length);
                case 2 -> damaged[at] = (byte) random.nextInt(256);
                default -> {
                    for (int i = 0; i < length; i++) {
                        damaged[at + i] = (byte) (random.nextBoolean() ? 0xFF : 0);
                    }
                }
            }
        }
        return damaged;
    }
}
