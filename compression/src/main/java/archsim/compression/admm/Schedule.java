package archsim.compression.admm;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.Quantisation;
import archsim.compression.config.Round;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of a run, in order.
 *
 * @param stages at least one
 */
record Schedule(List<Stage> stages) {

    Schedule {
        stages = List.copyOf(stages);
    }

    /** Dense training, then ADMM and retraining for each round, then quantisation step by step. */
    static Schedule of(CompressionConfig config) {
        var stages = new ArrayList<Stage>();
        stages.add(new TrainingStage("dense", config.dense(), true));
        int number = 0;
        for (Round round : config.rounds()) {
            number++;
            stages.add(new AdmmStage("round%d-admm".formatted(number), round.admm(), new PrunedSet(round.layers())));
            stages.add(new TrainingStage("round%d-retraining".formatted(number), round.retraining(), false));
        }
        Quantisation quantisation = config.quantisation();
        var set = new QuantisedSet(quantisation.levels());
        quantisation.admm().ifPresent(admm -> stages.add(new AdmmStage("quantisation-admm", admm, set)));
        for (Quantisation.Step step : quantisation.steps()) {
            String name = "quantisation-%d".formatted(Math.round(step.share() * 100));
            stages.add(new FixingStage(name, set, step));
        }
        return new Schedule(stages);
    }

    /** Epochs of all stages. */
    int epochs() {
        return stages.stream().mapToInt(stage -> stage.training().epochs()).sum();
    }
}
