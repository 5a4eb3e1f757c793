package archsim.reports.words;

import archsim.base.RootLocale;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import java.util.ArrayList;
import java.util.List;

/** What the energies of a result lack, in words. */
public final class PartialEnergy {

    private PartialEnergy() {}

    /** A sentence for each component of each run without a price; none if all energies are known. */
    public static List<String> sentences(SimulationResult result) {
        List<String> sentences = new ArrayList<>();
        for (RunResult run : result.runs()) {
            run.totals()
                    .energy()
                    .unpriced()
                    .forEach((component, reason) -> sentences.add(RootLocale.format(
                            "Energy of %s is partial, without that of %s: %s", run.workload(), component, reason)));
        }
        return sentences;
    }
}
