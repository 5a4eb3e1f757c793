package archsim.compression.libtorch;

import archsim.base.RootLocale;

/**
 * What one block of steps took.
 *
 * @param cpuMs processor time of the whole process, all threads, per step
 * @param wallMs time that went by per step
 * @param peakMb largest resident memory of the process so far, 10^6 bytes
 */
record BlockCost(double cpuMs, double wallMs, double peakMb) {

    BlockCost {
        if (!(cpuMs >= 0 && wallMs > 0 && peakMb > 0)) {
            throw new IllegalArgumentException(
                    RootLocale.format("a block cannot take cpuMs=%s wallMs=%s peakMb=%s", cpuMs, wallMs, peakMb));
        }
    }
}
