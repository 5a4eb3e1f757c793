package archsim.cli.model;

import archsim.base.InvalidInputException;
import archsim.cli.progress.StepBar;
import archsim.compression.Evaluation;
import archsim.compression.PairedAnswers;
import archsim.compression.config.InputScaling;
import archsim.compression.network.Architectures;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TensorShape;
import archsim.compression.network.TrainedParameters;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.dataset.DataFolder;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.Frame;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An evaluation that was checked and can start. Separate from the command, so that its help does not load ND4J.
 *
 * @param title what is asked about what
 * @param network that is asked
 * @param parameters of the network
 * @param images that it is asked about
 * @param input what a pixel becomes
 * @param notes what was matched and left out
 */
@SuppressWarnings("ArrayRecordComponent")
record EvaluationJob(
        String title,
        NetworkModel network,
        float[] parameters,
        ImageSet images,
        InputScaling input,
        List<String> notes) {

    /**
     * Reads weights and images.
     *
     * @param network name or file; the model's own if absent
     * @param means as many as {@code deviations}, which are there if these are
     * @throws InvalidInputException with the faults of the files, or why the network cannot be asked about the images
     */
    static EvaluationJob of(
            String model,
            Optional<String> network,
            Path data,
            Optional<List<Double>> means,
            Optional<List<Double>> deviations) {
        Optional<CompressedModel> own =
                ModelLibrary.isOne(model) ? Optional.of(ModelLibrary.find(model)) : Optional.empty();
        if (own.isEmpty() && network.isEmpty()) {
            throw InvalidInputException.of(
                    model, "is no model of archsim: --network says which network its weights belong to");
        }
        Network described = network.map(Architectures::find).orElseGet(() -> networkOf(own.orElseThrow()));
        NetworkModel asked = Architectures.of(described);
        TrainedWeights trained = own.map(made -> TrainedWeights.ofModel(made, described))
                .orElseGet(() -> TrainedWeights.read(model, described));
        if (means.isPresent() && means.get().size() != deviations.orElseThrow().size()) {
            throw InvalidInputException.of(
                    "--deviation",
                    "must be as many as means, %d, was %d",
                    means.get().size(),
                    deviations.orElseThrow().size());
        }
        InputScaling input = means.map(given -> new InputScaling(given, deviations.orElseThrow()))
                .or(() -> own.flatMap(made -> Optional.ofNullable(
                                made.manifest().hyperParameters().get("configuration")))
                        .map(text -> Evaluation.inputOf(model, text)))
                .orElse(InputScaling.PIXELS);
        ImageSet images = read(DataFolder.find(data), asked.input()).test();
        Evaluation.check(asked, images, input, data.toString());
        return new EvaluationJob(
                model + " on " + images.name(),
                asked,
                TrainedParameters.of(asked, trained),
                images,
                input,
                trained.notes());
    }

    /** In the network's size, with a bar where pictures are many. */
    static DataSet read(Path folder, TensorShape input) {
        try (var bar = new StepBar("pictures")) {
            return DataFolder.read(folder, new Frame(input.height(), input.width()), bar);
        }
    }

    /** The network that ships under the model's name, if its layers are of those shapes; else what the model's layers tell. */
    private static Network networkOf(CompressedModel model) {
        String name = model.manifest().network();
        if (!Architectures.names().contains(name)) {
            return model.network();
        }
        Network shipped = Architectures.find(name);
        List<LayerShape> own =
                model.layers().stream().map(layer -> layer.layer().shape()).toList();
        boolean same = shipped.layers().stream().map(Layer::shape).toList().equals(own);
        return same ? shipped : model.network();
    }

    /** Asks this network and {@code other}, whose images are the same, and compares their answers pair by pair. */
    PairedAnswers against(EvaluationJob other, int threads) {
        int[] labels = IntStream.range(0, images.n()).map(images::label).toArray();
        return PairedAnswers.of(labels, answers(threads), other.answers(threads));
    }

    private int[] answers(int threads) {
        try (var bar = new StepBar("images")) {
            return Evaluation.answers(network, parameters, images, input, threads, bar);
        }
    }

    /** Asks the network. */
    Evaluation run(int threads) {
        try (var bar = new StepBar("images")) {
            return Evaluation.of(network, parameters, images, input, threads, bar);
        }
    }
}
