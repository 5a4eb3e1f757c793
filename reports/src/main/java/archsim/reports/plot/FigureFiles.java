package archsim.reports.plot;

import archsim.base.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure and what its files are called.
 */
public final class FigureFiles {

    private final String stem;
    private final Figure figure;

    public FigureFiles(String stem, Figure figure) {
        this.stem = stem;
        this.figure = figure;
    }

    /** What the files are called, without suffix. */
    public String stem() {
        return stem;
    }

    /** What the figure shows. */
    public String title() {
        return figure.title();
    }

    /** The files' contents, by name. */
    public Map<String, byte[]> contents() {
        var contents = new LinkedHashMap<String, byte[]>();
        contents.put(stem + ".png", figure.toPng());
        contents.put(stem + ".svg", figure.toSvg());
        contents.put(stem + ".pdf", figure.toPdf());
        return contents;
    }

    /** The same under another look; these are not to be written any more. */
    public FigureFiles in(Theme theme) {
        return new FigureFiles(stem, figure.in(theme));
    }

    /**
     * Writes the figure as PNG, as SVG and as PDF, each whole or not at all.
     *
     * @return names of the files
     */
    public List<String> write(Path folder) throws IOException {
        Map<String, byte[]> contents = contents();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return List.copyOf(contents.keySet());
    }
}
