package archsim.reports;

import archsim.base.AtomicFile;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.chart.CyclesAndEnergyChart;
import archsim.reports.result.LayersCsv;
import archsim.reports.result.ResultJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of one result: {@code result.json}, {@code layers.csv}, {@code cycles-energy.png} and {@code .svg}. */
public final class ReportFiles {

    private ReportFiles() {}

    /**
     * Writes all files into {@code folder}, which must exist, each whole or not at all.
     *
     * <p>Everything is made before the first file is written, so a result that cannot be shown leaves no file.
     *
     * @return names of the files, in the order of writing
     */
    public static List<String> write(Path folder, SimulationResult result) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("result.json", ResultJson.of(result).getBytes(StandardCharsets.UTF_8));
        files.put("layers.csv", LayersCsv.of(result).getBytes(StandardCharsets.UTF_8));
        var chart = new CyclesAndEnergyChart(result);
        files.put("cycles-energy.png", chart.toPng());
        files.put("cycles-energy.svg", chart.toSvg());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return List.copyOf(files.keySet());
    }
}
