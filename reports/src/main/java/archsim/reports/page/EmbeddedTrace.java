package archsim.reports.page;

import archsim.base.RootLocale;
import archsim.reports.html.Html;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A {@code trace.json} that a page opens in Perfetto, by a click.
 *
 * <p>The page holds it packed, since a page from a file may not read another. One that would make the page heavy stays
 * where it is, and the page says how to open it.
 *
 * @param name of the trace, for people
 * @param packed with gzip, in Base64; empty if it is too large
 */
public record EmbeddedTrace(String name, String packed) {

    /** Bytes of a packed trace that a page takes: it still opens at once. */
    static final int MOST_BYTES = 8_000_000;

    private static final String VIEWER = "https://ui.perfetto.dev";

    /** The trace beside a result; empty if none was written. */
    public static Optional<EmbeddedTrace> beside(Path result) throws IOException {
        Path folder =
                Files.isDirectory(result) ? result : result.toAbsolutePath().getParent();
        Path trace = folder.resolve("trace.json");
        return Files.isRegularFile(trace)
                ? Optional.of(of(trace.toString(), Files.readAllBytes(trace)))
                : Optional.empty();
    }

    static EmbeddedTrace of(String name, byte[] trace) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(trace);
        }
        return new EmbeddedTrace(
                name, bytes.size() > MOST_BYTES ? "" : Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    Html html() {
        var html = new Html();
        if (packed.isEmpty()) {
            return html.markup("<p class=\"note\">")
                    .text(RootLocale.format(
                            "The trace %s is too large for this page: open it at ui.perfetto.dev, Open trace file.",
                            name))
                    .markup("</p>\n");
        }
        return html.markup("<p><button type=\"button\" class=\"trace\" hidden=\"\" data-to=\"" + VIEWER
                        + "\" data-trace=\"" + packed + "\" data-title=\"")
                .text(name)
                .markup("\">Open the trace in Perfetto</button></p>\n<p class=\"note\">")
                .text("It opens in a tab of ui.perfetto.dev, handed over by this page; that alone needs a network.")
                .markup("</p>\n");
    }
}
