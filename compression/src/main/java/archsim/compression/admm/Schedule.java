package archsim.compression.admm;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.Method;
import archsim.compression.config.Quantisation;
import archsim.compression.config.Round;
import archsim.compression.config.Search;
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

    /** Dense training, then regularisation and retraining for each round, then quantisation step by step. */
    static Schedule of(CompressionConfig config) {
        return of(config, 0, true);
    }

    /**
     * The schedule as far as it is known: a search adds rounds, and quantisation comes when it has ended.
     *
     * @param searchRounds rounds that the search has begun
     * @param searchEnded whether it begins no more; without a search {@code true}
     */
    static Schedule of(CompressionConfig config, int searchRounds, boolean searchEnded) {
        int most = config.search().map(Search::maxRounds).orElse(0);
        if (searchRounds < 0 || searchRounds > most) {
            throw new IllegalArgumentException(
                    RootLocale.format("a search has 0 to %d rounds here, was %d", most, searchRounds));
        }
        var stages = new ArrayList<Stage>();
        stages.add(new TrainingStage("dense", config.dense(), true));
        var rounds = new ArrayList<>(config.rounds());
        for (int number = 1; number <= searchRounds; number++) {
            rounds.add(config.search().orElseThrow().round(number));
        }
        addRounds(config, rounds, stages);
        if (searchEnded) {
            config.quantisation().ifPresent(quantisation -> addQuantisation(config, quantisation, stages));
        }
        return new Schedule(stages);
    }

    private static void addRounds(CompressionConfig config, List<Round> rounds, List<Stage> stages) {
        Method method = config.methodOrPlain();
        Method.Kind kind = method.kindOrAdmm();
        if (kind == Method.Kind.ONE_SHOT && !rounds.isEmpty()) {
            Round last = rounds.get(rounds.size() - 1);
            stages.add(new MappingStage("one-shot", new PrunedSet(last, config.schemeOf(last), method)));
        }
        int number = 0;
        for (Round round : rounds) {
            number++;
            var set = new PrunedSet(round, config.schemeOf(round), method);
            String name = RootLocale.format("round%d-%s", number, EnumNames.of(kind));
            stages.add(
                    switch (kind) {
                        case ADMM -> new AdmmStage(name, round.admm(), set);
                        case ONE_SHOT -> new TrainingStage(name, round.admm().training(), false);
                        case ITERATIVE, L1, L2, PROJECTED_GRADIENT -> new BaselineStage(name, kind, round.admm(), set);
                    });
            stages.add(new TrainingStage(RootLocale.format("round%d-retraining", number), round.retraining(), false));
        }
    }

    private static void addQuantisation(CompressionConfig config, Quantisation quantisation, List<Stage> stages) {
        var set = new QuantisedSet(quantisation, !config.scheme().isStructured());
        quantisation.admm().ifPresent(admm -> stages.add(new AdmmStage("quantisation-admm", admm, set)));
        quantisation.ternary().ifPresent(ternary -> stages.add(new TernaryStage("quantisation-ternary", ternary)));
        for (Quantisation.Step step : quantisation.steps()) {
            String name = RootLocale.format("quantisation-%d", Math.round(step.share() * 100));
            stages.add(new FixingStage(name, set, step));
        }
    }

    /** Where {@code config} asks for a stage of its schedule, as a JSON pointer. */
    String pointer(CompressionConfig config, int stage) {
        String name = stages.get(stage).name();
        if (stage == 0) {
            return "/dense";
        }
        if (name.startsWith("round")) {
            String round = config.search().isPresent()
                    ? "/search"
                    : "/rounds/" + (Integer.parseInt(name.substring("round".length(), name.indexOf('-'))) - 1);
            return round + (name.endsWith("-retraining") ? "/retraining" : "/admm");
        }
        int steps = config.quantisation().map(levels -> levels.steps().size()).orElse(0);
        int step = stage - (stages.size() - steps);
        if (step >= 0) {
            return "/quantisation/steps/" + step + "/retraining";
        }
        return stages.get(stage) instanceof TernaryStage ? "/quantisation/ternary/training" : "/quantisation/admm";
    }

    /** Epochs of all stages. */
    int epochs() {
        return stages.stream().mapToInt(stage -> stage.training().epochs()).sum();
    }
}
