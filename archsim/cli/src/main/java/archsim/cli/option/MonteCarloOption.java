package archsim.cli.option;

import archsim.base.InvalidInputException;
import archsim.energy.EnergyModel;
import archsim.engine.run.result.SimulationResult;
import picocli.CommandLine.Option;

/** The option that draws prices. */
public final class MonteCarloOption {

    private static final int MOST_DRAWS = 1_000_000;

    @Option(
            names = "--monte-carlo",
            paramLabel = "N",
            description = "Draw all prices N times within their bounds: the interval of every energy, and how often"
                    + " the order of the workloads holds.")
    private Integer draws;

    /** Refuses a count of draws that makes no sense, before any work. */
    public void check() {
        if (draws != null && (draws < 1 || draws > MOST_DRAWS)) {
            throw InvalidInputException.of("--monte-carlo", "must be 1 to %d, was %d", MOST_DRAWS, draws);
        }
    }

    /** The result, with its energies under drawn prices if that is asked. */
    public SimulationResult apply(SimulationResult result, EnergyModel model) {
        return draws == null ? result : result.drawn(model, draws);
    }
}
