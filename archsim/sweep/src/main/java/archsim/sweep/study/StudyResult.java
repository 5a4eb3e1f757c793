package archsim.sweep.study;

import archsim.base.Provenance;
import java.util.List;

/**
 * A finished study.
 *
 * @param provenance what it was made from
 */
public record StudyResult(Study study, Provenance provenance, List<PairResult> pairs) {

    public StudyResult {
        pairs = List.copyOf(pairs);
    }

    /** The judgement on each pair. */
    public List<Claim> claims(PairResult pair) {
        return new Claims(pair, study.config().accuracyTolerancePoints()).all();
    }

    /** Whether archsim itself failed nowhere. */
    public boolean sound() {
        return pairs.stream().flatMap(pair -> pair.runs().stream()).noneMatch(StudyRun::failed);
    }
}
