package archsim.cli;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.engine.dram.MemoryFigures;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the figures of a memory are printed. */
final class MemoryTable {

    /** Less than this share of what is offered is a memory that cannot keep up. */
    private static final double ACCEPTED = 0.98;

    private MemoryTable() {}

    /** @param peakGbPerSecond of two transfers per clock cycle on each data pin */
    static String render(MemoryFigures figures, double peakGbPerSecond, Format format) {
        return switch (format) {
            case TEXT -> format.render(forPeople(figures, peakGbPerSecond));
            case JSON -> StrictJson.write(tree(figures));
            case CSV -> format.render(oneRow(figures));
        };
    }

    /** Whether the memory takes less than it is offered. */
    private static boolean saturated(MemoryFigures figures, double peakGbPerSecond) {
        return figures.traffic().saturates()
                || figures.gbPerSecond() < ACCEPTED * figures.traffic().load() * peakGbPerSecond;
    }

    /** Without a read there is none. */
    private static Optional<Double> latencyNs(MemoryFigures figures) {
        return Optional.of(figures.latencyNs())
                .filter(latency -> figures.traffic().writeShare() < 1 || latency > 0);
    }

    private static String pattern(MemoryFigures figures) {
        return figures.traffic().pattern().name().toLowerCase(Locale.ROOT);
    }

    private static ResultTable forPeople(MemoryFigures figures, double peakGbPerSecond) {
        var traffic = figures.traffic();
        String title = String.format(
                Locale.ROOT,
                "%s, %s, %.0f %% writes, load %s",
                figures.name(),
                pattern(figures),
                100 * traffic.writeShare(),
                traffic.saturates() ? "as high as accepted" : traffic.load());
        var energy = figures.pjPerBit();
        title += saturated(figures, peakGbPerSecond) ? "; saturated" : "; not saturated";
        return ResultTable.titled(title)
                .text("figure")
                .number("value", "%,.3f")
                .text("unit")
                .row("bandwidth", figures.gbPerSecond(), "GB/s")
                .row("offered", figures.traffic().load() * peakGbPerSecond, "GB/s")
                .row("peak of the pins", peakGbPerSecond, "GB/s")
                .row("read latency", latencyNs(figures), "ns")
                .row("row hits", 100 * figures.rowHitRate(), "%")
                .row("energy of activates", energy.activate(), "pJ/bit")
                .row("energy of bursts", energy.burst(), "pJ/bit")
                .row("energy of background", energy.background(), "pJ/bit")
                .row("energy of refreshes", energy.refresh(), "pJ/bit")
                .row("energy in total", energy.total(), "pJ/bit")
                .build();
    }

    private static Map<String, Object> tree(MemoryFigures figures) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", figures.name());
        tree.put("pattern", pattern(figures));
        tree.put("writeShare", figures.traffic().writeShare());
        tree.put("load", figures.traffic().load());
        tree.put("gbPerSecond", figures.gbPerSecond());
        tree.put("latencyNs", latencyNs(figures).map(Object.class::cast).orElse(JsonValue.NULL));
        tree.put("pjPerBit", pjPerBit(figures));
        tree.put("rowHitRate", figures.rowHitRate());
        return tree;
    }

    private static Map<String, Object> pjPerBit(MemoryFigures figures) {
        var energy = figures.pjPerBit();
        var parts = new LinkedHashMap<String, Object>();
        parts.put("activate", energy.activate());
        parts.put("burst", energy.burst());
        parts.put("background", energy.background());
        parts.put("refresh", energy.refresh());
        parts.put("total", energy.total());
        return parts;
    }

    private static ResultTable oneRow(MemoryFigures figures) {
        var energy = figures.pjPerBit();
        return ResultTable.titled("")
                .text("name")
                .text("pattern")
                .number("writeShare", "%s")
                .number("load", "%s")
                .number("gbPerSecond", "%.3f")
                .number("latencyNs", "%.3f")
                .number("activatePjPerBit", "%.4f")
                .number("burstPjPerBit", "%.4f")
                .number("backgroundPjPerBit", "%.4f")
                .number("refreshPjPerBit", "%.4f")
                .number("totalPjPerBit", "%.4f")
                .number("rowHitRate", "%.4f")
                .row(
                        figures.name(),
                        pattern(figures),
                        figures.traffic().writeShare(),
                        figures.traffic().load(),
                        figures.gbPerSecond(),
                        latencyNs(figures),
                        energy.activate(),
                        energy.burst(),
                        energy.background(),
                        energy.refresh(),
                        energy.total(),
                        figures.rowHitRate())
                .build();
    }
}
