package archsim.cli.fuzz;

import java.util.SplittableRandom;

/** A way to damage a sound file. */
@FunctionalInterface
interface Damage {

    /** The damaged file; the same for the same state of {@code random}. */
    byte[] of(byte[] sound, SplittableRandom random);
}
