package archsim.cli.table;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.engine.dram.MemoryMetrics;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the metrics of a memory are printed. */
public final class MemoryTable {

    /** Less than this share of what is offered is a memory that cannot keep up. */
    private static final double ACCEPTED = 0.98;

    private MemoryTable() {}

    /**
     * The table in {@code format}.
     *
     * @param peakGbPerSecond of the data pins of all channels
     */
    public static String render(MemoryMetrics metrics, double peakGbPerSecond, Format format) {
        return switch (format) {
            case TEXT -> format.render(forPeople(metrics, peakGbPerSecond));
            case JSON -> StrictJson.write(tree(metrics));
            case CSV -> format.render(oneRow(metrics));
        };
    }

    /** Whether the memory takes less than it is offered. */
    private static boolean saturated(MemoryMetrics metrics, double peakGbPerSecond) {
        return metrics.traffic().saturates()
                || metrics.gbPerSecond() < ACCEPTED * metrics.traffic().load() * peakGbPerSecond;
    }

    /** Without a read there is none. */
    private static Optional<Double> latencyNs(MemoryMetrics metrics) {
        return Optional.of(metrics.latencyNs())
                .filter(latency -> metrics.traffic().writeShare() < 1 || latency > 0);
    }

    private static String pattern(MemoryMetrics metrics) {
        return metrics.traffic().pattern().name().toLowerCase(Locale.ROOT);
    }

    private static ResultTable forPeople(MemoryMetrics metrics, double peakGbPerSecond) {
        var traffic = metrics.traffic();
        String title = String.format(
                Locale.ROOT,
                "%s, %s, %.0f %% writes, load %s",
                metrics.name(),
                pattern(metrics),
                100 * traffic.writeShare(),
                traffic.saturates() ? "as high as accepted" : traffic.load());
        var energy = metrics.pjPerBit();
        title += saturated(metrics, peakGbPerSecond) ? "; saturated" : "; not saturated";
        return ResultTable.titled(title)
                .text("figure")
                .number("value", "%,.3f")
                .text("unit")
                .row("bandwidth", metrics.gbPerSecond(), "GB/s")
                .row("offered", metrics.traffic().load() * peakGbPerSecond, "GB/s")
                .row("peak of the pins", peakGbPerSecond, "GB/s")
                .row("read latency", latencyNs(metrics), "ns")
                .row("row hits", 100 * metrics.rowHitRate(), "%")
                .row("energy of activates", energy.activate(), "pJ/bit")
                .row("energy of bursts", energy.burst(), "pJ/bit")
                .row("energy of background", energy.background(), "pJ/bit")
                .row("energy of refreshes", energy.refresh(), "pJ/bit")
                .row("energy in total", energy.total(), "pJ/bit")
                .build();
    }

    private static Map<String, Object> tree(MemoryMetrics metrics) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", metrics.name());
        tree.put("pattern", pattern(metrics));
        tree.put("writeShare", metrics.traffic().writeShare());
        tree.put("load", metrics.traffic().load());
        tree.put("gbPerSecond", metrics.gbPerSecond());
        tree.put("latencyNs", latencyNs(metrics).map(Object.class::cast).orElse(JsonValue.NULL));
        tree.put("pjPerBit", pjPerBit(metrics));
        tree.put("rowHitRate", metrics.rowHitRate());
        return tree;
    }

    private static Map<String, Object> pjPerBit(MemoryMetrics metrics) {
        var energy = metrics.pjPerBit();
        var parts = new LinkedHashMap<String, Object>();
        parts.put("activate", energy.activate());
        parts.put("burst", energy.burst());
        parts.put("background", energy.background());
        parts.put("refresh", energy.refresh());
        parts.put("total", energy.total());
        return parts;
    }

    private static ResultTable oneRow(MemoryMetrics metrics) {
        var energy = metrics.pjPerBit();
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
                        metrics.name(),
                        pattern(metrics),
                        metrics.traffic().writeShare(),
                        metrics.traffic().load(),
                        metrics.gbPerSecond(),
                        latencyNs(metrics),
                        energy.activate(),
                        energy.burst(),
                        energy.background(),
                        energy.refresh(),
                        energy.total(),
                        metrics.rowHitRate())
                .build();
    }
}
