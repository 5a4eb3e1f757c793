package archsim.cli.sweep;

import archsim.cli.option.Format;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.output.TradeOffOutput;
import archsim.cli.progress.StepBar;
import archsim.reports.tradeoff.TradeOffText;
import archsim.sweep.tradeoff.TradeOff;
import archsim.sweep.tradeoff.TradeOffResult;
import archsim.sweep.tradeoff.TradeOffRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/**
 * A study of types and patterns that was read and can run.
 *
 * @param resume whether cells that the output folder holds are taken from there
 */
record TradeOffJob(TradeOff study, int workers, boolean resume, CommandLine command) {

    /** Where finished cells are kept in the output folder. */
    private static final String CELLS = "cells";

    int run(Optional<OutputFolder> folder, Format format) throws IOException {
        try (OpenOutput open = OpenOutput.of(folder)) {
            Optional<Path> cells = open.folder().map(into -> into.resolve(CELLS));
            if (cells.isPresent()) {
                Files.createDirectories(cells.get());
            }
            TradeOffResult result = run(cells);
            if (open.folder().isPresent()) {
                TradeOffOutput.write(open.folder().get(), result, command.getErr());
            }
            command.getOut().print(format == Format.JSON ? TradeOffOutput.json(result) : TradeOffText.of(result));
            return ExitCode.DONE;
        }
    }

    private TradeOffResult run(Optional<Path> cells) {
        var runner = new TradeOffRunner(study, cells, resume, BuildInfo.version(), BuildInfo.commit());
        try (StepBar bar = StepBar.of("points", runner.steps(), runner.steps())) {
            return runner.run(workers, bar::step);
        }
    }
}
