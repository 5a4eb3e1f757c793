package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Memo;
import archsim.base.Problems;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parts of configurations of one type, each parsed once if it is valid; otherwise its faults are reported again.
 *
 * @param <K> the part as written, all that parsing it depends on
 * @param <V> what it stands for
 */
final class ParsedParts<K, V> {

    private final Memo<K, V> kept;

    /** @param most parts to keep; 0 keeps none */
    ParsedParts(long most) {
        kept = new Memo<>(most, (written, part) -> 1);
    }

    /**
     * What a part stands for.
     *
     * @param problems gets its faults
     * @param parse gives nothing if there are faults, of this part or of the whole
     */
    Optional<V> get(K written, Problems problems, Function<Problems, Optional<V>> parse) {
        try {
            return Optional.of(kept.get(written, () -> valid(parse)));
        } catch (InvalidInputException e) {
            return parse.apply(problems);
        }
    }

    private V valid(Function<Problems, Optional<V>> parse) {
        var own = new Problems("");
        return parse.apply(own).filter(value -> own.isEmpty()).orElseThrow(own::toException);
    }
}
