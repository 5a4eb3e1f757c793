package archsim.cli.serve;

import archsim.base.Fault;
import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.cli.output.BuildInfo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers requests, a line of JSON each, in lines of JSON. The protocol is described in {@code archsim/docs/serve.md}.
 *
 * <p>Each request gets exactly one line with the event {@code result} or {@code error}, after any number with {@code progress}.
 */
final class Server {

    /** Of the protocol; a change that breaks clients makes it larger. */
    static final int PROTOCOL = 1;

    private final Verbs verbs;
    private final int queueLength;
    private final PrintWriter out;
    private final ThreadPoolExecutor workers;
    private final Map<JsonValue, Job> jobs = new ConcurrentHashMap<>();

    /**
     * @param workers requests that are worked on at a time
     * @param queueLength requests that may wait
     */
    Server(Verbs verbs, int workers, int queueLength, PrintWriter out) {
        this.verbs = verbs;
        this.queueLength = queueLength;
        this.out = out;
        this.workers =
                new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLength));
    }

    private enum State {
        WAITING,
        CANCELLED,
        ANSWERED
    }

    private record Job(JsonValue id, AtomicReference<State> state, AtomicLong toldNs) {

        private static final long INTERVAL_NS = 50_000_000;

        /** Whether so much time has passed since the last progress that its reader may want the next. */
        boolean isDue() {
            long now = System.nanoTime();
            long before = toldNs.get();
            return now - before >= INTERVAL_NS && toldNs.compareAndSet(before, now);
        }

        boolean becomes(State next) {
            return state.compareAndSet(State.WAITING, next);
        }
    }

    /** Answers until {@code in} ends, then what is still waiting. */
    void serve(BufferedReader in) throws IOException, InterruptedException {
        JsonArrayBuilder names = Json.createArrayBuilder(verbs.names()).add("cancel");
        answer(Json.createObjectBuilder()
                .add("event", "hello")
                .add("protocol", PROTOCOL)
                .add("version", BuildInfo.version())
                .add("verbs", names)
                .add("queue", queueLength));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                take(line);
            }
        }
        workers.shutdown();
        workers.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }

    private void take(String line) {
        JsonValue id = JsonValue.NULL;
        try {
            JsonObject request = StrictJson.parseObject("request", line);
            id = id(request);
            JsonValue verb = request.get("verb");
            if (!(verb instanceof JsonString name)) {
                throw InvalidInputException.at("/verb", Code.MISSING, "request", "is missing, expected a text");
            }
            JsonObject asked = Json.createObjectBuilder(request)
                    .remove("id")
                    .remove("verb")
                    .build();
            if (name.getString().equals("cancel")) {
                cancel(id, asked);
            } else {
                begin(id, name.getString(), asked);
            }
        } catch (InvalidInputException e) {
            answer(refused(id, e));
        }
    }

    private static JsonValue id(JsonObject request) {
        JsonValue id = request.get("id");
        if (id instanceof JsonString || (id instanceof JsonNumber number && number.isIntegral())) {
            return id;
        }
        throw InvalidInputException.at("/id", Code.MISSING, "request", "must be a text or a whole number, was %s", id);
    }

    private void begin(JsonValue id, String verb, JsonObject asked) {
        var job = new Job(id, new AtomicReference<>(State.WAITING), new AtomicLong(System.nanoTime()));
        if (jobs.putIfAbsent(id, job) != null) {
            throw InvalidInputException.at(
                    "/id", Code.REFUSED, "request", "must differ from those not yet answered, was %s", id);
        }
        try {
            workers.execute(() -> work(job, verb, asked));
        } catch (RejectedExecutionException e) {
            jobs.remove(id);
            answer(error(id, "busy", queueLength + " requests are waiting already: ask again after an answer"));
        }
    }

    private void cancel(JsonValue id, JsonObject asked) {
        JsonValue target = asked.get("target");
        Job job = target == null ? null : jobs.get(target);
        boolean cancelled = job != null && job.becomes(State.CANCELLED);
        if (cancelled) {
            answer(error(job.id(), "cancelled", "was cancelled"));
        }
        answer(event(id, "result").add("result", Json.createObjectBuilder().add("cancelled", cancelled)));
    }

    private void work(Job job, String verb, JsonObject asked) {
        JsonObjectBuilder answer;
        try {
            requireWanted(job);
            JsonValue result = verbs.call(verb, asked, (done, of) -> {
                requireWanted(job);
                if (done == 0 || done == of || job.isDue()) {
                    answer(event(job.id(), "progress").add("done", done).add("of", of));
                }
            });
            answer = event(job.id(), "result").add("result", result);
        } catch (Work.CancelledException e) {
            answer = null; // was answered when it was cancelled
        } catch (InvalidInputException e) {
            answer = refused(job.id(), e);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            answer = error(job.id(), "failed", e.toString());
        }
        jobs.remove(job.id());
        if (answer != null && job.becomes(State.ANSWERED)) {
            answer(answer);
        }
    }

    private static void requireWanted(Job job) {
        if (job.state().get() == State.CANCELLED) {
            throw new Work.CancelledException();
        }
    }

    private static JsonObjectBuilder event(JsonValue id, String event) {
        return Json.createObjectBuilder().add("id", id).add("event", event);
    }

    private static JsonObjectBuilder error(JsonValue id, String reason, String message) {
        return event(id, "error").add("reason", reason).add("message", message);
    }

    private static JsonObjectBuilder refused(JsonValue id, InvalidInputException fault) {
        JsonArrayBuilder faults = Json.createArrayBuilder();
        fault.faults().forEach(each -> faults.add(fault(each)));
        return error(id, "wrong-input", fault.getMessage())
                .add("file", fault.file())
                .add("faults", faults);
    }

    /** A fault as clients get it. */
    static JsonObjectBuilder fault(Fault fault) {
        JsonObjectBuilder tree = Json.createObjectBuilder()
                .add("code", fault.code().id())
                .add("name", EnumNames.of(fault.code()))
                .add("pointer", fault.pointer())
                .add("message", fault.text());
        fault.expected().ifPresent(expected -> tree.add("expected", expected));
        fault.found().ifPresent(found -> tree.add("found", found));
        return tree;
    }

    private void answer(JsonObjectBuilder line) {
        String text = line.build().toString();
        synchronized (out) {
            out.print(text + "\n");
            out.flush();
        }
    }
}
