package archsim.reports.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A drawing as PDF of one page. */
final class PdfDrawing {

    /** Any number will do: without one, the time is taken. */
    private static final long DOCUMENT_ID = 1;

    private PdfDrawing() {}

    /** The bytes of a page as large as the drawing, a pixel being a point. */
    static byte[] of(int width, int height, Consumer<Graphics2D> draw) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            document.setDocumentId(DOCUMENT_ID);
            var page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            var graphics = new PdfBoxGraphics2D(document, width, height);
            draw.accept(graphics);
            graphics.dispose();
            try (var content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
