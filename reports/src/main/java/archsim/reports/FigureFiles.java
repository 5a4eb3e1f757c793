package archsim.reports;

import archsim.base.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A figure and what its files are called.
 */
public final class FigureFiles {

    private final String stem;
    private final Figure figure;

    FigureFiles(String stem, Figure figure) {
        this.stem = stem;
        this.figure = figure;
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
        byte[] png = figure.toPng();
        byte[] svg = figure.toSvg();
        byte[] pdf = figure.toPdf();
        AtomicFile.write(folder.resolve(stem + ".png"), png);
        AtomicFile.write(folder.resolve(stem + ".svg"), svg);
        AtomicFile.write(folder.resolve(stem + ".pdf"), pdf);
        return List.of(stem + ".png", stem + ".svg", stem + ".pdf");
    }
}
