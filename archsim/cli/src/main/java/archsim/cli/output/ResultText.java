package archsim.cli.output;

import archsim.cli.option.Format;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.result.ResultJson;
import archsim.reports.text.TextReport;

/** A result as it is printed. */
final class ResultText {

    private ResultText() {}

    static String of(SimulationResult result, Format format) {
        return switch (format) {
            case TEXT -> TextReport.of(result);
            case JSON -> ResultJson.of(result);
            case CSV -> LayersCsv.of(result);
        };
    }
}
