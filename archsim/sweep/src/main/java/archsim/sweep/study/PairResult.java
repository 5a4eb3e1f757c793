package archsim.sweep.study;

import archsim.engine.run.result.Comparison;
import archsim.engine.run.result.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * What became of a pair.
 *
 * @param storage of the three models, in the order of {@link Category}
 * @param runs machine by machine, of each the three models
 */
public record PairResult(PairConfig pair, List<StoredModel> storage, List<StudyRun> runs) {

    public PairResult {
        storage = List.copyOf(storage);
        runs = List.copyOf(runs);
    }

    /** How a model is stored. */
    public StoredModel stored(Category category) {
        return storage.get(category.place());
    }

    /** Whether all three models were trained, so that their accuracies are known. */
    public boolean trained() {
        return storage.stream().allMatch(model -> model.accuracy().isPresent());
    }

    /** The run of a model on a machine, if the machine can run it. */
    public Optional<RunResult> run(StudyMachine machine, Category category) {
        return runs.stream()
                .filter(run -> run.machine().equals(machine) && run.category() == category)
                .findFirst()
                .flatMap(StudyRun::result);
    }

    /** A model against the baseline on the same machine, if it can run both. */
    public Optional<Comparison> comparison(StudyMachine machine, Category category) {
        return run(machine, Category.BASELINE)
                .flatMap(from -> run(machine, category).map(to -> Comparison.between(from, to)));
    }

    /** Weights of the structured model's rate over the other one's: what it kept of the pruning. */
    public double rateRatio() {
        return stored(Category.STRUCTURED).pruneRate()
                / stored(Category.NON_STRUCTURED).pruneRate();
    }

    /** The PPR up to which non-structured pruning computes faster, if structured pruning has a PPR of 1. */
    public double breakEvenPpr() {
        return 1 / rateRatio();
    }

    /** Bytes of the non-structured model over those of the structured one, with relative or absolute indices. */
    public double storageRatio(boolean relative) {
        StoredModel from = stored(Category.NON_STRUCTURED);
        return (relative ? from.relativeBytes() : from.absoluteBytes())
                / stored(Category.STRUCTURED).relativeBytes();
    }

    /** Machines of a role, in the order of the study. */
    public List<StudyMachine> machines(MachineRole role) {
        return runs.stream()
                .map(StudyRun::machine)
                .filter(machine -> machine.role() == role)
                .distinct()
                .toList();
    }
}
