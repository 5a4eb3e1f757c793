package archsim.engine.machines.sparten;

import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The joins of a layer, each done once however many cuts ask for it: one output position with one round of filters over one
 * range of channels.
 */
final class SparTenJoins {

    /** Filters of a round and the channels of their vectors. */
    record Round(int group, int filterFrom, int filterTo, int channelFrom, int channelTo) {}

    private record Channels(int group, int from, int to) {}

    private final SparTen sparTen;
    private final KeptLayer layer;
    private final int units;
    private final ChannelsLast inputs;
    private final int positions;
    private final Map<Round, OfRound> rounds = new HashMap<>();
    private final Map<Channels, OfChannels> ranges = new HashMap<>();

    SparTenJoins(SparTen sparTen, KeptLayer layer, Machine machine) {
        this.sparTen = sparTen;
        this.layer = layer;
        this.units = machine.peArray().columns();
        this.inputs = new ChannelsLast(layer.shape(), layer.layer().inputs());
        this.positions = Math.toIntExact(layer.shape().outputPositions());
    }

    /** The windows of a range of channels. */
    final class OfChannels {

        private final int group;
        private final ChunkedVectors vectors;
        private final int[] present = new int[positions];
        private final long[] window;
        private int gathered = -1;

        private OfChannels(Channels channels) {
            group = channels.group();
            vectors = new ChunkedVectors(layer, channels.from(), channels.to(), sparTen.chunkInputs());
            window = new long[vectors.words()];
            Arrays.fill(present, -1);
        }

        /** Bits of a vector's mask. */
        long keptElements() {
            return vectors.keptElements();
        }

        /** Inputs that are there in the window of an output position. */
        int present(int row, int q) {
            int position = position(row, q);
            if (present[position] < 0) {
                gather(row, q);
                int count = 0;
                for (long word : window) {
                    count += Long.bitCount(word);
                }
                present[position] = count;
            }
            return present[position];
        }

        private void gather(int row, int q) {
            int position = position(row, q);
            if (gathered != position) {
                vectors.gather(inputs, group, row, q, window);
                gathered = position;
            }
        }
    }

    private int position(int row, int q) {
        return row * layer.shape().q() + q;
    }

    OfChannels ofChannels(int group, int from, int to) {
        return ranges.computeIfAbsent(new Channels(group, from, to), OfChannels::new);
    }

    OfRound ofRound(Round round) {
        return rounds.computeIfAbsent(round, OfRound::new);
    }

    /** The joins of a round, by output position. */
    final class OfRound {

        private final OfChannels channels;
        private final long[][] filters;
        private final int perUnit;
        private final int[] cycles = new int[positions];
        private final int[] matches = new int[positions];
        private final int[] looks = new int[positions];

        private OfRound(Round round) {
            channels = ofChannels(round.group(), round.channelFrom(), round.channelTo());
            filters = new long[round.filterTo() - round.filterFrom()][];
            for (int f = 0; f < filters.length; f++) {
                filters[f] = channels.vectors.weights(layer.filter(round.group(), round.filterFrom() + f));
            }
            perUnit = filters.length > units ? 2 : 1;
            Arrays.fill(cycles, -1);
        }

        /** Compute units with a filter. */
        int usedUnits() {
            return (filters.length + perUnit - 1) / perUnit;
        }

        int cycles(int row, int q) {
            join(row, q);
            return cycles[position(row, q)];
        }

        /** Pairs that match, of all filters. */
        int matches(int row, int q) {
            join(row, q);
            return matches[position(row, q)];
        }

        /** Chunks in which no unit finds a pair. */
        int looks(int row, int q) {
            join(row, q);
            return looks[position(row, q)];
        }

        private void join(int row, int q) {
            int position = position(row, q);
            if (cycles[position] >= 0) {
                return;
            }
            channels.gather(row, q);
            int spent = 0;
            for (int word = 0; word < channels.window.length; word += channels.vectors.wordsPerChunk()) {
                if (channels.vectors.keepsChunk(word / channels.vectors.wordsPerChunk())) {
                    int slowest = slowestOfChunk(position, word);
                    looks[position] += slowest == 0 ? 1 : 0;
                    spent += Math.max(1, slowest);
                }
            }
            cycles[position] = spent;
        }

        private int slowestOfChunk(int position, int word) {
            int slowest = 0;
            for (int f = 0; f < filters.length; f += perUnit) {
                int ofUnit = 0;
                for (int held = f; held < Math.min(filters.length, f + perUnit); held++) {
                    ofUnit += matches(filters[held], word);
                }
                slowest = Math.max(slowest, ofUnit);
                matches[position] += ofUnit;
            }
            return slowest;
        }

        private int matches(long[] filter, int word) {
            int count = 0;
            for (int i = word; i < word + channels.vectors.wordsPerChunk(); i++) {
                count += Long.bitCount(channels.window[i] & filter[i]);
            }
            return count;
        }
    }
}
