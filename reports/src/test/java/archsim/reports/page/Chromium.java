package archsim.reports.page;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A browser without a window, driven over the DevTools protocol, showing one page. */
final class Chromium {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private int lastCommand;

    private Chromium(Process process, WebSocket.Builder builder, URI page) {
        this.process = process;
        this.socket = builder.buildAsync(page, new Messages()).join();
    }

    /** The program, if one is on the path. */
    static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the browser with a profile of its own in {@code folder}. */
    static Chromium start(Path program, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1200,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        try {
            String address = address(process);
            HttpClient client = HttpClient.newHttpClient();
            var request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            String target =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            URI page = URI.create(parse(target).getString("webSocketDebuggerUrl"));
            var browser = new Chromium(process, client.newWebSocketBuilder(), page);
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                browser.command(domain + ".enable", Json.createObjectBuilder());
            }
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** What the browser says on starting; the rest is read away, or it would stand still. */
    private static String address(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                var rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium-output");
                rest.setDaemon(true);
                rest.start();
                return matcher.group(1);
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Loads a page and returns when it is there. */
    void open(Path file) throws InterruptedException {
        loads.clear();
        command(
                "Page.navigate",
                Json.createObjectBuilder().add("url", file.toUri().toString()));
        if (loads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException(file + " did not load");
        }
    }

    /** The value of an expression in the page, as text. */
    String evaluate(String expression) throws InterruptedException {
        JsonObject result = command(
                "Runtime.evaluate",
                Json.createObjectBuilder()
                        .add("expression", "String(" + expression + ")")
                        .add("awaitPromise", true));
        if (result.containsKey("exceptionDetails")) {
            throw new IllegalStateException(result.toString());
        }
        return result.getJsonObject("result").getString("value");
    }

    /** Brings the first element of a selector into view and its middle under the pointer. */
    void hover(String selector) throws InterruptedException {
        mouse("mouseMoved", selector);
    }

    /** Clicks at the middle of the first element of a selector. */
    void click(String selector) throws InterruptedException {
        mouse("mousePressed", selector);
        mouse("mouseReleased", selector);
    }

    private void mouse(String type, String selector) throws InterruptedException {
        String place = evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return (r.x + r.width / 2) + ' ' + (r.y + r.height / 2); })()");
        String[] at = place.split(" ", 2);
        command(
                "Input.dispatchMouseEvent",
                Json.createObjectBuilder()
                        .add("type", type)
                        .add("x", Double.parseDouble(at[0]))
                        .add("y", Double.parseDouble(at[1]))
                        .add("button", type.equals("mouseMoved") ? "none" : "left")
                        .add("clickCount", type.equals("mouseMoved") ? 0 : 1));
    }

    /** Errors and warnings so far, of the console and of the browser, and requests to anything but files. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    JsonObject command(String method, JsonObjectBuilder parameters) throws InterruptedException {
        int id = ++lastCommand;
        socket.sendText(
                        Json.createObjectBuilder()
                                .add("id", id)
                                .add("method", method)
                                .add("params", parameters)
                                .build()
                                .toString(),
                        true)
                .join();
        JsonObject answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.getInt("id") != id || answer.containsKey("error")) {
            throw new IllegalStateException(method + " was answered by " + answer);
        }
        return answer.getJsonObject("result");
    }

    /** Ends the browser and waits for it. */
    void end() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private void take(JsonObject message) {
        if (message.containsKey("id")) {
            answers.add(message);
            return;
        }
        JsonObject parameters = message.getJsonObject("params");
        switch (message.getString("method")) {
            case "Page.loadEventFired" -> loads.add("loaded");
            case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(parameters.toString());
            case "Runtime.consoleAPICalled" -> complaints.add(parameters.toString());
            case "Network.requestWillBeSent" -> {
                String url = parameters.getJsonObject("request").getString("url");
                if (!url.startsWith("file:") && !url.startsWith("data:")) {
                    complaints.add("asked for " + url);
                }
            }
            default -> {}
        }
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(parse(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
