package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import archsim.workloads.imports.transformer.Transformer;
import archsim.workloads.language.RoutingSkew;
import archsim.workloads.language.StatedRouting;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads the {@code routing} of a language model's workload.
 *
 * @param located leads from a file's name to its path
 * @param seed of drawn experts
 */
record RoutingReader(UnaryOperator<String> located, long seed, Problems problems) {

    private static final long LARGEST_BYTES = 1L << 30;

    /**
     * The routing that {@code said} gives.
     *
     * @param tokens of the run, all sequences
     * @return empty if faults were added
     */
    Optional<GivenRouting> read(JsonValue said, Transformer model, long tokens, String pointer) {
        if (!model.isMixture()) {
            problems.add(pointer, "must be left out: the model has no experts");
            return Optional.empty();
        }
        if (!(said instanceof JsonString name)) {
            return StrictJson.bind(problems, said, RoutingSkew.class, pointer)
                    .map(skew -> new GivenRouting(StatedRouting.drawn(skew, seed), ""));
        }
        try {
            Path file = Path.of(located.apply(name.getString()));
            return Optional.of(new GivenRouting(
                    StatedRouting.traced(file, model, tokens), Sha256.of(InputFile.read(file, LARGEST_BYTES))));
        } catch (InvalidPathException e) {
            problems.add(pointer, "must be the name of an .npz, was \"%s\" (%s)", name.getString(), e.getReason());
        } catch (InvalidInputException e) {
            problems.addNamed(pointer, e);
        }
        return Optional.empty();
    }
}
