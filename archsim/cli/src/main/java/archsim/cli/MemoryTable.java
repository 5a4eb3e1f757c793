package archsim.cli;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.engine.dram.MemoryFigures;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the figures of a memory are printed. */
final class MemoryTable {

    private MemoryTable() {}

    static String render(MemoryFigures figures, Format format) {
        return switch (format) {
            case TEXT -> format.render(forPeople(figures));
            case JSON -> StrictJson.write(tree(figures));
            case CSV -> format.render(oneRow(figures));
        };
    }

    private static String pattern(MemoryFigures figures) {
        return figures.traffic().pattern().name().toLowerCase(Locale.ROOT);
    }

    private static ResultTable forPeople(MemoryFigures figures) {
        var traffic = figures.traffic();
        String title = String.format(
                Locale.ROOT,
                "%s, %s, %.0f %% writes, load %s",
                figures.name(),
                pattern(figures),
                100 * traffic.writeShare(),
                traffic.saturates() ? "as high as accepted" : traffic.load());
        var energy = figures.pjPerBit();
        return ResultTable.titled(title)
                .text("figure")
                .number("value", "%,.3f")
                .text("unit")
                .row("bandwidth", figures.gbPerSecond(), "GB/s")
                .row("read latency", figures.latencyNs(), "ns")
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
        tree.put("latencyNs", figures.latencyNs());
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
                        figures.latencyNs(),
                        energy.activate(),
                        energy.burst(),
                        energy.background(),
                        energy.refresh(),
                        energy.total(),
                        figures.rowHitRate())
                .build();
    }
}
