package archsim.engine.run.config;

import archsim.base.ComponentFaults;
import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.base.number.NumberType;
import archsim.workloads.Layer;
import archsim.workloads.language.Decode;
import archsim.workloads.language.Prefill;
import archsim.workloads.language.RoutingSkew;
import archsim.workloads.sparsity.InputSparsity;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.StatedWeights;
import archsim.workloads.sparsity.TensorLayer;
import archsim.workloads.sparsity.WeightScales;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One workload of a run configuration: a model, a network with generated masks, or tensors.
 *
 * @param name heads its results; made from the rest unless given
 * @param model name or file of a compressed model
 * @param network name or file of a network
 * @param tensors file whose non-zeros are the masks
 * @param sparsity of a network's masks, dense unless given: a {@link archsim.workloads.sparsity.Sparsity}; of a model's or tensors'
 *     inputs: an {@link archsim.workloads.sparsity.InputSparsity}
 * @param activationDensity short for a {@code sparsity} that says nothing else
 * @param layers of the tensors
 * @param weightBits stored width of a network's or tensors' weights, and of a model's that are floats; the machine's unless
 *     given
 * @param weightType of a network: type of its stored weights, with the scales that are part of it, in place of {@code weightBits}
 * @param images the batch, of a model's recorded inputs or a network's generated ones; 1 unless given
 * @param batch of a language model, its sequences; 1 unless given
 * @param prefill of a language model: the prompt that is run
 * @param decode of a language model: the tokens that are generated
 * @param kvBits of a language model: stored width of keys and values; the machine's of activations unless given
 * @param routing of a language model with experts: the name of an {@code .npz} that holds each token's experts, or how uneven
 *     they are, a {@link RoutingSkew}; even unless given
 * @param weightScales of a network: scales beside its weights, which are moved and stored with them; none unless given
 */
public record WorkloadConfig(
        Optional<String> name,
        Optional<String> model,
        Optional<String> network,
        Optional<String> tensors,
        @Holds({Sparsity.class, InputSparsity.class}) Optional<JsonValue> sparsity,

        @Holds(value = Double.class, orByName = true) @Range(min = 0, max = 1)
        Optional<JsonValue> activationDensity,

        Optional<List<TensorLayer>> layers,
        @Range(min = 1, max = 32) OptionalInt weightBits,
        Optional<NumberType> weightType,
        @Range(min = 1, max = 1024) OptionalInt images,
        @Range(min = 1, max = 1024) OptionalInt batch,
        Optional<Prefill> prefill,
        Optional<Decode> decode,
        @Range(min = 1, max = 32) OptionalInt kvBits,

        @Described("the name of an .npz or an object") @Holds(value = RoutingSkew.class, orName = true)
        Optional<JsonValue> routing,

        Optional<WeightScales> weightScales) {

    public WorkloadConfig {
        if (Stream.of(model, network, tensors).filter(Optional::isPresent).count() != 1) {
            throw new IllegalArgumentException("needs exactly one of model, network and tensors");
        }
        new ComponentFaults()
                .require(name.isEmpty() || !name.get().isBlank(), "name", "must not be blank")
                .require(
                        name.orElse("").length() <= Layer.LONGEST_NAME,
                        "name",
                        "must have at most %d characters, was %d characters",
                        Layer.LONGEST_NAME,
                        name.orElse("").length())
                .throwIfAny();
        if (sparsity.isPresent() && activationDensity.isPresent()) {
            throw new IllegalArgumentException("activationDensity belongs into sparsity where there is one");
        }
        requireTogether("tensors", tensors.isPresent(), "layers", layers.isPresent());
        if (layers.isPresent() && layers.get().isEmpty()) {
            throw new IllegalArgumentException("layers must hold at least one layer, was empty");
        }
        if (tensors.isPresent() && images.isPresent()) {
            throw new IllegalArgumentException("tensors bring their own images");
        }
        if (network.isEmpty() && weightScales.isPresent()) {
            throw new IllegalArgumentException("weightScales belong to a network: the files of models say their own");
        }
        if (network.isEmpty() && weightType.isPresent()) {
            throw new IllegalArgumentException("weightType belongs to a network: the files of models say their own");
        }
        if (weightType.isPresent() && weightBits.isPresent()) {
            throw new IllegalArgumentException("weightType and weightBits say the same: give one of them");
        }
        new StatedWeights(weightType, weightScales);
        if (network.isEmpty() && isOfLanguageModel(prefill, decode, batch, kvBits, routing)) {
            throw new IllegalArgumentException(
                    "batch, prefill, decode, kvBits and routing belong to a network that is a language"
                            + " model; a checkpoint's weights are run by archsim import FOLDER --prefill TOKENS");
        }
        if (images.isPresent() && batch.isPresent()) {
            throw new IllegalArgumentException("batch and images are the same of a language model: give one of them");
        }
    }

    /** How drawn weights are stored. */
    public StatedWeights statedWeights() {
        return new StatedWeights(weightType, weightScales);
    }

    /** Width of a stored weight, where it is said. */
    public OptionalInt statedBits() {
        return weightType.isPresent() ? OptionalInt.of(weightType.get().bits()) : weightBits;
    }

    /** Whether it says anything that only a language model has. */
    public boolean isOfLanguageModel() {
        return isOfLanguageModel(prefill, decode, batch, kvBits, routing);
    }

    private static boolean isOfLanguageModel(
            Optional<Prefill> prefill,
            Optional<Decode> decode,
            OptionalInt batch,
            OptionalInt kvBits,
            Optional<JsonValue> routing) {
        return prefill.isPresent()
                || decode.isPresent()
                || batch.isPresent()
                || kvBits.isPresent()
                || routing.isPresent();
    }

    private static void requireTogether(String one, boolean hasOne, String other, boolean hasOther) {
        if (hasOne != hasOther) {
            throw new IllegalArgumentException(
                    RootLocale.format("%s and %s belong together, %s is missing", one, other, hasOne ? other : one));
        }
    }
}
