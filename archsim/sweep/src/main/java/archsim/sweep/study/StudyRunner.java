package archsim.sweep.study;

import archsim.base.Provenance;
import archsim.base.RootLocale;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.SimulatedRun;
import archsim.sweep.Workers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs every pair of a study on every machine; the result does not depend on the number of threads. */
public final class StudyRunner {

    private final Study study;
    private final int machines;
    private final Cell[] cells;

    /** One machine with one pair. */
    private record Cell(List<StudyRun> runs, Set<String> sources) {}

    public StudyRunner(Study study) {
        this.study = study;
        this.machines = study.machines().size();
        this.cells = new Cell[machines * study.config().pairs().size()];
    }

    /** How often {@code run} reports progress. */
    public int steps() {
        return cells.length;
    }

    /**
     * The result.
     *
     * @param progress is called after each step, from several threads
     * @param archsimVersion for the provenance
     * @param gitCommit for the provenance
     */
    public StudyResult run(int threads, Runnable progress, String archsimVersion, String gitCommit) {
        new Workers(threads).each(cells.length, i -> {
            cells[i] = cell(i / machines, i % machines);
            progress.run();
        });
        var sources = new LinkedHashSet<String>();
        Stream.of(cells).forEach(cell -> sources.addAll(cell.sources()));
        var provenance = new Provenance(
                archsimVersion,
                gitCommit,
                study.configSha256(),
                new TreeMap<>(study.modelSha256()),
                study.seed(),
                List.copyOf(sources));
        List<PairResult> pairs = new ArrayList<>();
        for (int pair = 0; pair < study.config().pairs().size(); pair++) {
            pairs.add(pair(pair));
        }
        return new StudyResult(study, provenance, pairs);
    }

    private PairResult pair(int pair) {
        List<StudyRun> runs = Stream.of(cells)
                .skip((long) pair * machines)
                .limit(machines)
                .flatMap(cell -> cell.runs().stream())
                .toList();
        RunSetup any = study.setups().get(pair).get(0);
        List<StoredModel> storage = Stream.of(Category.values())
                .map(category -> StoredModel.of(
                        category, any.workloads().get(category.place()).make()))
                .toList();
        return new PairResult(study.config().pairs().get(pair), storage, runs);
    }

    private Cell cell(int pair, int machine) {
        RunSetup setup = study.setups().get(pair).get(machine);
        var runs = new ArrayList<StudyRun>();
        var sources = new LinkedHashSet<String>();
        for (Category category : Category.values()) {
            runs.add(run(setup, study.machines().get(machine), category, sources));
        }
        return new Cell(runs, sources);
    }

    private static StudyRun run(RunSetup setup, StudyMachine machine, Category category, Set<String> sources) {
        try {
            SimulatedRun run = setup.run(category.place());
            sources.addAll(run.sources());
            return new StudyRun(machine, category, Optional.of(run.result()), "", false);
        } catch (RefusedLayersException e) {
            return new StudyRun(machine, category, Optional.empty(), reason(e), false);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            String reason =
                    RootLocale.format("archsim failed with %s: %s", e.getClass().getSimpleName(), e.getMessage());
            return new StudyRun(machine, category, Optional.empty(), reason, true);
        }
    }

    /** The first layer's, and how many more there are. */
    private static String reason(RefusedLayersException refused) {
        int more = refused.infeasible().size() - 1;
        String first = refused.infeasible().get(0).getMessage();
        return first + (more == 0 ? "" : RootLocale.format("; and %d more layer%s", more, more == 1 ? "" : "s"));
    }
}
