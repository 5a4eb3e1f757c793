package archsim.validation;

import archsim.engine.run.Figures;
import java.util.List;

/**
 * How many times one design needs what another does, in the geometric mean over some networks.
 *
 * @param accelerator name of one that ships
 * @param baseline name of one that ships: more than 1 means that it needs more
 * @param memory name of one that ships, behind both
 * @param networks that both run, at least one
 */
public record DesignRatio(
        String accelerator, String baseline, String memory, Quantity quantity, List<DrawnNetwork> networks)
        implements Measurement {

    /** What is needed. */
    public enum Quantity {
        /** Time from start to end. */
        TIME,
        /** Time when memory never stalls. */
        COMPUTE_TIME,
        /** Energy with the memory's. */
        ENERGY,
        /** Energy without the memory's. */
        CHIP_ENERGY
    }

    public DesignRatio {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("networks must hold at least one");
        }
    }

    @Override
    public double value() {
        double logarithms = 0;
        for (DrawnNetwork network : networks) {
            logarithms += Math.log(need(baseline, network) / need(accelerator, network));
        }
        return Math.exp(logarithms / networks.size());
    }

    private double need(String design, DrawnNetwork network) {
        Figures figures = DesignRun.totals(design, memory, network.workload());
        return switch (quantity) {
            case TIME -> figures.timeNs();
            case COMPUTE_TIME -> figures.timeNs() * figures.computeCycles() / figures.cycles();
            case ENERGY -> figures.energy().totalPj();
            case CHIP_ENERGY -> DesignRun.chipPj(figures);
        };
    }
}
