package archsim.reports.trace;

import archsim.base.AtomicFile;
import archsim.base.Provenance;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import archsim.engine.run.RunTrace;
import archsim.engine.run.trace.LayerTrace;
import archsim.engine.run.trace.TraceSpan;
import archsim.engine.run.trace.TraceTrack;
import archsim.engine.run.trace.TraceTrack.Group;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the layers of runs did, as {@code trace.json} in the trace format of Chrome, which Perfetto opens.
 *
 * <p>Every workload has a process for its layers and one for each {@link Group}; a thread is a {@link TraceTrack}. All
 * events are complete ones ({@code "ph": "X"}) besides names; {@code ts} and {@code dur} are microseconds, to the
 * picosecond, from the start of the workload.
 */
public final class TraceFile {

    /** Spans of one file, about 40 MB of them. */
    public static final int MOST_SPANS = 240_000;
    /** Of one layer, however few there are. */
    private static final int MOST_SPANS_OF_LAYER = 20_000;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final List<Group> GROUPS = List.of(Group.values());
    private static final long PS_A_US = 1_000_000;

    private final Writer out;
    private boolean first = true;

    private TraceFile(Writer out) {
        this.out = out;
    }

    /** How many spans each of {@code layers} layers may have. */
    public static int spansOfLayer(int layers) {
        return Math.min(MOST_SPANS_OF_LAYER, MOST_SPANS / Math.max(1, layers));
    }

    /** What is left out, in one sentence. */
    public static String sampling(List<RunTrace> runs) {
        List<LayerTrace> layers =
                runs.stream().flatMap(run -> run.layers().stream()).toList();
        long thinned = layers.stream()
                .filter(layer -> layer.every() > 1 || layer.dropped() > 0)
                .count();
        long widest = layers.stream().mapToLong(LayerTrace::every).max().orElse(1);
        String tiles = thinned == 0
                ? "all tiles of all layers"
                : RootLocale.format(
                        "all tiles of %d of %d layers and at least one in %d of the others'",
                        layers.size() - thinned, layers.size(), widest);
        int lanes = layers.stream().mapToInt(LayerTrace::lanes).max().orElse(0);
        int traced = layers.stream().mapToInt(LayerTrace::tracedLanes).max().orElse(0);
        return "the trace holds " + tiles
                + (traced < lanes ? RootLocale.format(" and %d of %d lanes", traced, lanes) : "");
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param provenance of the result that was traced
     * @param accelerator that all ran on
     */
    public static void write(Path file, Provenance provenance, String accelerator, List<RunTrace> runs)
            throws IOException {
        AtomicFile.write(file, path -> {
            try (BufferedWriter writer = Files.newBufferedWriter(path)) {
                new TraceFile(writer).document(provenance, accelerator, runs);
            }
        });
    }

    private void document(Provenance provenance, String accelerator, List<RunTrace> runs) throws IOException {
        var other = new LinkedHashMap<String, Object>();
        other.put("archsimVersion", provenance.archsimVersion());
        other.put("gitCommit", provenance.gitCommit());
        other.put("configSha256", provenance.configSha256());
        other.put("accelerator", accelerator);
        other.put("units", "ts and dur in microseconds, to the picosecond; from the start of each workload");
        other.put("sampling", sampling(runs));
        String head = StrictJson.write(Map.of("otherData", other)).strip();
        out.write(head.substring(0, head.length() - 1).stripTrailing());
        out.write(",\n  \"displayTimeUnit\": \"ns\",\n  \"traceEvents\": [\n");
        for (int run = 0; run < runs.size(); run++) {
            names(run, runs.get(run));
            spans(run, runs.get(run));
        }
        out.write("\n  ]\n}\n");
    }

    private static int layersPid(int run) {
        return run * (GROUPS.size() + 1) + 1;
    }

    private static int pid(int run, Group group) {
        return layersPid(run) + 1 + GROUPS.indexOf(group);
    }

    private void names(int run, RunTrace trace) throws IOException {
        process(layersPid(run), trace.workload() + ": layers");
        name(layersPid(run), 0, "thread_name", "layers");
        for (Group group : Group.values()) {
            var tracks = new TreeSet<TraceTrack>();
            trace.layers().forEach(layer -> layer.spans().stream()
                    .map(TraceSpan::track)
                    .filter(track -> track.group() == group)
                    .forEach(tracks::add));
            if (!tracks.isEmpty()) {
                process(pid(run, group), trace.workload() + ": " + group.name().toLowerCase(Locale.ROOT));
            }
            for (TraceTrack track : tracks) {
                name(pid(run, group), track.index(), "thread_name", track.name());
                sortIndex(pid(run, group), track.index(), "thread_sort_index", track.index());
            }
        }
    }

    private void process(int pid, String name) throws IOException {
        name(pid, 0, "process_name", name);
        sortIndex(pid, 0, "process_sort_index", pid);
    }

    private void name(int pid, int tid, String kind, String name) throws IOException {
        event(RootLocale.format(
                "{\"ph\":\"M\",\"pid\":%d,\"tid\":%d,\"name\":\"%s\",\"args\":{\"name\":%s}}",
                pid, tid, kind, quoted(name)));
    }

    private void sortIndex(int pid, int tid, String kind, int index) throws IOException {
        event(RootLocale.format(
                "{\"ph\":\"M\",\"pid\":%d,\"tid\":%d,\"name\":\"%s\",\"args\":{\"sort_index\":%d}}",
                pid, tid, kind, index));
    }

    private void spans(int run, RunTrace trace) throws IOException {
        long startPs = 0;
        for (LayerTrace layer : trace.layers()) {
            long durationPs = Math.multiplyExact(layer.cycles(), layer.clockPeriodPs());
            event(span(layersPid(run), 0, layer.layer(), startPs, durationPs)
                    + RootLocale.format(
                            ",\"args\":{\"cycles\":%d,\"tiles\":%d,\"everyTile\":%d,\"droppedSpans\":%d}}",
                            layer.cycles(), layer.tiles(), layer.every(), layer.dropped()));
            for (TraceSpan span : layer.spans()) {
                TraceTrack track = span.track();
                boolean bursts = track.group() == Group.DRAM || track.group() == Group.DMA;
                event(span(
                                pid(run, track.group()),
                                track.index(),
                                layer.layer() + " tile " + span.tile(),
                                startPs + span.startPs(),
                                span.endPs() - span.startPs())
                        + RootLocale.format(",\"args\":{\"%s\":%d}}", bursts ? "bursts" : "cycles", span.amount()));
            }
            startPs = Math.addExact(startPs, durationPs);
        }
    }

    private static String span(int pid, int tid, String name, long startPs, long durationPs) {
        return "{\"ph\":\"X\",\"pid\":" + pid + ",\"tid\":" + tid + ",\"name\":" + quoted(name) + ",\"ts\":"
                + us(startPs) + ",\"dur\":" + us(durationPs);
    }

    /** Microseconds without the rounding of a double. */
    private static String us(long ps) {
        String fraction = Long.toString(PS_A_US + ps % PS_A_US).substring(1);
        return ps / PS_A_US + "." + fraction;
    }

    private static String quoted(String text) {
        JsonValue value = JSON.createValue(text);
        return value.toString();
    }

    private void event(String event) throws IOException {
        out.write(first ? "" : ",\n");
        out.write(event);
        first = false;
    }
}
