package archsim.sweep.tradeoff;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.Provenance;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.energy.AreaModel;
import archsim.energy.CommonDraws;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.SimulatedRun;
import archsim.sweep.Workers;
import archsim.tables.TableSet;
import archsim.workloads.storage.StorageBits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs every network at every point; the result depends neither on the number of threads nor on what was run before. */
public final class TradeOffRunner {

    private final TradeOff study;
    private final Optional<Path> folder;
    private final boolean resume;
    private final String version;
    private final String commit;
    private final int points;
    private final TradeCell[] cells;

    /**
     * @param folder where finished cells are kept; none are if absent
     * @param resume whether cells of the same study that lie there are taken as they are
     * @param version of archsim
     */
    public TradeOffRunner(TradeOff study, Optional<Path> folder, boolean resume, String version, String commit) {
        this.study = study;
        this.folder = folder;
        this.resume = resume;
        this.version = version;
        this.commit = commit;
        points = study.config().points().size();
        cells = new TradeCell[points * study.cases().size()];
    }

    /** Cells of the study. */
    public int steps() {
        return cells.length;
    }

    /**
     * The result.
     *
     * @param progress is called after each cell, from several threads
     */
    public TradeOffResult run(int threads, Runnable progress) {
        new Workers(threads).each(cells.length, i -> {
            cells[i] = cell(i / points, i % points);
            progress.run();
        });
        var sources = new LinkedHashSet<String>();
        Stream.of(cells).forEach(cell -> sources.addAll(cell.sources()));
        var provenance = new Provenance(
                version,
                commit,
                study.configSha256(),
                Map.of(),
                study.setups().get(0).get(0).seed(),
                List.copyOf(sources));
        return new TradeOffResult(
                study,
                provenance,
                IntStream.range(0, study.cases().size())
                        .mapToObj(network -> List.of(cells).subList(network * points, (network + 1) * points))
                        .toList());
    }

    private TradeCell cell(int network, int point) {
        String sha256 = Sha256.of(String.join(
                "\n",
                version,
                commit,
                String.valueOf(study.config().drawCount()),
                study.config().points().get(point).storage().orElse(""),
                StrictJson.write(study.setups().get(network).get(point).json())));
        Optional<Path> file = folder.map(into -> into.resolve("cell-" + network + "-" + point + ".json"));
        Optional<TradeCell> kept = file.filter(into -> resume)
                .flatMap(TradeOffRunner::read)
                .filter(cell -> cell.sha256().equals(sha256));
        if (kept.isPresent()) {
            return kept.get();
        }
        TradeCell made = made(network, point, sha256);
        file.ifPresent(into -> write(into, made));
        return made;
    }

    /** A cell that is damaged is run again. */
    private static Optional<TradeCell> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(StrictJson.read(file.toString(), StrictJson.readText(file), TradeCell.class))
                    : Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, TradeCell cell) {
        try {
            AtomicFile.write(file, StrictJson.write(cell));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TradeCell made(int network, int point, String sha256) {
        String networkName = study.cases().get(network).name();
        TradePoint compared = study.config().points().get(point);
        String pointName = compared.name();
        RunSetup setup = study.setups().get(network).get(point);
        try {
            SimulatedRun run = setup.run(0);
            double[] drawnPj = new CommonDraws(study.config().drawCount(), setup.seed())
                    .energiesPj(run.result().counts(), setup.energyModel());
            StorageBits stored = compared.format()
                    .map(format -> setup.workloads().get(0).stored(format))
                    .orElse(run.result().totals().storage());
            return new TradeCell(
                    sha256,
                    networkName,
                    pointName,
                    "",
                    run.sources(),
                    Optional.of(CellFigures.of(run.result(), stored, areaMm2(setup.accelerator()), drawnPj)));
        } catch (RefusedLayersException e) {
            return new TradeCell(sha256, networkName, pointName, e.getMessage(), List.of(), Optional.empty());
        }
    }

    private static double areaMm2(Accelerator machine) {
        var model = new AreaModel(TableSet.shipped(), machine.technologyNm(), machine.transistors());
        return machine.components().stream()
                .mapToDouble(part -> part.areaMm2(model))
                .sum();
    }
}
