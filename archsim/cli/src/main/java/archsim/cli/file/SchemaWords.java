package archsim.cli.file;

import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line on each record and each of its keys; made of their Javadoc, which a test holds them to. */
final class SchemaWords {

    /** Beside this class. */
    static final String FILE = "words.json";

    private SchemaWords() {}

    /** The lines by name of the record, and by name and key. */
    static Map<String, String> shipped() {
        try (InputStream in = SchemaWords.class.getResourceAsStream(FILE)) {
            JsonObject tree = StrictJson.parseObject(FILE, StrictJson.decode(FILE, in.readAllBytes()));
            var words = new LinkedHashMap<String, String>();
            tree.keySet().forEach(key -> words.put(key, tree.getString(key)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
