package archsim.workloads.imports.transformer;

import java.util.Optional;

/**
 * Attention whose keys and values are kept as one latent vector a token (multi-head latent attention).
 *
 * <p>A prompt's keys and values are computed from the latent ones; while decoding, the two matrices that would do so are
 * applied to the query and to the context instead, so that attention works on the latent vectors themselves.
 *
 * <p>Source: DeepSeek-AI, DeepSeek-V2, arXiv 2405.04434, section 2.1.
 *
 * @param queryRank numbers that queries are computed from; empty if they are computed from the token
 * @param rank numbers of the latent vector
 * @param plain numbers of a head's query and key without position
 * @param rotary those with it, which all heads' keys share
 * @param value numbers of a head's value
 */
record LatentAttention(Optional<Integer> queryRank, int rank, int plain, int rotary, int value) {

    /** Numbers that the cache keeps of a token. */
    int cached() {
        return rank + rotary;
    }
}
