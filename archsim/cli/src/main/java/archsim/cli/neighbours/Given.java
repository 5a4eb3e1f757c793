package archsim.cli.neighbours;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the user says beside the files, because no file does.
 *
 * @param clockMhz absent if not said
 * @param technologyNm likewise
 * @param bits of weights and activations, likewise
 * @param spread by the name of a spatial level, the loops that may be spread over it
 * @param weights name of the tensor that is the weights, likewise
 */
record Given(
        OptionalDouble clockMhz,
        OptionalInt technologyNm,
        OptionalInt bits,
        Map<String, Set<String>> spread,
        Optional<String> weights) {

    Given {
        spread = Map.copyOf(spread);
    }
}
