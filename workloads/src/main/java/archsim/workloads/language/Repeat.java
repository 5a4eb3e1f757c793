package archsim.workloads.language;

import archsim.base.RootLocale;

/**
 * How many equal layers one simulated layer stands for.
 *
 * @param phase of the run that it belongs to
 * @param times that it is run: in every block or expert of its kind, and for every token that is generated
 * @param stored layers whose weights it counts: those that are run again, or were in the prompt, are stored once
 */
public record Repeat(Phase phase, long times, long stored) {

    public Repeat {
        if (times < 1 || stored < 0 || stored > times) {
            throw new IllegalArgumentException(
                    RootLocale.format("stored must be 0 to times, times at least 1, was %d and %d", stored, times));
        }
    }
}
