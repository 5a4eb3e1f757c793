package archsim.compression.admm;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.DivergedException;
import archsim.compression.config.LayerRates;
import archsim.compression.config.Progress;
import archsim.compression.config.Training;
import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TrainedParameters;
import archsim.compression.train.EpochScore;
import archsim.compression.train.Penalty;
import archsim.compression.train.TernaryWeights;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.TrainState;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.network.Network;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One compression run, from random weights or a checkpoint to the model's file. */
public final class CompressionRun implements AutoCloseable {

    /** Residual up to which weights are taken to have come near their set. */
    private static final double CONVERGED = 0.1;

    private final CompressionRequest request;
    private final CompressionConfig config;
    /** The same with counts in the place of rates. */
    private final CompressionConfig counted;

    private final Progress progress;
    private final Network network;
    private final NetworkModel architecture;
    private final Optional<TrainedWeights> trained;
    private Schedule schedule;
    private final TrainerFactory lessons;
    private final Checkpoint checkpoint;
    private final ThreadTeam team;
    private final Samples training;
    private final Samples validation;
    private boolean resumes;
    private CompressionState state;
    private Trainer trainer;
    private boolean[] trainerMask = new boolean[0];

    /** Adds every reason why a run of {@code config} cannot learn from {@code data}; quick. */
    public static void findFaults(CompressionConfig config, DataSet data, Problems problems) {
        SplitData.findFaults(data, Architectures.of(Architectures.find(config.network())), config, problems);
    }

    public CompressionRun(CompressionRequest request, Progress progress) {
        this.request = request;
        this.resumes = request.resume();
        this.config = request.config();
        this.progress = progress;
        this.network = Architectures.find(config.network());
        this.architecture = Architectures.of(network);
        this.trained = config.from().map(file -> TrainedWeights.read(file, network));
        this.lessons = new TrainerFactory(config, architecture);
        this.counted = LayerRates.counted(config, architecture);
        this.schedule = Schedule.of(counted, 0, config.search().isEmpty());
        SplitData data = SplitData.of(request.data(), architecture, config);
        this.training = data.training();
        this.validation = data.validation();
        this.checkpoint = checkpointOf(request, "is the checkpoint of a run with another configuration or other data");
        this.team = new ThreadTeam(request.threads());
    }

    private Checkpoint checkpointOf(CompressionRequest of, String otherwise) {
        return new Checkpoint(
                of.checkpointFile(),
                Sha256.of(of.config() + "\n" + of.data().sha256() + "\n" + network + "\n"
                        + trained.map(TrainedWeights::sha256).orElse("")),
                otherwise);
    }

    /**
     * Puts the end of another run's dense training in the place of this run's own, which would have the same bytes, unless
     * this run resumes from a checkpoint of its own.
     *
     * @param dense a run of this one's {@link CompressionConfig#denseOnly} that has ended, on the same data
     */
    public void goOnFrom(CompressionRequest dense) throws IOException {
        if (!dense.config().equals(config.denseOnly())) {
            throw new IllegalArgumentException("the dense training must be this run's own, was " + dense.config());
        }
        resumes = true;
        if (!request.resume() || !checkpoint.exists()) {
            Schedule training = Schedule.of(dense.config());
            CompressionState ended = checkpointOf(
                            dense,
                            "must be of this configuration's dense training, of scheme dense without rounds and quantisation,"
                                    + " on the same data; is of another configuration or other data")
                    .read(architecture, at -> training);
            if (ended.stage < training.stages().size()) {
                throw InvalidInputException.of(
                        dense.checkpointFile().toString(), "must be of a run that has ended, was stopped before");
            }
            checkpoint.write(ended);
        }
    }

    /** Runs all stages that are left, then writes the model. */
    public CompressedModel toTheEnd() throws IOException {
        progress.startsFrom(RootLocale.format(
                "%s: %,d images to learn from, %,d for validation, %,d for the test",
                request.data().name(),
                training.count(),
                validation.count(),
                request.data().test().n()));
        state = resumes && checkpoint.exists() ? checkpoint.read(architecture, this::scheduleOf) : begun();
        schedule = scheduleOf(state);
        do {
            while (state.stage < schedule.stages().size()) {
                runStage(schedule.stages().get(state.stage));
            }
        } while (searchOn());
        CompressedModel model = new ModelExport(request, state, team).toModel(trained.map(TrainedWeights::sha256));
        if (state.history.isEmpty()) {
            checkpoint.write(state); // else every epoch wrote one: no file is there before it
        }
        AtomicFile.write(request.historyFile(), History.csv(state.history, schedule));
        ModelFile.write(request.modelFile(), model);
        return model;
    }

    /** A state before any training: of random weights, or of those that the configuration names. */
    private CompressionState begun() {
        if (trained.isEmpty()) {
            return CompressionState.initial(architecture, config.seed());
        }
        String file = config.from().orElseThrow();
        trained.get().notes().forEach(note -> progress.startsFrom(file + ": " + note));
        float[] parameters = TrainedParameters.of(architecture, trained.get());
        CompactNetwork whole = CompactNetwork.whole(architecture);
        try (var asked = new Trainer(whole, config.batchSize(), config.slicesOrUsual(), team)) {
            progress.startsFrom(RootLocale.format(
                    "%s: accuracy before anything is done %.2f %% of %,d validation images of %s",
                    file,
                    100 * asked.evaluate(validation, parameters).accuracy(),
                    validation.count(),
                    request.data().name()));
        }
        return CompressionState.of(architecture, parameters);
    }

    private Schedule scheduleOf(CompressionState now) {
        return Schedule.of(counted, now.searchRounds, config.search().isEmpty() || now.searchEnded);
    }

    /** Whether a search that continues has found out what comes next. */
    private boolean searchOn() {
        if (config.search().isEmpty() || state.searchEnded) {
            return false;
        }
        new RoundSearch(config.search().get()).decide(state, schedule);
        schedule = scheduleOf(state);
        return true;
    }

    private void runStage(Stage stage) throws IOException {
        int epochs = stage.training().epochs();
        if (state.epoch == 0) {
            stage.begin(state);
            System.arraycopy(state.parameters, 0, state.average, 0, state.average.length);
        }
        rebuildTrainer();
        while (state.epoch < epochs) {
            HistoryRow row = runEpoch(stage);
            state.epoch++;
            stage.afterEpoch(state, state.epoch);
            state.history.add(row.withResidual(state.residual));
            if (state.epoch == epochs) {
                break;
            }
            save(stage);
        }
        if (stage instanceof AdmmStage && state.residual > CONVERGED) {
            progress.warns(RootLocale.format(
                    "%s ends with a residual ||W - Z|| / ||W|| of %.2f, above %.1f: its weights are far from what they"
                            + " are mapped onto",
                    stage.name(), state.residual, CONVERGED));
        }
        if (averages(stage)) {
            System.arraycopy(state.average, 0, state.parameters, 0, state.average.length);
        }
        stage.end(state);
        stage.watched()
                .flatMap(set -> MaskTurnover.end(state, set, stage.epochsPerIteration()))
                .ifPresent(found -> progress.finds(stage.name() + ": " + found));
        int lastEpoch = state.epoch;
        state.stage++;
        state.epoch = 0;
        if (lastEpoch > 0) {
            save(stage);
        }
    }

    private boolean averages(Stage stage) {
        return stage.averages() && lessons.averaging().isPresent();
    }

    private void save(Stage stage) throws IOException {
        checkpoint.write(state);
        AtomicFile.write(request.historyFile(), History.csv(state.history, schedule));
        HistoryRow row = state.history.get(state.history.size() - 1);
        progress.epochDone(new Progress.EpochReport(
                stage.name(),
                row.epoch(),
                stage.training().epochs(),
                state.history.size(),
                schedule.epochs(),
                row.loss(),
                row.validationAccuracy(),
                Double.isNaN(row.residual()) ? OptionalDouble.empty() : OptionalDouble.of(row.residual()),
                trainer.network().parameters()));
    }

    /** Rebuilds the compacted network if pruning has changed it. */
    private void rebuildTrainer() {
        if (!Arrays.equals(trainerMask, state.mask)) {
            if (trainer != null) {
                trainer.close();
            }
            trainerMask = state.mask.clone();
            CompactNetwork left = CompactNetwork.of(architecture, LiveChannels.of(architecture, state.mask));
            trainer = new Trainer(left, config.batchSize(), config.slicesOrUsual(), team);
        }
    }

    private HistoryRow runEpoch(Stage stage) {
        CompactNetwork left = trainer.network();
        Training plan = stage.training();
        var plain = new TrainState(
                lessons.optimiser(),
                left.gather(state.parameters),
                left.gather(state.momentum),
                left.gather(state.variance),
                left.gather(state.trainable()),
                state.step);
        TrainState floats = averages(stage)
                ? plain.averaging(
                        left.gather(state.average), lessons.averaging().getAsDouble())
                : plain;
        Optional<TernaryWeights> shown = stage.shown(state, left);
        TrainState compact = shown.map(floats::showing).orElse(floats);
        Penalty penalty = stage.penalty(state, left);
        var order = lessons.order(epochSeed(), training.count());
        double epochs = plan.epochs();
        int epoch = state.epoch;
        EpochScore score = trainer.trainEpoch(
                training,
                order,
                compact,
                lessons.objective(state, training, team),
                penalty,
                done -> lessons.rateAt(plan, (epoch + done) / epochs));
        if (!isFinite(score.loss(), compact)) {
            throw new DivergedException(schedule.pointer(config, state.stage), stage.name(), epoch + 1, score.loss());
        }
        left.scatter(compact.parameters(), state.parameters);
        left.scatter(compact.momentum(), state.momentum);
        left.scatter(compact.variance(), state.variance);
        state.step = compact.step();
        float[] asked = compact.averaged().orElse(compact.parameters());
        compact.averaged().ifPresent(average -> left.scatter(average, state.average));
        shown.ifPresent(ternary -> ternary.show(asked));
        EpochScore watched = trainer.evaluate(validation, asked);
        return new HistoryRow(
                state.stage,
                epoch + 1,
                score.loss(),
                score.accuracy(),
                watched.accuracy(),
                Double.NaN,
                state.rho,
                lessons.rateAt(plan, epoch / epochs),
                Double.NaN);
    }

    private static boolean isFinite(double loss, TrainState trained) {
        // A sum of zeros is zero, of anything infinite or NaN it is not.
        float sum = 0;
        for (float[] values : List.of(trained.parameters(), trained.momentum(), trained.variance())) {
            for (float value : values) {
                sum += value * 0;
            }
        }
        return Double.isFinite(loss) && sum == 0;
    }

    private long epochSeed() {
        return (config.seed() * 1_000_003 + state.stage) * 1_000_003 + state.epoch;
    }

    @Override
    public void close() {
        if (trainer != null) {
            trainer.close();
        }
        lessons.close();
        team.close();
    }
}
