package archsim.sweep.drawn;

import archsim.engine.run.config.Fidelity;
import java.util.List;

/**
 * What is drawn again on what.
 *
 * @param models names or files, at least one
 * @param machines names or files, at least one, each on its own terms
 * @param memory beside every machine
 * @param images of each model's recorded inputs, at least 1
 * @param seeds drawings of each kind, at least 1: seeds 1 to this
 * @param fidelity of the memory simulation
 */
public record DrawnConfig(
        List<String> models, List<String> machines, String memory, int images, int seeds, Fidelity fidelity) {

    public DrawnConfig {
        models = List.copyOf(models);
        machines = List.copyOf(machines);
        if (models.isEmpty() || machines.isEmpty() || images < 1 || seeds < 1) {
            throw new IllegalArgumentException("needs a model, a machine, an image and a seed");
        }
    }
}
