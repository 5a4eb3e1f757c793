package archsim.validation;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.Fidelity;
import archsim.engine.run.Figures;
import archsim.engine.run.Simulator;
import archsim.tables.DramStandards;
import archsim.workloads.Workload;

/** What a workload costs on a design that ships. */
final class DesignRun {

    private DesignRun() {}

    /** Figures of all layers together, in closed form: contention in the memory is left out. */
    static Figures totals(String accelerator, String memory, Workload workload) {
        return new Simulator(AcceleratorLibrary.find(accelerator), DramStandards.find(memory), Fidelity.ANALYTICAL)
                .run(workload)
                .result()
                .totals();
    }

    /** Picojoules without those of the memory. */
    static double chipPj(Figures figures) {
        return figures.energy().totalPj() - figures.energy().componentPj("dram");
    }
}
