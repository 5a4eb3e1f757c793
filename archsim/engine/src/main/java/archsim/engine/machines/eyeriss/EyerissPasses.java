package archsim.engine.machines.eyeriss;

import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The processing passes of a layer in order.
 *
 * <p>Sums of a block of filters stay in the global buffer until all channels are through; inputs stay there while the
 * filters of the block take their turns.
 */
record EyerissPasses(KeptLayer layer, RowStationaryMapping mapping) {

    void forEach(Consumer<EyerissPass> visitor) {
        for (int group = 0; group < layer.shape().groups(); group++) {
            for (int f = 0; f < layer.filters(group); f += mapping.m()) {
                forEachMap(group, f, visitor);
            }
        }
    }

    private void forEachMap(int group, int blockFrom, Consumer<EyerissPass> visitor) {
        List<List<Integer>> channelBlocks = channelBlocks();
        List<Patch> strips = RowStationaryLoops.of(layer).strips(mapping.e()).toList();
        int images = layer.shape().n();
        for (int n = 0; n < images; n += mapping.n()) {
            for (Patch strip : strips) {
                for (int block = 0; block < channelBlocks.size(); block++) {
                    boolean last = block + 1 == channelBlocks.size();
                    int imageTo = Math.min(images, n + mapping.n());
                    turns(group, blockFrom, n, imageTo, strip, channelBlocks.get(block), last, visitor);
                }
            }
        }
    }

    private void turns(
            int group,
            int blockFrom,
            int imageFrom,
            int imageTo,
            Patch strip,
            List<Integer> channels,
            boolean last,
            Consumer<EyerissPass> visitor) {
        int blockTo = Math.min(layer.filters(group), blockFrom + mapping.m());
        for (int f = blockFrom; f < blockTo; f += mapping.passFilters()) {
            int filterTo = Math.min(blockTo, f + mapping.passFilters());
            visitor.accept(new EyerissPass(group, f, filterTo, imageFrom, imageTo, strip, channels, last));
        }
    }

    private List<List<Integer>> channelBlocks() {
        List<Integer> kept = IntStream.range(0, layer.shape().channelsPerGroup())
                .filter(c -> layer.columns(c, c + 1) > 0)
                .boxed()
                .toList();
        int size = mapping.passChannels();
        return IntStream.iterate(0, from -> from < kept.size(), from -> from + size)
                .mapToObj(from -> kept.subList(from, Math.min(kept.size(), from + size)))
                .toList();
    }
}
