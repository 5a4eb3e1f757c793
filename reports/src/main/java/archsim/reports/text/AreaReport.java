package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.engine.accelerator.Accelerator;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.FittedText;
import java.util.Optional;

/** What takes the area of a machine. */
public final class AreaReport {

    private static final Optional<?> NONE = Optional.empty();

    private AreaReport() {}

    /** A row for each component, and their sum; areas with their sources. */
    public static ResultTable table(Accelerator accelerator, int technologyNm, AreaModel model) {
        var table = ResultTable.titled(RootLocale.format("Area of %s at %d nm", accelerator.name(), technologyNm))
                .text("component")
                .text("part")
                .number("count", "%,d")
                .number("one (um2)", "partUm2", "%,.1f")
                .number("area (mm2)", "areaMm2", "%.4f")
                .number("share (%)", "sharePercent", "%.1f")
                .text("confidence")
                .text("source");
        double totalMm2 = accelerator.components().stream()
                .mapToDouble(parts -> parts.areaMm2(model))
                .sum();
        for (ComponentParts parts : accelerator.components()) {
            table.row(
                    parts.component().name(),
                    parts.part().title(),
                    parts.count(),
                    parts.part().area(model).areaMm2() * 1e6,
                    parts.areaMm2(model),
                    100 * parts.areaMm2(model) / totalMm2,
                    parts.source(model).confidence().name(),
                    parts.source(model).citation());
        }
        table.row(LayersCsv.TOTAL, NONE, NONE, NONE, totalMm2, 100.0, NONE, NONE);
        return table.build();
    }

    /** The table without its long sources, these below it, and what is not in it. */
    public static String text(Accelerator accelerator, int technologyNm, AreaModel model) {
        return NumberedSources.text(table(accelerator, technologyNm, model))
                + FittedText.wrapped(
                        "Not in it: control, wiring between parts, clock tree, pads, and any queue, decoder or network"
                                + " without a line above. A design's own area, where it is published, holds all of these.",
                        "  ");
    }
}
